package io.onerow.matching;

import java.util.List;

/** What a plan decides, and why. */
public sealed interface Match<T extends Comparable<T>> {

	Receipt receipt();

	/** It is this record. */
	record Found<T extends Comparable<T>>(Candidate<T> record, Receipt receipt) implements Match<T> {

		public T id() {
			return this.record.id();
		}

	}

	/**
	 * It is none of the records.
	 *
	 * @param isNew whether one may be created; where this service gives the key, one that
	 * it has not given is a mistake
	 */
	record Nobody<T extends Comparable<T>>(boolean isNew) implements Match<T> {

		@Override
		public Receipt receipt() {
			return Receipt.by(Receipt.Rule.NONE);
		}

	}

	/**
	 * It may be any of these.
	 *
	 * @param ids at least two, ascending
	 */
	record Several<T extends Comparable<T>>(List<T> ids, Receipt receipt) implements Match<T> {
	}

	/**
	 * It cannot be: a key that was sent belongs to another record.
	 *
	 * @param holder the record that has it
	 */
	record Conflict<T extends Comparable<T>>(KeyKind key, T holder, Receipt receipt) implements Match<T> {
	}

}
