package io.onerow.bench;

/**
 * What is asked of a figure.
 *
 * @param atMost whether less is better
 */
record Goal(double least, double aim, boolean atMost) {

	static Goal atLeast(double least, double aim) {
		return new Goal(least, aim, false);
	}

	static Goal atMost(double most, double aim) {
		return new Goal(most, aim, true);
	}

	boolean isMetBy(double figure) {
		return this.atMost ? figure <= this.least : figure >= this.least;
	}

	/** 1 where the goal is just met, more where it is exceeded. */
	double timesMetBy(double figure) {
		return this.atMost ? this.least / Math.max(figure, 1e-6) : figure / this.least;
	}

}
