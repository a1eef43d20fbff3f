package io.onerow.security.secrets;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Secrets that the service itself gives. */
public final class RandomSecret {

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final int BYTES = 32;

	private RandomSecret() {
	}

	/** 64 hexadecimal digits that nobody can guess. */
	public static String next() {
		byte[] bytes = new byte[BYTES];
		RANDOM.nextBytes(bytes);
		return HexFormat.of().formatHex(bytes);
	}

}
