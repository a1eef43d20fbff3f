package io.onerow.contact;

/** More than the match lab can hold, or do in its time; the message says which. */
public class TooMuchToReplay extends RuntimeException {

	TooMuchToReplay(String message) {
		super(message, null, false, false);
	}

}
