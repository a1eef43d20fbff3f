package io.onerow.job;

/** A job cannot be paused, resumed or cancelled; the message says why. */
public class NotHalted extends RuntimeException {

	NotHalted(String message) {
		super(message, null, false, false);
	}

}
