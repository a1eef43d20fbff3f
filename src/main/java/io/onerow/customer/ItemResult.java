package io.onerow.customer;

import java.util.UUID;

import io.onerow.matching.Receipt;
import io.onerow.upsert.Outcome;

/** What became of one item of a bulk. */
public sealed interface ItemResult {

	/** It is stored, on disk. */
	record Done(long id, Outcome outcome) implements ItemResult {

		/** Why it is this customer: a key decided, or nothing matched. */
		public Receipt receipt() {
			return Receipt.by((this.outcome == Outcome.CREATED) ? Receipt.Rule.NONE : Receipt.Rule.KEY);
		}

		/** The id of the customer among records of all kinds. */
		public UUID recordId() {
			return Customer.recordId(this.id);
		}

	}

	/** It is not stored. */
	record Failed(Refusal refusal) implements ItemResult {

	}

}
