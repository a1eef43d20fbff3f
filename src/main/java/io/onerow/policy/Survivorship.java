package io.onerow.policy;

import java.util.Locale;

/**
 * Whose value a record shows that others have become part of, field by field. One that
 * has no value says nothing.
 */
public enum Survivorship {

	/** The one that was written last. */
	NEWEST,
	/** Its own; where it has none, the newest of the others. */
	SURVIVOR;

	private final String word = name().toLowerCase(Locale.ROOT);

	/** The word on the wire, such as {@code newest}. */
	@Override
	public String toString() {
		return this.word;
	}

}
