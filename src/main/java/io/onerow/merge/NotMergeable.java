package io.onerow.merge;

/** Two records that cannot become one; the message says why. */
public class NotMergeable extends RuntimeException {

	NotMergeable(String message) {
		super(message, null, false, false);
	}

}
