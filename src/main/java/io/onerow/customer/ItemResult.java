package io.onerow.customer;

import io.onerow.upsert.DoneBefore;
import io.onerow.upsert.Outcome;

/** What became of one item of a bulk. */
public sealed interface ItemResult {

	/** It is stored, on disk. */
	record Done(long id, Outcome outcome) implements ItemResult {

		/** Of a write of a request that is begun again. */
		static Done of(DoneBefore.Write write) {
			return new Done(CustomerId.number(write.recordId()), write.did());
		}

	}

	/** It is not stored. */
	record Failed(Refusal refusal) implements ItemResult {

	}

}
