package io.onerow.matching;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The corroborated policy: whatever is known of both, each by the other. */
final class Corroboration {

	private Corroboration() {
	}

	/** Null if the ladder says nothing of it. */
	static <T extends Comparable<T>> @Nullable Judgement<T> judge(Sought sought, Candidate<T> candidate) {
		if (sought.person() == null || candidate.person() == null) {
			return null;
		}
		Likeness likeness = Likeness.of(sought, candidate);
		Rung rung = likeness.rung();
		return (rung != null) ? new Judgement<>(candidate, rung, likeness.distance(), likeness.limit(),
				likeness.known(), why(rung, likeness.known())) : null;
	}

	private static String why(Rung rung, Map<String, Sign> known) {
		List<String> agree = Judgement.that(Sign.AGREES, known);
		String agrees = agree.isEmpty() ? "Nothing agrees" : Judgement.all(agree, "agrees");
		String sentence = Character.toUpperCase(agrees.charAt(0)) + agrees.substring(1);
		return switch (rung) {
			case PARENT_CHILD -> sentence + ", but the birth date is another: parent and child, more likely.";
			case TWIN -> sentence + ", but the given name is another: a twin, more likely.";
			case OTHER_NAME -> sentence + ", but no part of the name does.";
			case HOUSEHOLD -> sentence + ", which may be so of all in a household.";
			default -> sentence + ".";
		};
	}

}
