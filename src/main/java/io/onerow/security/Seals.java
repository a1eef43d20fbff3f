package io.onerow.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Signs what a client only holds for the service, such as a cursor: it can be neither
 * made nor altered nor used in another context. The secret is in the database, so that a
 * restart breaks no seal and all instances open each other's.
 */
@Component
public class Seals {

	private static final String ALGORITHM = "HmacSHA256";

	private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

	private static final int SECRET_BYTES = 32;

	private static final int SEAL_BYTES = 16;

	private final SealSecretRepository secrets;

	private volatile @Nullable SecretKeySpec secret;

	Seals(SealSecretRepository secrets) {
		this.secrets = secrets;
	}

	/**
	 * Makes a text, for a URL too, that {@link #open} takes.
	 * @param context what it is good for; no part of the text
	 */
	public String seal(byte[] content, String context) {
		byte[] sealed = Arrays.copyOf(content, content.length + SEAL_BYTES);
		System.arraycopy(sign(content, context), 0, sealed, content.length, SEAL_BYTES);
		return TEXT.encodeToString(sealed);
	}

	/** The content of a text that was sealed here in that context. */
	public Optional<byte[]> open(String text, String context) {
		byte[] sealed;
		try {
			sealed = Base64.getUrlDecoder().decode(text);
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
		// the last letter has bits that no byte has, and which nothing signs
		if (sealed.length < SEAL_BYTES || !TEXT.encodeToString(sealed).equals(text)) {
			return Optional.empty();
		}
		byte[] content = Arrays.copyOf(sealed, sealed.length - SEAL_BYTES);
		byte[] seal = Arrays.copyOfRange(sealed, content.length, sealed.length);
		return MessageDigest.isEqual(seal, sign(content, context)) ? Optional.of(content) : Optional.empty();
	}

	private byte[] sign(byte[] content, String context) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(secret());
			mac.update(context.getBytes(StandardCharsets.UTF_8));
			mac.update((byte) 0);
			return Arrays.copyOf(mac.doFinal(content), SEAL_BYTES);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private SecretKeySpec secret() {
		SecretKeySpec known = this.secret;
		if (known == null) {
			known = new SecretKeySpec(readOrCreate(), ALGORITHM);
			this.secret = known;
		}
		return known;
	}

	private byte[] readOrCreate() {
		byte[] fresh = new byte[SECRET_BYTES];
		new SecureRandom().nextBytes(fresh);
		this.secrets.ensure(fresh);
		return this.secrets.get().secret();
	}

}
