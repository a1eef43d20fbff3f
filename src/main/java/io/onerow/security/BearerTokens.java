package io.onerow.security;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.onerow.hash.Sha256;
import io.onerow.tenant.TenantId;

import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.transaction.TransactionException;

/**
 * Verifies bearer tokens and remembers the verified ones, by hash, for at most
 * {@link #REMEMBERED} and never past their expiry. A revoked client or a removed tenant
 * is therefore refused within that time.
 */
public class BearerTokens {

	static final Duration REMEMBERED = Duration.ofSeconds(60);

	// some 3 kB each: clients reuse their token, so this is far more than are in use
	private static final int CAPACITY = 4_096;

	private final JwtDecoder decoder;

	private final String tenantClaim;

	private final Clock clock;

	private final JwtGrantedAuthoritiesConverter authorities = new JwtGrantedAuthoritiesConverter();

	private final Cache<ByteBuffer, TenantToken> verified;

	BearerTokens(JwtDecoder decoder, String tenantClaim, Clock clock, Ticker ticker) {
		this.decoder = decoder;
		this.tenantClaim = tenantClaim;
		this.clock = clock;
		this.verified = Caffeine.newBuilder()
			.maximumSize(CAPACITY)
			.ticker(ticker)
			.expireAfter(Expiry.creating((ByteBuffer hash, TenantToken token) -> remaining(token)))
			.build();
	}

	/**
	 * Throws {@link InvalidBearerTokenException} for a bad token, and
	 * {@link AuthenticationServiceException} when it cannot be known.
	 */
	TenantToken authenticate(String token) {
		ByteBuffer hash = ByteBuffer.wrap(Sha256.of(token));
		TenantToken known = this.verified.getIfPresent(hash);
		// the cache counts with its own ticker; the clock has the last word
		if (known != null && known.expiry().isAfter(this.clock.instant())) {
			return known;
		}
		TenantToken verified = verify(token);
		this.verified.put(hash, verified);
		return verified;
	}

	/**
	 * The tokens of a client are checked again, also those of people who use it.
	 * @param name the id of the client, or of a user
	 */
	public void forget(TenantId tenant, String name) {
		this.verified.asMap().values().removeIf((token) -> token.isOf(tenant, name));
	}

	private TenantToken verify(String token) {
		try {
			Jwt jwt = this.decoder.decode(token);
			String tenant = jwt.getClaimAsString(this.tenantClaim);
			if (tenant == null) {
				throw new BadJwtException("No tenant");
			}
			return new TenantToken(jwt, new TenantId(tenant), this.authorities.convert(jwt));
		}
		catch (BadJwtException | IllegalArgumentException ex) {
			throw new InvalidBearerTokenException("Refused", ex);
		}
		catch (JwtException | DataAccessException | TransactionException ex) {
			throw new AuthenticationServiceException("Tokens cannot be checked now", ex);
		}
	}

	private Duration remaining(TenantToken token) {
		Instant now = this.clock.instant();
		Instant expiry = token.expiry();
		if (expiry.isAfter(now.plus(REMEMBERED))) {
			return REMEMBERED;
		}
		// within the allowed skew a token is past its expiry and yet good; it is not kept
		return expiry.isAfter(now) ? Duration.between(now, expiry) : Duration.ZERO;
	}

}
