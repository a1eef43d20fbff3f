package io.onerow.security.secrets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * The pairs of secret and stored hash that fitted, so that they are not compared again.
 * They are kept as a MAC under a key of this process: another hash, because the secret
 * was changed, is another pair.
 */
final class GoodSecrets {

	private static final String ALGORITHM = "HmacSHA256";

	private static final int KEY_BYTES = 32;

	private static final Duration UNUSED = Duration.ofHours(24);

	private final SecretKeySpec key;

	private final Cache<ByteBuffer, Boolean> good;

	GoodSecrets(int capacity) {
		byte[] random = new byte[KEY_BYTES];
		new SecureRandom().nextBytes(random);
		this.key = new SecretKeySpec(random, ALGORITHM);
		this.good = Caffeine.newBuilder().maximumSize(capacity).expireAfterAccess(UNUSED).build();
	}

	boolean contains(String secret, String hash) {
		return this.good.getIfPresent(mac(secret, hash)) != null;
	}

	void add(String secret, String hash) {
		this.good.put(mac(secret, hash), true);
	}

	private ByteBuffer mac(String secret, String hash) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			mac.update(hash.getBytes(StandardCharsets.UTF_8));
			mac.update((byte) 0);
			return ByteBuffer.wrap(mac.doFinal(secret.getBytes(StandardCharsets.UTF_8)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
