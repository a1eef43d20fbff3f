package io.onerow.matching;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;

/**
 * What the ladder says of one candidate with a name within the limit.
 *
 * @param distance how many edits the names are apart, {@code limit} how many they may be
 */
record Judgement<T extends Comparable<T>>(Candidate<T> candidate, NameKey name, int distance, int limit,
		Evidence evidence, Rung rung) {

	/** Null if the name is not near, or is none by which a person can be told. */
	static <T extends Comparable<T>> @Nullable Judgement<T> of(Sought sought, Candidate<T> candidate) {
		NameSearch name = sought.name();
		if (name == null || candidate.name() == null || !FullName.is(name.key()) || !FullName.is(candidate.name())) {
			return null;
		}
		Judgement<T> straight = of(name.key(), candidate.name(), sought, candidate);
		if (straight != null || sought.turned() == null) {
			return straight;
		}
		Judgement<T> turned = of(sought.turned().key(), candidate.name(), sought, candidate);
		// two halves are two names as often: Thomas James, James Thomas
		return (turned != null && turned.evidence.isOfOnePerson()) ? turned : null;
	}

	private static <T extends Comparable<T>> @Nullable Judgement<T> of(NameKey wanted, NameKey name, Sought sought,
			Candidate<T> candidate) {
		OptionalInt distance = wanted.distanceTo(name);
		if (distance.isEmpty() || (distance.getAsInt() > 0 && !FullName.mayDiffer(wanted, name))) {
			return null;
		}
		boolean isRead = candidate.person() != null;
		Evidence evidence = isRead ? Evidence.of(sought.known(), candidate.known()) : Evidence.NONE;
		return new Judgement<>(candidate, name, distance.getAsInt(), wanted.limitWith(name), evidence,
				isRead ? Rung.of(evidence) : Rung.TOO_MANY);
	}

	/** The best first; those that are equal are a tie. */
	static <T extends Comparable<T>> Comparator<Judgement<T>> order() {
		return Comparator.<Judgement<T>, Rung>comparing(Judgement::rung)
			.thenComparing((one) -> -one.evidence.that(Sign.AGREES).size())
			.thenComparing(Judgement::distance);
	}

	Match.Suspect<T> suspect(String doubt) {
		Map<String, Object> shown = new LinkedHashMap<>();
		shown.put("name", this.name.value());
		shown.put("records", this.candidate.records());
		shown.put("distance", this.distance);
		shown.put("limit", this.limit);
		this.evidence.known().forEach((thing, sign) -> shown.put(thing, sign.toString()));
		return new Match.Suspect<>(this.candidate.id(), this.rung.links() ? doubt : this.rung.toString(), shown,
				this.rung.links() ? why() + " Another one is as good." : why());
	}

	/** A sentence, whatever was decided. */
	String why() {
		String name = "Its name is " + this.distance + ((this.distance == 1) ? " edit" : " edits")
				+ " away, of at most " + this.limit;
		List<String> agree = this.evidence.that(Sign.AGREES);
		List<String> contradict = this.evidence.that(Sign.CONTRADICTS);
		return switch (this.rung) {
			case NAME_PHONE, NAME_BIRTH, NAME_ADDRESS, NAME_DOMAIN -> name + ", and " + all(agree, "agrees") + ".";
			case NAME_ACCOUNT -> name + ", it is of the same account, and nothing is known that differs.";
			case CONTRADICTED ->
				name + ", and " + all(agree, "agrees") + ", but " + all(contradict, "contradicts") + ".";
			case NAME_ONLY -> name + ", but nothing else agrees.";
			case TOO_MANY -> name + ", and " + this.candidate.records() + " have it: too many to look at each.";
			case DIFFERENT -> name + ", but " + all(contradict, "contradicts") + ", and nothing else agrees.";
		};
	}

	private static String all(List<String> things, String does) {
		return String.join(" and ", things) + " " + ((things.size() > 1) ? does.substring(0, does.length() - 1) : does);
	}

}
