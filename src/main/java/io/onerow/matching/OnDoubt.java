package io.onerow.matching;

import java.util.Locale;

/** What becomes of an upsert that may be of a record that is there, and may not be. */
public enum OnDoubt {

	/** It is refused, and nothing is written. */
	REFUSE,
	/** It creates a record. */
	CREATE,
	/** It creates a record, and somebody is asked whether that is one that was there. */
	REVIEW;

	private final String word = name().toLowerCase(Locale.ROOT);

	/** The word on the wire, such as {@code refuse}. */
	@Override
	public String toString() {
		return this.word;
	}

}
