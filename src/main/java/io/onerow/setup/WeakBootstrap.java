package io.onerow.setup;

import java.nio.charset.StandardCharsets;

/** The first administrator is configured in a way that would leave the service open. */
class WeakBootstrap extends IllegalArgumentException {

	private static final int SHORTEST = 32;

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
