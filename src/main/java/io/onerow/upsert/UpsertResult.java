package io.onerow.upsert;

/** What became of one upsert of an array. */
public sealed interface UpsertResult<R> {

	/** The record is stored as sent. */
	record Saved<R>(Upserted<R> upserted) implements UpsertResult<R> {
	}

	/**
	 * This one alone was refused.
	 *
	 * @param why an {@link Ambiguous}, {@link Taken}, {@link NotFound},
	 * {@link Incomplete} or {@link TooMuchContention}
	 */
	record Refused<R>(RuntimeException why) implements UpsertResult<R> {
	}

}
