package io.onerow.customer;

import io.onerow.upsert.Outcome;

/** What became of one item of a bulk. */
public sealed interface ItemResult {

	/** It is stored, on disk. */
	record Done(long id, Outcome outcome) implements ItemResult {

	}

	/** It is not stored. */
	record Failed(Refusal refusal) implements ItemResult {

	}

}
