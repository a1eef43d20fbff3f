package io.onerow.matching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;

/**
 * It is the record with a name within the limit that stands highest on the ladder, of
 * several on one rung the one of which most agrees, then the nearest; two that are equal
 * in all three are a doubt, and so is a record that nothing links and nothing excludes.
 */
record GuardedName(OnDoubt onDoubt) implements MatchRule {

	/** Of several that would be linked if each were alone. */
	private static final String TIE = "tie";

	@Override
	public String word() {
		return "name";
	}

	@Override
	public <T extends Comparable<T>> @Nullable Match<T> match(Sought sought, Collection<Candidate<T>> candidates) {
		List<Judgement<T>> near = new ArrayList<>();
		candidates.forEach((candidate) -> {
			Judgement<T> judgement = Judgement.of(sought, candidate);
			if (judgement != null) {
				near.add(judgement);
			}
		});
		near.sort(Judgement.order());
		if (near.isEmpty() || near.get(0).rung() == Rung.DIFFERENT) {
			return null;
		}
		Judgement<T> best = near.get(0);
		List<Judgement<T>> equals = near.stream()
			.filter((other) -> Judgement.<T>order().compare(best, other) == 0)
			.toList();
		if (!best.rung().links()) {
			return doubt(best.rung().toString(), near.stream().filter((one) -> one.rung().isDoubt()).toList());
		}
		return (equals.stream().map((one) -> one.candidate().whole()).distinct().count() > 1) ? doubt(TIE, equals)
				: new Match.Found<>(best.candidate(), receipt(best, near));
	}

	private <T extends Comparable<T>> Match<T> doubt(String rung, List<Judgement<T>> suspects) {
		Receipt receipt = Receipt.by(Receipt.Rule.NONE).under(Policy.GUARDED, rung);
		if (this.onDoubt == OnDoubt.CREATE) {
			return new Match.Nobody<>(true, receipt, List.of());
		}
		Comparator<Judgement<T>> oldestFirst = Comparator.comparing((one) -> one.candidate().id());
		List<Match.Suspect<T>> asked = suspects.stream().sorted(oldestFirst).map((one) -> one.suspect(rung)).toList();
		return (this.onDoubt == OnDoubt.REVIEW) ? new Match.Nobody<>(true, receipt, asked)
				: new Match.Doubt<>(asked, receipt);
	}

	private static <T extends Comparable<T>> Receipt receipt(Judgement<T> best, List<Judgement<T>> near) {
		long within = near.stream().mapToLong((one) -> one.candidate().records()).sum();
		OptionalInt runnerUp = near.stream().skip(1).mapToInt(Judgement::distance).min();
		return new Receipt.ByName(best.distance(), best.limit(), within, runnerUp).under(Policy.GUARDED,
				best.rung().toString());
	}

}
