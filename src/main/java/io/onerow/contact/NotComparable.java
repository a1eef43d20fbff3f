package io.onerow.contact;

/** Contacts that cannot be compared with each other; the message says why. */
public class NotComparable extends RuntimeException {

	NotComparable(String message) {
		super(message, null, false, false);
	}

}
