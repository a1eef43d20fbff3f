package io.onerow.matching;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Why a record was chosen: the rule, and for a name also how near it was. Prints as a
 * dictionary of RFC 9651, such as {@code by=name, distance=1, limit=2, candidates=3}.
 */
public sealed interface Receipt {

	/** The rule that decided. */
	enum Rule {

		EMAIL, NAME, KEY, NONE;

		private final String word = name().toLowerCase(Locale.ROOT);

		@Override
		public String toString() {
			return this.word;
		}

	}

	/** The rule that decided; none if nothing matched. */
	Rule rule();

	static Receipt by(Rule rule) {
		return new ByRule(rule);
	}

	/** One that was told before, as it prints. */
	static Receipt told(String text) {
		return new Told(text);
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

}
