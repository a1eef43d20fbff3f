package io.onerow.security.issuer;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of an external issuer, found through its metadata when first needed, so
 * that the service starts without it. Known keys are kept while the issuer is down; an
 * unknown key id fetches the keys again, but not more often than
 * {@link JWKSourceBuilder#DEFAULT_RATE_LIMIT_MIN_INTERVAL} allows.
 */
class IssuerKeys implements JWKSource<SecurityContext> {

	private static final int CONNECT_MILLIS = 2_000;

	private static final int READ_MILLIS = 3_000;

	private static final int MAX_BYTES = 256 * 1024;

	private static final Duration REDISCOVER = Duration.ofSeconds(5);

	private static final long OUTAGE_MILLIS = Duration.ofHours(4).toMillis();

	private final String issuer;

	private final Clock clock;

	private final ResourceRetriever http = new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MAX_BYTES);

	private final Lock discovery = new ReentrantLock();

	private Instant nextTry = Instant.MIN;

	private volatile @Nullable JWKSource<SecurityContext> found;

	IssuerKeys(String issuer, Clock clock) {
		this.issuer = issuer;
		this.clock = clock;
	}

	@Override
	public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
		JWKSource<SecurityContext> keys = this.found;
		return ((keys != null) ? keys : discover()).get(selector, context);
	}

	// not synchronized, which holds the carrier of a virtual thread
	private JWKSource<SecurityContext> discover() throws KeySourceException {
		this.discovery.lock();
		try {
			return discoverOnce();
		}
		finally {
			this.discovery.unlock();
		}
	}

	private JWKSource<SecurityContext> discoverOnce() throws KeySourceException {
		JWKSource<SecurityContext> keys = this.found;
		if (keys != null) {
			return keys;
		}
		Instant now = this.clock.instant();
		if (now.isBefore(this.nextTry)) {
			throw new RemoteKeySourceException("The issuer did not answer a moment ago", null);
		}
		this.nextTry = now.plus(REDISCOVER);
		keys = JWKSourceBuilder.create(keysUrl(), this.http)
			.refreshAheadCache(false)
			.outageTolerant(OUTAGE_MILLIS)
			.build();
		this.found = keys;
		return keys;
	}

	private URL keysUrl() throws KeySourceException {
		try {
			Map<String, Object> metadata = metadata();
			if (!this.issuer.equals(metadata.get("issuer"))) {
				throw new RemoteKeySourceException("The metadata is another issuer's", null);
			}
			return url(JSONObjectUtils.getString(metadata, "jwks_uri"));
		}
		catch (IOException | ParseException ex) {
			throw new RemoteKeySourceException("The issuer's metadata cannot be read", ex);
		}
	}

	private Map<String, Object> metadata() throws IOException, ParseException {
		String base = this.issuer.replaceAll("/+$", "");
		try {
			return read(url(base + "/.well-known/openid-configuration"));
		}
		catch (IOException ex) {
			// RFC 8414 puts the well-known part before the path of the issuer
			URI uri = URI.create(base);
			return read(url(base.substring(0, base.length() - uri.getRawPath().length())
					+ "/.well-known/oauth-authorization-server" + uri.getRawPath()));
		}
	}

	private Map<String, Object> read(URL url) throws IOException, ParseException {
		return JSONObjectUtils.parse(this.http.retrieveResource(url).getContent());
	}

	private static URL url(@Nullable String url) throws MalformedURLException {
		if (url == null) {
			throw new MalformedURLException("No URL");
		}
		return URI.create(url).toURL();
	}

}
