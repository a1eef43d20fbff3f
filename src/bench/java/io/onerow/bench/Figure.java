package io.onerow.bench;

import java.util.List;

/**
 * A row of the report.
 *
 * @param floor records a second that PostgreSQL does by itself, 0 where that is not
 * compared
 * @param value what is judged
 */
record Figure(String jdk, String what, List<Round> rounds, double floor, double value, String unit, Goal goal) {

	double perSecond() {
		return Round.rate(this.rounds);
	}

	double median() {
		return Round.median(this.rounds, Round::median);
	}

	double p99() {
		return Round.median(this.rounds, Round::p99);
	}

	boolean isMet() {
		return this.goal.isMetBy(this.value);
	}

}
