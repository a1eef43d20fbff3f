package io.onerow.customer;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.onerow.matching.Receipt;
import io.onerow.upsert.DoneBefore;
import io.onerow.upsert.Outcome;
import org.jspecify.annotations.Nullable;

/** What became of one item of a bulk. */
public sealed interface ItemResult {

	/**
	 * It is stored, on disk.
	 *
	 * @param withheld the fields of it that are not, as they are another source's
	 * @param why it is this customer; null for what the outcome says
	 */
	record Done(long id, Outcome outcome, Set<String> withheld, @Nullable Receipt why) implements ItemResult {

		/** As it was sent. */
		Done(long id, Outcome outcome) {
			this(id, outcome, Set.of(), null);
		}

		/** Of a write of a request that is begun again. */
		static Done of(DoneBefore.Write write) {
			return new Done(Customer.number(write.recordId()), write.did(), Set.of(),
					(write.receipt() != null) ? Receipt.told(write.receipt()) : null);
		}

		/** Why it is this customer: a key or a policy decided, or nothing matched. */
		public Receipt receipt() {
			return (this.why != null) ? this.why
					: Receipt.by((this.outcome == Outcome.CREATED) ? Receipt.Rule.NONE : Receipt.Rule.KEY);
		}

		/** The id of the customer among records of all kinds. */
		public UUID recordId() {
			return Customer.recordId(this.id);
		}

	}

	/**
	 * It is not stored.
	 *
	 * @param inTheWay the ids of the customers that its keys point at, or that it may be,
	 * where that is the reason
	 * @param receipt the policy, and why it is in doubt; null if it is not
	 */
	record Failed(Refusal refusal, List<Long> inTheWay, @Nullable Receipt receipt) implements ItemResult {

		public Failed {
			inTheWay = List.copyOf(inTheWay);
		}

		Failed(Refusal refusal) {
			this(refusal, List.of(), null);
		}

	}

}
