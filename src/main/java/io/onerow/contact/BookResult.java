package io.onerow.contact;

import io.onerow.upsert.Upserted;

/** What became of one entry. */
public sealed interface BookResult {

	/** The entry is in the book. */
	record Saved(Upserted<ContactCard> upserted) implements BookResult {

	}

	/**
	 * The entry alone was refused.
	 *
	 * @param why a {@link io.onerow.upsert.Taken}, a
	 * {@link io.onerow.upsert.TooMuchContention}, or what the check would have found had
	 * it not come in between
	 */
	record Refused(RuntimeException why) implements BookResult {

	}

}
