package io.onerow.matching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Why a plan decides as it does. It asks the rules of the plan: of each record alone, and
 * of all together.
 *
 * @param match what it decides
 * @param rule the rule that decides; null if none does
 * @param judged the records that were looked at, in the order of their ids
 */
public record Explanation<T extends Comparable<T>>(Match<T> match, @Nullable MatchRule rule, List<Judged<T>> judged) {

	static <T extends Comparable<T>> Explanation<T> of(MatchPlan plan, Sought sought,
			Collection<Candidate<T>> candidates, Match<T> match) {
		Optional<MatchRule> deciding = plan.rules()
			.stream()
			.filter((rule) -> rule.match(sought, candidates) != null)
			.findFirst();
		List<Judged<T>> judged = new ArrayList<>();
		candidates.stream()
			.sorted(Comparator.comparing(Candidate::id))
			.forEach((one) -> judged.add(Judged.of(one, plan, sought, match, deciding.orElse(null))));
		return new Explanation<>(match, deciding.orElse(null), List.copyOf(judged));
	}

	/** One word for what was decided. */
	public String decision() {
		if (this.match instanceof Match.Found) {
			return "matched";
		}
		if (this.match instanceof Match.Several) {
			return "ambiguous";
		}
		if (this.match instanceof Match.Conflict) {
			return "conflict";
		}
		if (this.match instanceof Match.Doubt) {
			return "doubt";
		}
		return ((Match.Nobody<T>) this.match).isNew() ? "new" : "unknown";
	}

	/** The record that it is, if it is one. */
	public @Nullable T matched() {
		return (this.match instanceof Match.Found<T> found) ? found.id() : null;
	}

	/**
	 * What was thought of one record, or of all that have one name.
	 *
	 * @param keys those that it has of the keys that were looked for or sent
	 * @param limit how many edits its name might be away; null where no name was looked
	 * for, or it has none
	 * @param distance how many it is away, where that is not more
	 * @param rung the rule that takes it if nothing else is there, or where it stands on
	 * the ladder; null if none does
	 * @param evidence what else was compared
	 * @param accepted whether it is the record
	 * @param why a sentence
	 */
	public record Judged<T extends Comparable<T>>(Candidate<T> candidate, List<MatchKey> keys, @Nullable Integer limit,
			@Nullable Integer distance, @Nullable String rung, Map<String, Sign> evidence, boolean accepted,
			String why) {

		static <T extends Comparable<T>> Judged<T> of(Candidate<T> one, MatchPlan plan, Sought sought, Match<T> match,
				@Nullable MatchRule deciding) {
			MatchRule rung = plan.rules().stream().filter((rule) -> takes(rule, sought, one)).findFirst().orElse(null);
			List<MatchKey> keys = one.keys()
				.stream()
				.filter((key) -> sought.keys().contains(key) || sought.given().contains(key))
				.sorted(Comparator.comparing(MatchKey::kind).thenComparing(MatchKey::value))
				.toList();
			NameKey name = (sought.name() != null) ? sought.name().key() : null;
			NameKey other = one.name();
			Integer limit = (name != null && other != null) ? name.limitWith(other) : null;
			Integer distance = (name != null && other != null && name.distanceTo(other).isPresent())
					? name.distanceTo(other).getAsInt() : null;
			boolean accepted = match instanceof Match.Found<T> found && found.record().equals(one);
			if (rung == null || rung instanceof Ladder) {
				Judgement<T> judgement = judgement(plan, sought, one);
				if (judgement != null) {
					String why = judgement.why()
							+ ((judgement.rung().links() && !accepted) ? overtaken(match, deciding) : "");
					return new Judged<>(one, keys, limit, distance, judgement.rung().toString(), judgement.known(),
							accepted, why);
				}
			}
			return new Judged<>(one, keys, limit, distance, (rung != null) ? rung.word() : null, Map.of(), accepted,
					why(one, limit, distance, rung, match, deciding));
		}

		private static <T extends Comparable<T>> @Nullable Judgement<T> judgement(MatchPlan plan, Sought sought,
				Candidate<T> one) {
			for (MatchRule rule : plan.rules()) {
				if (rule instanceof Ladder ladder) {
					return ladder.judge(sought, one);
				}
			}
			return null;
		}

		private static <T extends Comparable<T>> String overtaken(Match<T> match, @Nullable MatchRule deciding) {
			if (deciding != null && !(deciding instanceof Ladder)) {
				return " Another rule came first: " + deciding.word() + ".";
			}
			return (match instanceof Match.Found) ? " Another one is better." : " Another one is as good.";
		}

		private static <T extends Comparable<T>> boolean takes(MatchRule rule, Sought sought, Candidate<T> one) {
			Match<T> alone = rule.match(sought, List.of(one));
			return alone != null && !(alone instanceof Match.Nobody);
		}

		private static <T extends Comparable<T>> String why(Candidate<T> one, @Nullable Integer limit,
				@Nullable Integer distance, @Nullable MatchRule rung, Match<T> match, @Nullable MatchRule deciding) {
			if (match instanceof Match.Conflict<T> conflict && conflict.holder().equals(one.id())) {
				return "It has the " + conflict.key()
						+ " that was sent, which no second record can have, and is not the one.";
			}
			if (rung == null) {
				if (distance != null) {
					return "Its name is near, but such a name is not enough to tell a person by.";
				}
				return (limit != null) ? "Its name is more than " + edits(limit) + " away, which is the limit."
						: "No rule takes it.";
			}
			if (!rung.equals(deciding)) {
				return "Another rule came first: " + ((deciding != null) ? deciding.word() : "none") + ".";
			}
			if (match instanceof Match.Several) {
				return "It has a key that was looked for, and so have others: none is chosen.";
			}
			if (!(match instanceof Match.Found<T> found)) {
				return "It would be the one, but a key that was sent belongs to another record.";
			}
			if (!(found.receipt() instanceof Receipt.ByName nearest)) {
				return "It has what was looked for: " + rung.word() + ".";
			}
			return byName(one, distance, found, nearest);
		}

		private static <T extends Comparable<T>> String byName(Candidate<T> one, @Nullable Integer distance,
				Match.Found<T> found, Receipt.ByName nearest) {
			if (found.record().equals(one)) {
				return "Its name is the nearest: " + edits(nearest.distance()) + " away, of at most " + nearest.limit()
						+ ".";
			}
			return (distance != null && distance > nearest.distance())
					? "Its name is farther than the nearest: " + edits(distance) + " away, that one "
							+ nearest.distance() + "."
					: "Its name is as near as the nearest, but that record is older.";
		}

		private static String edits(int number) {
			return (number == 1) ? "1 edit" : number + " edits";
		}

	}

}
