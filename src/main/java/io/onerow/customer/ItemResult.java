package io.onerow.customer;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.onerow.matching.Receipt;
import io.onerow.upsert.DoneBefore;
import io.onerow.upsert.Outcome;

/** What became of one item of a bulk. */
public sealed interface ItemResult {

	/**
	 * It is stored, on disk.
	 *
	 * @param withheld the fields of it that are not, as they are another source's
	 */
	record Done(long id, Outcome outcome, Set<String> withheld) implements ItemResult {

		/** As it was sent. */
		Done(long id, Outcome outcome) {
			this(id, outcome, Set.of());
		}

		/** Of a write of a request that is begun again. */
		static Done of(DoneBefore.Write write) {
			return new Done(Customer.number(write.recordId()), write.did());
		}

		/** Why it is this customer: a key decided, or nothing matched. */
		public Receipt receipt() {
			return Receipt.by((this.outcome == Outcome.CREATED) ? Receipt.Rule.NONE : Receipt.Rule.KEY);
		}

		/** The id of the customer among records of all kinds. */
		public UUID recordId() {
			return Customer.recordId(this.id);
		}

	}

	/**
	 * It is not stored.
	 *
	 * @param inTheWay the ids of the customers that its keys point at, where that is the
	 * reason
	 */
	record Failed(Refusal refusal, List<Long> inTheWay) implements ItemResult {

		public Failed {
			inTheWay = List.copyOf(inTheWay);
		}

		Failed(Refusal refusal) {
			this(refusal, List.of());
		}

	}

}
