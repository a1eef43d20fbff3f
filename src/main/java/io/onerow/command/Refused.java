package io.onerow.command;

/** The service has not done it; the message says why, to whoever typed the command. */
class Refused extends RuntimeException {

	Refused(String message) {
		super(message, null, false, false);
	}

}
