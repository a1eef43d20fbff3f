package io.onerow.api.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import io.onerow.history.Written;

/**
 * Bars over time, each in parts, one above the other: a drawing 600 wide and 140 high.
 *
 * @param most what the highest bar stands for
 */
record Chart(List<Bar> bars, List<Series> series, long most, String from, String to) {

	private static final double WIDTH = 600;

	private static final double HEIGHT = 140;

	private static final int COLOURS = 8;

	/**
	 * @param part what tells the parts of a bar apart
	 */
	static Chart of(List<Written> counts, Span span, Instant now, Function<Written, String> part) {
		long last = Math.floorDiv(now.getEpochSecond(), span.step());
		long first = last - span.steps() + 1;
		Map<String, Long> totals = new TreeMap<>();
		Map<Long, Map<String, Long>> steps = new TreeMap<>();
		for (Written count : counts) {
			String name = part.apply(count);
			long step = Math.max(first, Math.floorDiv(count.from().getEpochSecond(), span.step()));
			totals.merge(name, count.entries(), Long::sum);
			steps.computeIfAbsent(step, (at) -> new TreeMap<>()).merge(name, count.entries(), Long::sum);
		}
		List<Series> series = new ArrayList<>();
		totals.forEach((name, total) -> series.add(new Series(name, "c" + series.size() % COLOURS, total)));
		long most = steps.values()
			.stream()
			.mapToLong((parts) -> parts.values().stream().mapToLong(Long::longValue).sum())
			.max()
			.orElse(0);
		List<Bar> bars = new ArrayList<>();
		steps.forEach((step, parts) -> addBars(bars, (step - first) * WIDTH / span.steps(), WIDTH / span.steps(), parts,
				series, most));
		return new Chart(bars, series, most, Shown.time(Instant.ofEpochSecond(first * span.step())), Shown.time(now));
	}

	private static void addBars(List<Bar> bars, double x, double width, Map<String, Long> parts, List<Series> series,
			long most) {
		double top = HEIGHT;
		for (Series one : series) {
			double height = parts.getOrDefault(one.name(), 0L) * HEIGHT / most;
			if (height > 0) {
				top -= height;
				bars.add(new Bar(units(x), units(top), units(Math.max(1, width - 1)), units(height), one.colour()));
			}
		}
	}

	private static String units(double length) {
		return String.format(Locale.ROOT, "%.2f", length);
	}

	/** A part of a bar, in the units of the drawing. */
	record Bar(String x, String y, String width, String height, String colour) {

	}

	/** What has one colour. */
	record Series(String name, String colour, long total) {

	}

}
