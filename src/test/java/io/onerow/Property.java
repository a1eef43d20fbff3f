package io.onerow;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A claim that is held against many random cases, other ones in each run. A case that
 * breaks it is told of by its seed, and {@code -Dproperty.seed=<seed>} runs that case and
 * no other.
 */
public final class Property {

	private static final String SEED = "property.seed";

	private Property() {
	}

	/** Holds in a thousand cases, each of which draws what it needs. */
	public static void holds(Consumer<RandomGenerator> claim) {
		holds(1_000, claim);
	}

	/** Holds in that many cases, each of which draws what it needs. */
	public static void holds(int cases, Consumer<RandomGenerator> claim) {
		Long again = Long.getLong(SEED);
		if (again != null) {
			holds(again, claim);
			return;
		}
		new SplittableRandom().longs(cases).forEach((seed) -> holds(seed, claim));
	}

	private static void holds(long seed, Consumer<RandomGenerator> claim) {
		try {
			claim.accept(new SplittableRandom(seed));
		}
		catch (AssertionError | RuntimeException ex) {
			throw new AssertionError("-D" + SEED + "=" + seed + " breaks it: " + ex, ex);
		}
	}

	/** One of the values, each as likely as the others. */
	public static <T> T oneOf(List<T> values, RandomGenerator random) {
		return values.get(random.nextInt(values.size()));
	}

	/**
	 * From the least to the most, both included, and these two more often than others.
	 */
	public static int between(int least, int most, RandomGenerator random) {
		return switch (random.nextInt(20)) {
			case 0 -> least;
			case 1 -> most;
			default -> random.nextInt(least, most + 1);
		};
	}

}
