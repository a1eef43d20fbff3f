package io.onerow.setup;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * The first client, or the first administrator, is configured in a way that would leave
 * the service open.
 */
class WeakBootstrap extends IllegalArgumentException {

	private static final int SHORTEST = 32;

	/** What bcrypt reads. */
	private static final int LONGEST = 72;

	/** As many as random digits have, nearly always. */
	private static final int FEWEST_CHARACTERS = 8;

	private final String action;

	/**
	 * @param description what is wrong, without the secret
	 * @param action what to do
	 */
	WeakBootstrap(String description, String action) {
		super(description);
		this.action = action;
	}

	String action() {
		return this.action;
	}

	/**
	 * Refuses the secret of a client if it is weak, or too long to be read whole.
	 * @param whose such as {@code the first client}
	 * @param variable that it is from
	 */
	static void refuse(String whose, String variable, @Nullable String secret) {
		if (secret != null && (isWeak(secret) || secret.getBytes(StandardCharsets.UTF_8).length > LONGEST)) {
			throw new WeakBootstrap("The secret of " + whose + " is weak", "Set " + variable + " to " + SHORTEST
					+ " to " + LONGEST + " bytes that are made at random, such as openssl rand -hex 32 gives.");
		}
	}

	/**
	 * Whether nobody has made a secret at random: it is short, or says the same again.
	 */
	static boolean isWeak(String secret) {
		return secret.getBytes(StandardCharsets.UTF_8).length < SHORTEST
				|| secret.chars().distinct().count() < FEWEST_CHARACTERS || isRepeated(secret);
	}

	private static boolean isRepeated(String secret) {
		for (int period = 1; period <= secret.length() / 2; period++) {
			if (secret.regionMatches(period, secret, 0, secret.length() - period)) {
				return true;
			}
		}
		return false;
	}

}
