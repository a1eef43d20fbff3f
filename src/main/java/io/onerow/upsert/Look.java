package io.onerow.upsert;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.onerow.matching.Candidate;

/** What a look for the record of an upsert came to. */
public sealed interface Look<R> {

	/** The one statement that looked has done all there was to do. */
	record Settled<R>(Upserted<R> upserted) implements Look<R> {
	}

	/**
	 * These may be it.
	 *
	 * @param records the candidates that were read whole, by id
	 * @param isHeld whether the locks of all keys that were sent are held since before
	 * the look: then nobody can come between
	 */
	record Seen<R>(List<Candidate<UUID>> candidates, Map<UUID, R> records, boolean isHeld) implements Look<R> {

		/** A candidate that was read whole. */
		public R record(UUID id) {
			return Objects.requireNonNull(this.records.get(id));
		}
	}

}
