package io.onerow.hash;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, which every Java has. A text is hashed by its bytes in UTF-8. */
public final class Sha256 {

	private Sha256() {
	}

	/** The 32 bytes of a text's hash. */
	public static byte[] of(String text) {
		return of(text.getBytes(StandardCharsets.UTF_8));
	}

	/** The 32 bytes of the hash. */
	public static byte[] of(byte[] bytes) {
		return begun().digest(bytes);
	}

	/** The 64 hexadecimal digits of a text's hash. */
	public static String hex(String text) {
		return HexFormat.of().formatHex(of(text));
	}

	/** A hash of what is yet to come, part by part. */
	public static MessageDigest begun() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
