package io.onerow.upsert;

import java.util.Locale;

/**
 * What an upsert did. {@link #UNCHANGED} wrote nothing: no version, no time, no row.
 */
public enum Outcome {

	CREATED, UPDATED, UNCHANGED;

	/** Reads the word that it prints as. */
	public static Outcome of(String word) {
		return valueOf(word.toUpperCase(Locale.ROOT));
	}

	/** The word on the wire: {@code created}, {@code updated} or {@code unchanged}. */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
