package io.onerow.upsert;

import java.util.Locale;

/**
 * What an upsert did. {@link #UNCHANGED} wrote nothing: no version, no time, no row.
 */
public enum Outcome {

	CREATED, UPDATED, UNCHANGED,
	/** Its source has told of something later already; nothing was written. */
	STALE;

	private final String word = name().toLowerCase(Locale.ROOT);

	/** Reads the word that it prints as. */
	public static Outcome of(String word) {
		return valueOf(word.toUpperCase(Locale.ROOT));
	}

	/** The word on the wire, such as {@code created}. */
	@Override
	public String toString() {
		return this.word;
	}

}
