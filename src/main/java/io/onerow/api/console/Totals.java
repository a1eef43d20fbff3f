package io.onerow.api.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import io.onerow.history.Written;
import org.jspecify.annotations.Nullable;

/**
 * How much was written by wire and outcome.
 *
 * @param outcomes those that there are, in the order of the numbers of a row
 * @param since from when on all is counted; null if nothing is left out
 */
record Totals(List<String> outcomes, List<Row> rows, long all, @Nullable String since) {

	static Totals of(List<Written> counts, int most) {
		Map<String, Map<String, Long>> wires = new TreeMap<>();
		TreeSet<String> outcomes = new TreeSet<>();
		long all = 0;
		for (Written count : counts) {
			outcomes.add(count.outcome());
			wires.computeIfAbsent(count.wire(), (wire) -> new TreeMap<>())
				.merge(count.outcome(), count.entries(), Long::sum);
			all += count.entries();
		}
		List<Row> rows = new ArrayList<>();
		wires.forEach((wire, numbers) -> rows
			.add(new Row(wire, outcomes.stream().map((outcome) -> numbers.getOrDefault(outcome, 0L)).toList())));
		Instant first = counts.isEmpty() ? null : counts.get(0).from();
		return new Totals(List.copyOf(outcomes), rows, all, (all >= most) ? Shown.time(first) : null);
	}

	/** Those of one wire. */
	record Row(String wire, List<Long> numbers) {

	}

}
