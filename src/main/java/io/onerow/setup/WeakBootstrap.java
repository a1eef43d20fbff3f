package io.onerow.setup;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * The first client, or the first administrator, is configured in a way that would leave
 * the service open.
 */
class WeakBootstrap extends IllegalArgumentException {

	/** Of an administrator. */
	private static final int SHORTEST = 32;

	/** Of the first client, as it was before administrators were. */
	private static final int SHORTEST_OF_CLIENT = 16;

	/** What stands in an example in the place of a secret. */
	private static final String PLACEHOLDER = "change-me";

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
	 * Refuses the secret of the first client if it is weak, or too long to be read whole.
	 */
	static void refuseOfClient(@Nullable String secret) {
		refuse("the first client", "ONEROW_BOOTSTRAP_CLIENTSECRET", secret, SHORTEST_OF_CLIENT);
	}

	/** The same for that of the first administrator. */
	static void refuseOfAdministrator(@Nullable String secret) {
		refuse("the first administrator", "ONEROW_BOOTSTRAP_ADMINISTRATORSECRET", secret, SHORTEST);
	}

	private static void refuse(String whose, String variable, @Nullable String secret, int shortest) {
		if (secret != null && (isWeak(secret, shortest) || secret.getBytes(StandardCharsets.UTF_8).length > LONGEST)) {
			throw new WeakBootstrap("The secret of " + whose + " is weak", "Set " + variable + " to " + SHORTEST
					+ " to " + LONGEST + " bytes that are made at random, such as openssl rand -hex 32 gives.");
		}
	}

	/**
	 * Whether nobody has made a secret at random: it is short, or says the same again.
	 */
	static boolean isWeak(String secret) {
		return isWeak(secret, SHORTEST);
	}

	private static boolean isWeak(String secret, int shortest) {
		return secret.getBytes(StandardCharsets.UTF_8).length < shortest || secret.contains(PLACEHOLDER)
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
