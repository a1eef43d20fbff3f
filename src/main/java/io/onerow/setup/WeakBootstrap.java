package io.onerow.setup;

/** The first administrator is configured in a way that would leave the service open. */
class WeakBootstrap extends IllegalArgumentException {

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

}
