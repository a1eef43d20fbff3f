package io.onerow.bench;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one round came to.
 *
 * @param perSecond records a second
 * @param median milliseconds a request
 * @param p99 milliseconds a request
 * @param cpu the shares of the machine, from 0 to 1
 */
record Round(double perSecond, double median, double p99, Cpu.Share cpu) {

	/** 0 of none. */
	static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
		if (rounds.isEmpty()) {
			return 0;
		}
		List<Double> sorted = rounds.stream().map(figure::applyAsDouble).sorted(Comparator.naturalOrder()).toList();
		int middle = sorted.size() / 2;
		return (sorted.size() % 2 == 1) ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
	}

	static double rate(List<Round> rounds) {
		return median(rounds, Round::perSecond);
	}

}
