package io.onerow.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A name in two: how one is called, and of which family; blanks out. Of a single word it
 * is not known which of the two it is.
 */
record Halves(@Nullable String given, @Nullable String surname) {

	/** From how many signs on one error, and two, are an error of typing. */
	private static final int ONE_ERROR = 3;

	private static final int TWO_ERRORS = 6;

	/**
	 * The ways to part a name, which is in the order of speech or has a comma behind the
	 * family's: before the last word, or behind the first; none if it says nothing of who
	 * it is.
	 */
	static List<Halves> of(@Nullable NameKey name) {
		if (name == null || FullName.isNobody(name)) {
			return List.of();
		}
		int comma = name.value().indexOf(',');
		List<String> words = words(
				name.value().substring(comma + 1) + " " + name.value().substring(0, Math.max(comma, 0)));
		List<Halves> ways = new ArrayList<>();
		int family = (comma > 0) ? words(name.value().substring(0, comma)).size() : 1;
		for (int at : new int[] { words.size() - family, Math.min(1, words.size() - 1) }) {
			Halves way = new Halves(part(words, 0, at), part(words, at, words.size()));
			if (!words.isEmpty() && !ways.contains(way)) {
				ways.add(way);
			}
		}
		return ways;
	}

	private static List<String> words(String text) {
		return Arrays.stream(text.split("[\\s,]+", -1)).filter(Predicate.not(String::isEmpty)).toList();
	}

	private static @Nullable String part(List<String> words, int from, int to) {
		return (from < to) ? String.join("", words.subList(from, to)) : null;
	}

	/** How like two names are, parted and turned so that most agrees. */
	static Alike compare(@Nullable NameKey one, @Nullable NameKey other) {
		Alike best = Alike.UNKNOWN;
		boolean first = true;
		for (Halves a : of(one)) {
			for (Halves b : of(other)) {
				for (Alike alike : List.of(a.straight(b), a.crossed(b))) {
					if (first || alike.agreeing() > best.agreeing()) {
						best = alike;
						first = false;
					}
				}
			}
		}
		return best;
	}

	/** Whether both are called the same, sign by sign. */
	static boolean haveOneGiven(@Nullable NameKey one, @Nullable NameKey other) {
		return of(one).stream()
			.anyMatch((a) -> a.given != null && of(other).stream()
				.anyMatch((b) -> a.given.equals(b.given) || a.given.equals(b.surname)
						|| Objects.equals(a.surname, b.given)));
	}

	private Alike straight(Halves other) {
		return new Alike(sign(this.given, other.given), sign(this.surname, other.surname));
	}

	/** With the other turned; of one word it is what it is like. */
	private Alike crossed(Halves other) {
		Sign one = sign(this.given, other.surname);
		Sign two = sign(this.surname, other.given);
		return isOneWord() ? new Alike(two, one) : new Alike(one, two);
	}

	private boolean isOneWord() {
		return this.given == null;
	}

	private static Sign sign(@Nullable String one, @Nullable String other) {
		return (one == null || other == null) ? Sign.UNKNOWN : Sign.agreesIf(agree(one, other));
	}

	private static boolean agree(String one, String other) {
		return one.equals(other) || (FullName.mayDiffer(new NameKey(one), new NameKey(other))
				&& Typing.isWithin(Math.min(errors(one), errors(other)), one, other));
	}

	/** How many errors of typing a half of that length may have. */
	static int errors(String half) {
		int length = half.codePointCount(0, half.length());
		if (length < ONE_ERROR) {
			return 0;
		}
		return (length < TWO_ERRORS) ? 1 : 2;
	}

	/** Whether the halves of two names agree, or differ. */
	record Alike(Sign given, Sign surname) {

		static final Alike UNKNOWN = new Alike(Sign.UNKNOWN, Sign.UNKNOWN);

		int agreeing() {
			return (int) Stream.of(this.given, this.surname).filter((sign) -> sign == Sign.AGREES).count();
		}

		boolean isWhole() {
			return agreeing() == 2;
		}

	}

}
