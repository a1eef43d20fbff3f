package io.onerow.upsert;

import java.util.Locale;

import io.onerow.matching.NameMatch;

/**
 * Why a record was chosen: the rule, and for a name also how near it was. Prints as a
 * dictionary of RFC 9651, such as {@code by=name, distance=1, limit=2, candidates=3}.
 */
public sealed interface Receipt {

	/** The rule that decided. */
	enum Rule {

		EMAIL, KEY, NONE;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	static Receipt by(Rule rule) {
		return new ByRule(rule);
	}

	static Receipt by(NameMatch<?> match) {
		return new ByName(match);
	}

	/** An exact key decided, or nothing matched. */
	record ByRule(Rule rule) implements Receipt {

		@Override
		public String toString() {
			return "by=" + this.rule;
		}

	}

	/** The nearest name decided. */
	record ByName(NameMatch<?> match) implements Receipt {

		@Override
		public String toString() {
			String receipt = "by=name, distance=" + this.match.distance() + ", limit=" + this.match.limit()
					+ ", candidates=" + this.match.candidates();
			return this.match.runnerUp().isPresent() ? receipt + ", runner-up=" + this.match.runnerUp().getAsInt()
					: receipt;
		}

	}

}
