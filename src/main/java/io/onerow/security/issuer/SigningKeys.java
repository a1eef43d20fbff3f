package io.onerow.security.issuer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The keys that tokens are signed with, that which signs first, kept in the database so
 * that a restart voids no token and all instances share them. What is added or removed
 * there is known after a minute, or when a token names it; before that nothing is signed
 * with a new key.
 */
class SigningKeys implements JWKSource<SecurityContext> {

	private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);

	/**
	 * How long a key is published before it signs: others ask for the keys now and then.
	 */
	static final Duration PUBLISHED = Duration.ofMinutes(3);

	/** Two who find that a key is to be made must not both make one. */
	static final long LOCK = 0x6f6e65726f77L;

	/** Tokens with made-up key ids must not become one query each. */
	private static final Duration RELOAD = Duration.ofSeconds(10);

	/** How old what is known of the keys may be. */
	private static final Duration KNOWN = Duration.ofMinutes(1);

	private final SigningKeyRepository stored;

	private final KeyEncryption encryption;

	private final Clock clock;

	private final AtomicLong loadedMillis;

	private volatile JWKSet keys;

	SigningKeys(SigningKeyRepository stored, KeyEncryption encryption, TransactionOperations transactions,
			Clock clock) {
		this.stored = stored;
		this.encryption = encryption;
		this.clock = clock;
		this.loadedMillis = new AtomicLong(clock.millis());
		this.keys = transactions.execute((status) -> loadOrCreate());
	}

	@Override
	public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
		keepUp();
		List<JWK> found = selector.select(this.keys);
		if (!found.isEmpty() || !mayReload(RELOAD)) {
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

	private void keepUp() {
		if (!mayReload(KNOWN)) {
			return;
		}
		try {
			this.keys = load();
		}
		catch (RuntimeException ex) {
			// whatever it is, what was known goes on
			log.warn("Signing keys cannot be read now: {}", ex.getClass().getSimpleName());
		}
	}

	private boolean mayReload(Duration after) {
		long last = this.loadedMillis.get();
		long now = this.clock.millis();
		return now - last >= after.toMillis() && this.loadedMillis.compareAndSet(last, now);
	}

	private JWKSet loadOrCreate() {
		this.stored.lock(LOCK);
		JWKSet found = load();
		return found.isEmpty() ? new JWKSet(create()) : found;
	}

	private JWKSet load() {
		Instant known = this.clock.instant().minus(PUBLISHED);
		Map<Boolean, List<SigningKey>> byWhetherItSigns = this.stored.all()
			.stream()
			.collect(Collectors.partitioningBy((key) -> !key.info().createdAt().isAfter(known)));
		return new JWKSet(Stream.of(true, false)
			.flatMap((signs) -> byWhetherItSigns.getOrDefault(signs, List.of()).stream())
			.map((key) -> key.toJwk(this.encryption))
			.toList());
	}

	private JWK create() {
		JWK key = generate();
		this.stored.add(key.getKeyID(), this.encryption.toStored(key.toJSONString()));
		return key;
	}

	static JWK generate() {
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
