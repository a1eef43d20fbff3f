package io.onerow.matching;

import java.util.Locale;

/** How much it takes for an upsert to be of a record that is there. */
public enum Policy {

	/** What the wire promises, to the letter. */
	SEED,
	/** A key; a name only if nothing known contradicts, and something agrees. */
	GUARDED,
	/** A key; else whatever is known of the person, thing by thing. */
	CORROBORATED,
	/** A key alone. */
	KEYS;

	private final String word = name().toLowerCase(Locale.ROOT);

	/** The word on the wire, such as {@code guarded}. */
	@Override
	public String toString() {
		return this.word;
	}

}
