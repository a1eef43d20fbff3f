package io.onerow;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What Prometheus reads from a service, series by series. */
final class Scrape {

	private static final Pattern SERIES = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{.*})? (\\S+)");

	private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"");

	private final String text;

	private final Map<String, Double> series = new LinkedHashMap<>();

	Scrape(String text) {
		this.text = text;
		text.lines().filter((line) -> !line.startsWith("#")).forEach((line) -> {
			int end = line.lastIndexOf(' ');
			this.series.put(line.substring(0, end), Double.parseDouble(line.substring(end + 1)));
		});
	}

	/** Of a series that is there. */
	double value(String series) {
		Double value = this.series.get(series);
		if (value == null) {
			throw new AssertionError(series + " is not among " + this.series.keySet());
		}
		return value;
	}

	/** The labels that series of the metric have; none if there is no such metric. */
	Map<String, Set<String>> labels() {
		return this.text.lines()
			.map(SERIES::matcher)
			.filter(Matcher::matches)
			.collect(Collectors.groupingBy((line) -> line.group(1),
					Collectors.flatMapping((line) -> LABEL.matcher((line.group(2) != null) ? line.group(2) : "")
						.results()
						.map((label) -> label.group(1)), Collectors.toSet())));
	}

	@Override
	public String toString() {
		return this.text;
	}

}
