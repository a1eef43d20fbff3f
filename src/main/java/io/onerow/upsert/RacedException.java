package io.onerow.upsert;

/** Another transaction came between the match and the write: run again from the match. */
public class RacedException extends RuntimeException {

	public RacedException() {
		super("another transaction came between the match and the write", null, false, false);
	}

}
