package io.onerow.command;

/** The service was not reached, or cannot do it now; it may be able to soon. */
final class Unanswered extends Refused {

	Unanswered(String message) {
		super(message);
	}

}
