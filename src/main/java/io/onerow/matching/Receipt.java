package io.onerow.matching;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Why a record was chosen: the rule, and for a name also how near it was. Prints as a
 * dictionary of RFC 9651, such as {@code by=name, distance=1, limit=2, candidates=3}; the
 * policy is named unless it is that of the wire.
 */
public sealed interface Receipt {

	/** The rule that decided. */
	enum Rule {

		EMAIL, NAME, KEY, EVIDENCE, NONE;

		private final String word = name().toLowerCase(Locale.ROOT);

		@Override
		public String toString() {
			return this.word;
		}

	}

	/** The rule that decided; none if nothing matched. */
	Rule rule();

	/** The policy under which it did. */
	default Policy policy() {
		return Policy.SEED;
	}

	static Receipt by(Rule rule) {
		return new ByRule(rule);
	}

	/** One that was told before, as it prints. */
	static Receipt told(String text) {
		return new Told(text);
	}

	/**
	 * The same by a policy that is not what the wire promises.
	 * @param rung what decided under it, in a word
	 */
	default Receipt under(Policy policy, String rung) {
		return new Under(this, policy, rung);
	}

	/** The same by a policy; the rung is the rule unless it has one already. */
	default Receipt under(Policy policy) {
		if (policy == Policy.SEED || !(this instanceof ByRule rule)) {
			return this;
		}
		return under(policy, rule.rule().toString());
	}

	/** By a policy other than that of the wire, on one of its rungs. */
	record Under(Receipt receipt, Policy policy, String rung) implements Receipt {

		@Override
		public Rule rule() {
			return this.receipt.rule();
		}

		@Override
		public String toString() {
			return this.receipt + ", policy=" + this.policy + ", rung=" + this.rung;
		}

	}

	/** As it was told. */
	record Told(String text) implements Receipt {

		@Override
		public Rule rule() {
			return Stream.of(Rule.values())
				.filter((rule) -> this.text.startsWith("by=" + rule))
				.findFirst()
				.orElse(Rule.NONE);
		}

		@Override
		public Policy policy() {
			return Stream.of(Policy.values())
				.filter((policy) -> this.text.contains(", policy=" + policy))
				.findFirst()
				.orElse(Policy.SEED);
		}

		@Override
		public String toString() {
			return this.text;
		}

	}

	/** An exact key decided, or nothing matched. */
	record ByRule(Rule rule) implements Receipt {

		@Override
		public String toString() {
			return "by=" + this.rule;
		}

	}

	/**
	 * The nearest name decided.
	 *
	 * @param distance how far the names are apart
	 * @param limit how far they might have been
	 * @param candidates how many records were within their limit, this one included
	 * @param runnerUp the distance of the next best, if there is one
	 */
	record ByName(int distance, int limit, long candidates, OptionalInt runnerUp) implements Receipt {

		@Override
		public Rule rule() {
			return Rule.NAME;
		}

		@Override
		public String toString() {
			String receipt = "by=name, distance=" + this.distance + ", limit=" + this.limit + ", candidates="
					+ this.candidates;
			return this.runnerUp.isPresent() ? receipt + ", runner-up=" + this.runnerUp.getAsInt() : receipt;
		}

	}

	/**
	 * What is known of the person decided.
	 *
	 * @param candidates how many records had something in common, this one included
	 */
	record ByEvidence(long candidates) implements Receipt {

		@Override
		public Rule rule() {
			return Rule.EVIDENCE;
		}

		@Override
		public String toString() {
			return "by=evidence, candidates=" + this.candidates;
		}

	}

}
