package io.onerow.matching;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Chooses the record whose name is nearest. */
public final class NearestName {

	private NearestName() {
	}

	/**
	 * The candidate within its limit that has the smallest distance, and of several such
	 * the smallest id, which is the oldest where ids ascend with age. The order of the
	 * candidates does not matter, nor does one that comes twice.
	 */
	public static <T extends Comparable<T>> Optional<NameMatch<T>> among(NameKey query,
			Collection<NameCandidate<T>> candidates) {
		List<Near<T>> near = candidates.stream()
			.<Near<T>>mapMulti((candidate, sink) -> measure(query, candidate, sink))
			.distinct()
			.sorted(Comparator.<Near<T>>comparingInt(Near::distance).thenComparing(Near::id))
			.toList();
		return near.stream().findFirst().map((best) -> match(best, near));
	}

	private static <T> void measure(NameKey query, NameCandidate<T> candidate, Consumer<Near<T>> sink) {
		query.distanceTo(candidate.key())
			.ifPresent((distance) -> sink
				.accept(new Near<>(candidate.id(), distance, query.limitWith(candidate.key()), candidate.bearers())));
	}

	private static <T> NameMatch<T> match(Near<T> best, List<Near<T>> near) {
		// who has the same name comes next, at the same distance
		OptionalInt runnerUp = near.stream().skip((best.bearers() > 1) ? 0 : 1).mapToInt(Near::distance).findFirst();
		return new NameMatch<>(best.id(), best.distance(), best.limit(), near.stream().mapToInt(Near::bearers).sum(),
				runnerUp);
	}

	private record Near<T>(T id, int distance, int limit, int bearers) {
	}

}
