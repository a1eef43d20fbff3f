package io.onerow.matching;

import java.util.Locale;

/** What one thing that is known of two persons says of whether they are one. */
public enum Sign {

	/** They are one, more likely. */
	AGREES,
	/** It is not the same, which may be so of one person. */
	DIFFERS,
	/** They are two. */
	CONTRADICTS,
	/** Nothing: it is not known of both. */
	UNKNOWN;

	private final String word = name().toLowerCase(Locale.ROOT);

	static Sign agreesIf(boolean agrees) {
		return agrees ? AGREES : DIFFERS;
	}

	/** The word on the wire, such as {@code agrees}. */
	@Override
	public String toString() {
		return this.word;
	}

}
