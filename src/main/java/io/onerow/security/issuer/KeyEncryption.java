package io.onerow.security.issuer;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import io.onerow.upsert.UnreadableStore;

import org.springframework.security.crypto.encrypt.AesGcmBytesEncryptor;

/**
 * What stands in the database of a signing key: AES-GCM of it where there is a secret for
 * that, else the key as it is. Either is read, so that a secret can come later, or be
 * followed by another.
 */
class KeyEncryption {

	/** Begins what is encrypted; a key is JSON. */
	static final String MARK = "{aes-gcm}";

	private final List<AesGcmBytesEncryptor> secrets;

	KeyEncryption(SigningKeyProperties properties) {
		this.secrets = properties.keys()
			.stream()
			.map((key) -> AesGcmBytesEncryptor.withSecretKey(key).build())
			.toList();
	}

	String toStored(String jwk) {
		return this.secrets.isEmpty() ? jwk : MARK
				+ Base64.getEncoder().encodeToString(this.secrets.get(0).encrypt(jwk.getBytes(StandardCharsets.UTF_8)));
	}

	/**
	 * The key as it was; throws {@link UnreadableStore} if it was encrypted with another
	 * secret.
	 */
	String fromStored(String stored) {
		if (!stored.startsWith(MARK)) {
			return stored;
		}
		for (AesGcmBytesEncryptor secret : this.secrets) {
			try {
				return new String(secret.decrypt(Base64.getDecoder().decode(stored.substring(MARK.length()))),
						StandardCharsets.UTF_8);
			}
			catch (IllegalArgumentException | IllegalStateException ex) {
				// it is another's
			}
		}
		throw new UnreadableStore("signing key (with what onerow.security.signing-keys.secrets has)");
	}

}
