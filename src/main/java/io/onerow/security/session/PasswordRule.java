package io.onerow.security.session;

import java.nio.charset.StandardCharsets;

/** What a password must be at least. */
public final class PasswordRule {

	/** What it is, for whoever chooses one. */
	public static final String WORDS = "must have 12 to 72 bytes of UTF-8, and 5 different characters or more";

	private static final int SHORTEST = 12;

	/** What bcrypt reads. */
	private static final int LONGEST = 72;

	private static final int FEWEST_CHARACTERS = 5;

	private PasswordRule() {
	}

	public static boolean isKept(String password) {
		int bytes = password.getBytes(StandardCharsets.UTF_8).length;
		return bytes >= SHORTEST && bytes <= LONGEST && password.chars().distinct().count() >= FEWEST_CHARACTERS;
	}

}
