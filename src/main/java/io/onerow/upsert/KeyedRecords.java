package io.onerow.upsert;

import java.util.List;
import java.util.UUID;

import io.onerow.matching.Candidate;

/**
 * Records that are matched by keys alone, so that one look serves any number of upserts.
 */
public interface KeyedRecords<S extends Sent, R extends Versioned> extends Records<S, R> {

	/** Looks for all of them at once. */
	Look.Seen<R> lookForAll(List<S> sent, KeyLocks locks);

	/** The record with the keys that it is matched by. */
	Candidate<UUID> candidate(R record);

	@Override
	default Look<R> look(S sent, KeyLocks locks) {
		return lookForAll(List.of(sent), locks);
	}

}
