package io.onerow.security.issuer;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.onerow.upsert.UnreadableStore;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The keys that tokens are signed with, newest first, kept in the database so that a
 * restart voids no token and all instances share them. A key that another instance added
 * is found when a token names it.
 */
class SigningKeys implements JWKSource<SecurityContext> {

	/** Two instances that find no key at once must not both make one. */
	private static final long FIRST_KEY_LOCK = 0x6f6e65726f77L;

	/** Tokens with made-up key ids must not become one query each. */
	private static final Duration RELOAD = Duration.ofSeconds(10);

	private final SigningKeyRepository stored;

	private final Clock clock;

	private final AtomicLong loadedMillis;

	private volatile JWKSet keys;

	SigningKeys(SigningKeyRepository stored, TransactionOperations transactions, Clock clock) {
		this.stored = stored;
		this.clock = clock;
		this.loadedMillis = new AtomicLong(clock.millis());
		this.keys = transactions.execute((status) -> loadOrCreate());
	}

	@Override
	public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
		List<JWK> found = selector.select(this.keys);
		if (!found.isEmpty() || !mayReload()) {
			return found;
		}
		try {
			this.keys = load();
		}
		catch (DataAccessException | UnreadableStore ex) {
			// any other exception would be the token's fault
			throw new KeySourceException("Signing keys cannot be read", ex);
		}
		return selector.select(this.keys);
	}

	private boolean mayReload() {
		long last = this.loadedMillis.get();
		long now = this.clock.millis();
		return now - last >= RELOAD.toMillis() && this.loadedMillis.compareAndSet(last, now);
	}

	private JWKSet loadOrCreate() {
		this.stored.lock(FIRST_KEY_LOCK);
		JWKSet found = load();
		return found.isEmpty() ? new JWKSet(create()) : found;
	}

	private JWKSet load() {
		return new JWKSet(this.stored.all().stream().map(SigningKey::toJwk).toList());
	}

	private JWK create() {
		JWK key = generate();
		this.stored.add(key.getKeyID(), key.toJSONString());
		return key;
	}

	private static JWK generate() {
		try {
			return new RSAKeyGenerator(2048).keyUse(KeyUse.SIGNATURE)
				.algorithm(JWSAlgorithm.RS256)
				.keyIDFromThumbprint(true)
				.generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException("No RSA key can be made", ex);
		}
	}

}
