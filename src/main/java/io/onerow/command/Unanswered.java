package io.onerow.command;

/** The service was not reached, or cannot do it now; it may be able to soon. */
final class Unanswered extends Refused {

	private final boolean isAtIt;

	/**
	 * @param isAtIt whether the service says that somebody else is at it
	 */
	Unanswered(String message, boolean isAtIt) {
		super(message);
		this.isAtIt = isAtIt;
	}

	boolean isAtIt() {
		return this.isAtIt;
	}

}
