package io.onerow.upsert;

/**
 * What an upsert has come to is no single statement: it is made again from the look,
 * holding the locks of all its keys.
 */
public class LocksNeeded extends RuntimeException {

	public LocksNeeded() {
		super("to be made again under locks", null, false, false);
	}

}
