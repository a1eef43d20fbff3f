package io.onerow.matching;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the ladder of a policy says of one candidate.
 *
 * @param distance how many edits the names are apart, {@code limit} how many they may be
 * @param known what was compared besides, by name
 * @param why a sentence, whatever was decided
 */
record Judgement<T extends Comparable<T>>(Candidate<T> candidate, Rung rung, int distance, int limit,
		Map<String, Sign> known, String why) {

	/** The best first; those that are equal are a tie. */
	static <T extends Comparable<T>> Comparator<Judgement<T>> order() {
		return Comparator.<Judgement<T>, Rung>comparing(Judgement::rung)
			.thenComparing((one) -> -that(Sign.AGREES, one.known).size())
			.thenComparing(Judgement::distance);
	}

	/** One that is as good as another. */
	Match.Suspect<T> suspect(String doubt) {
		return this.rung.links() ? suspect(doubt, this.why + " Another one is as good.") : suspect();
	}

	/** Alone. */
	Match.Suspect<T> suspect() {
		return suspect(this.rung.toString(), this.why);
	}

	private Match.Suspect<T> suspect(String word, String sentence) {
		Map<String, Object> shown = new LinkedHashMap<>();
		if (this.candidate.name() != null) {
			shown.put("name", this.candidate.name().value());
		}
		this.candidate.keys()
			.stream()
			.filter((key) -> key.kind() == KeyKind.NUMBER)
			.forEach((key) -> shown.put(KeyKind.NUMBER.toString(), key.value()));
		shown.put("records", this.candidate.records());
		if (this.distance <= this.limit) {
			shown.put("distance", this.distance);
			shown.put("limit", this.limit);
		}
		this.known.forEach((thing, sign) -> shown.put(thing, sign.toString()));
		return new Match.Suspect<>(this.candidate.id(), word, shown, sentence);
	}

	/** The names of what says that. */
	static List<String> that(Sign sign, Map<String, Sign> known) {
		return known.entrySet().stream().filter((one) -> one.getValue() == sign).map(Map.Entry::getKey).toList();
	}

	/** Of several things, what each does. */
	static String all(List<String> things, String does) {
		return String.join(" and ", things) + " " + ((things.size() > 1) ? does.substring(0, does.length() - 1) : does);
	}

}
