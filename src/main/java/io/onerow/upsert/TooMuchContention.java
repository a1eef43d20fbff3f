package io.onerow.upsert;

/**
 * An upsert lost its race as often as it may run again. Nothing is written, and the same
 * request may be sent again.
 */
public class TooMuchContention extends RuntimeException {

	public TooMuchContention(Throwable cause) {
		super("Lost the race too often", cause);
	}

}
