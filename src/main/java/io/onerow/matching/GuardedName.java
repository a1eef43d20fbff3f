package io.onerow.matching;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;

/** The guarded policy: a name within the limit, by what is known besides. */
final class GuardedName {

	private GuardedName() {
	}

	/** Null if the name is not near, or is none by which a person can be told. */
	static <T extends Comparable<T>> @Nullable Judgement<T> judge(Sought sought, Candidate<T> candidate,
			boolean ofOneAccount) {
		NameSearch name = sought.name();
		if (name == null || candidate.name() == null || !FullName.is(name.key()) || !FullName.is(candidate.name())) {
			return null;
		}
		boolean isRead = candidate.person() != null;
		Evidence evidence = isRead ? Evidence.of(sought.known(), candidate.known(), sought.shared()) : Evidence.NONE;
		Sign number = Likeness.nationalNumber(sought, candidate);
		Judgement<T> straight = judge(name.key(), candidate.name(), candidate, evidence, number, ofOneAccount);
		if (straight != null || sought.turned() == null) {
			return straight;
		}
		// two halves are two names as often: Thomas James, James Thomas
		return (evidence.isOfOnePerson() || number == Sign.AGREES)
				? judge(sought.turned().key(), candidate.name(), candidate, evidence, number, ofOneAccount) : null;
	}

	private static <T extends Comparable<T>> @Nullable Judgement<T> judge(NameKey wanted, NameKey name,
			Candidate<T> candidate, Evidence evidence, Sign number, boolean ofOneAccount) {
		OptionalInt distance = FullName.distance(wanted, name);
		if (distance.isEmpty()) {
			return null;
		}
		Map<String, Sign> known = evidence.known();
		if (number != Sign.UNKNOWN) {
			known.put("id", number);
		}
		Rung rung = (candidate.person() != null) ? Rung.of(evidence, known, ofOneAccount) : Rung.TOO_MANY;
		int limit = wanted.limitWith(name);
		return new Judgement<>(candidate, rung, distance.getAsInt(), limit, known,
				why(rung, distance.getAsInt(), limit, candidate.records(), known));
	}

	private static String why(Rung rung, int distance, int limit, long records, Map<String, Sign> known) {
		String name = "Its name is " + distance + ((distance == 1) ? " edit" : " edits") + " away, of at most " + limit;
		List<String> agree = Judgement.that(Sign.AGREES, known);
		List<String> contradict = Judgement.that(Sign.CONTRADICTS, known);
		return switch (rung) {
			case NAME_ACCOUNT -> name + ", it is of the same account, and nothing is known that differs.";
			case CONTRADICTED -> name + ", and " + Judgement.all(agree, "agrees") + ", but "
					+ Judgement.all(contradict, "contradicts") + ".";
			case NAME_ONLY -> name + ", but nothing else agrees.";
			case TOO_MANY -> name + ", and " + records + " have it: too many to look at each.";
			case DIFFERENT -> name + ", but " + Judgement.all(contradict, "contradicts") + ", and nothing else agrees.";
			default -> name + ", and " + Judgement.all(agree, "agrees") + ".";
		};
	}

}
