package io.onerow.security.issuer;

import java.util.HexFormat;
import java.util.List;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the keys that tokens are signed with are kept.
 *
 * @param secrets 64 hexadecimal digits each; with the first of them new keys are
 * encrypted, with all of them stored ones are read. None, and keys are stored as they are
 */
@ConfigurationProperties("onerow.security.signing-keys")
record SigningKeyProperties(@DefaultValue List<String> secrets) {

	private static final int BYTES = 32;

	SigningKeyProperties {
		secrets = List.copyOf(secrets);
		if (!secrets.stream().allMatch((secret) -> secret.matches("[0-9A-Fa-f]{" + 2 * BYTES + "}"))) {
			throw new IllegalArgumentException(
					"onerow.security.signing-keys.secrets must have 64 hexadecimal digits each");
		}
	}

	List<SecretKey> keys() {
		return this.secrets.stream()
			.<SecretKey>map((secret) -> new SecretKeySpec(HexFormat.of().parseHex(secret), "AES"))
			.toList();
	}

	/** Not the secrets. */
	@Override
	public String toString() {
		return this.secrets.size() + " secrets";
	}

}
