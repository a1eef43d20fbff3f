package io.onerow.matching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;

/**
 * It is the record that stands highest on the ladder of the policy, of several on one
 * rung the one of which most agrees, then the nearest; two that are equal in all three
 * are a doubt, and so is a record that nothing links and nothing excludes.
 *
 * @param ofOneAccount whether all who are there belong to one account, so that under
 * guard a name is enough against which nothing is known
 */
record Ladder(Policy policy, OnDoubt onDoubt, boolean ofOneAccount) implements MatchRule {

	/** Of several that would be linked if each were alone. */
	private static final String TIE = "tie";

	@Override
	public String word() {
		return (this.policy == Policy.GUARDED) ? "name" : "evidence";
	}

	/** Where one stands alone; null if the ladder says nothing of it. */
	<T extends Comparable<T>> @Nullable Judgement<T> judge(Sought sought, Candidate<T> candidate) {
		if (candidate.isCrowd()) {
			return new Judgement<>(candidate, Rung.TOO_MANY, 1, 0, Map.of(),
					"More have as much in common with it than are looked at one by one.");
		}
		if (Likeness.nationalNumber(sought, candidate) == Sign.CONTRADICTS) {
			return null;
		}
		return (this.policy == Policy.GUARDED) ? GuardedName.judge(sought, candidate, this.ofOneAccount)
				: Corroboration.judge(sought, candidate);
	}

	/**
	 * Those who would be linked if each were alone, else those of whom it is in doubt.
	 */
	@Override
	public <T extends Comparable<T>> List<Match.Suspect<T>> alike(Sought stored, Collection<Candidate<T>> others) {
		List<Judgement<T>> judged = judge(stored, others);
		boolean links = !judged.isEmpty() && judged.get(0).rung().links();
		return judged.stream()
			.filter((one) -> links ? one.rung().links() : one.rung().isDoubt())
			.sorted(Judgement.<T>order().thenComparing((one) -> one.candidate().id()))
			.map(Judgement::suspect)
			.toList();
	}

	private <T extends Comparable<T>> List<Judgement<T>> judge(Sought sought, Collection<Candidate<T>> candidates) {
		List<Judgement<T>> judged = new ArrayList<>();
		candidates.forEach((candidate) -> {
			Judgement<T> judgement = judge(sought, candidate);
			if (judgement != null) {
				judged.add(judgement);
			}
		});
		judged.sort(Judgement.order());
		return judged;
	}

	@Override
	public <T extends Comparable<T>> @Nullable Match<T> match(Sought sought, Collection<Candidate<T>> candidates) {
		List<Judgement<T>> judged = judge(sought, candidates);
		if (judged.isEmpty() || judged.get(0).rung() == Rung.DIFFERENT) {
			return null;
		}
		Judgement<T> best = judged.get(0);
		List<Judgement<T>> equals = judged.stream()
			.filter((other) -> Judgement.<T>order().compare(best, other) == 0)
			.toList();
		if (!best.rung().links()) {
			return doubt(best.rung().toString(), judged.stream().filter((one) -> one.rung().isDoubt()).toList());
		}
		return (equals.stream().map((one) -> one.candidate().whole()).distinct().count() > 1) ? doubt(TIE, equals)
				: new Match.Found<>(best.candidate(), receipt(best, judged));
	}

	private <T extends Comparable<T>> Match<T> doubt(String rung, List<Judgement<T>> suspects) {
		Receipt receipt = Receipt.by(Receipt.Rule.NONE).under(this.policy, rung);
		if (this.onDoubt == OnDoubt.CREATE) {
			return new Match.Nobody<>(true, receipt, List.of());
		}
		Comparator<Judgement<T>> oldestFirst = Comparator.comparing((one) -> one.candidate().id());
		List<Match.Suspect<T>> asked = suspects.stream().sorted(oldestFirst).map((one) -> one.suspect(rung)).toList();
		return (this.onDoubt == OnDoubt.REVIEW) ? new Match.Nobody<>(true, receipt, asked)
				: new Match.Doubt<>(asked, receipt);
	}

	private <T extends Comparable<T>> Receipt receipt(Judgement<T> best, List<Judgement<T>> judged) {
		long candidates = judged.stream().mapToLong((one) -> one.candidate().records()).sum();
		OptionalInt runnerUp = judged.stream().skip(1).mapToInt(Judgement::distance).min();
		Receipt receipt = (this.policy == Policy.GUARDED)
				? new Receipt.ByName(best.distance(), best.limit(), candidates, runnerUp)
				: new Receipt.ByEvidence(candidates);
		return receipt.under(this.policy, best.rung().toString());
	}

}
