package io.onerow.api.console;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How far back a chart looks, and in which steps. */
enum Span {

	HOUR(Duration.ofHours(1), Duration.ofMinutes(1)),

	DAY(Duration.ofDays(1), Duration.ofMinutes(30)),

	WEEK(Duration.ofDays(7), Duration.ofHours(3)),

	MONTH(Duration.ofDays(30), Duration.ofHours(12));

	/** Their words, the shortest first. */
	static final List<String> WORDS = Arrays.stream(values()).map(Span::word).toList();

	private final Duration length;

	private final Duration step;

	Span(Duration length, Duration step) {
		this.length = length;
		this.step = step;
	}

	static Optional<Span> of(String word) {
		return Arrays.stream(values()).filter((span) -> span.word().equals(word)).findFirst();
	}

	String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	Duration length() {
		return this.length;
	}

	/** In seconds. */
	int step() {
		return (int) this.step.toSeconds();
	}

	/** How many steps it has, the one that has just begun among them. */
	int steps() {
		return (int) (this.length.toSeconds() / step()) + 1;
	}

}
