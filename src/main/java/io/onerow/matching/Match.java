package io.onerow.matching;

import java.util.List;
import java.util.Map;

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
	 * @param suspects the records of which somebody is to be asked whether it is one;
	 * none unless the policy says so
	 */
	record Nobody<T extends Comparable<T>>(boolean isNew, Receipt receipt,
			List<Suspect<T>> suspects) implements Match<T> {

		public Nobody(boolean isNew) {
			this(isNew, Receipt.by(Receipt.Rule.NONE), List.of());
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
	 * It may be one of these, or nobody.
	 *
	 * @param suspects at least one, the oldest first
	 */
	record Doubt<T extends Comparable<T>>(List<Suspect<T>> suspects, Receipt receipt) implements Match<T> {
	}

	/**
	 * A record that nothing links and nothing excludes.
	 *
	 * @param rung why, in a word
	 * @param evidence what was compared, by name
	 * @param why a sentence
	 */
	record Suspect<T extends Comparable<T>>(T id, String rung, Map<String, Object> evidence, String why) {
	}

	/** The same decision with another receipt. */
	default Match<T> with(Receipt receipt) {
		if (this instanceof Found<T> found) {
			return new Found<>(found.record(), receipt);
		}
		if (this instanceof Nobody<T> nobody) {
			return new Nobody<>(nobody.isNew(), receipt, nobody.suspects());
		}
		if (this instanceof Several<T> several) {
			return new Several<>(several.ids(), receipt);
		}
		return (this instanceof Conflict<T> conflict) ? new Conflict<>(conflict.key(), conflict.holder(), receipt)
				: new Doubt<>(((Doubt<T>) this).suspects(), receipt);
	}

	/**
	 * It cannot be: a key that was sent belongs to another record.
	 *
	 * @param holder the record that has it
	 */
	record Conflict<T extends Comparable<T>>(KeyKind key, T holder, Receipt receipt) implements Match<T> {
	}

}
