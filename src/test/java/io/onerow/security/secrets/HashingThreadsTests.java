package io.onerow.security.secrets;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;

import static org.assertj.core.api.Assertions.assertThat;

class HashingThreadsTests {

	private static final long HASH = TimeUnit.MILLISECONDS.toNanos(50);

	private final SecurityLimits limits = new Binder().bindOrCreate("onerow.limits.security", SecurityLimits.class);

	@Test
	void threadsTakeAQuarterOfTheProcessors() {
		double busy = this.limits.threads() / (1 + this.limits.rest());
		assertThat(busy).isLessThanOrEqualTo(Math.max(0.25, Runtime.getRuntime().availableProcessors() / 4.0))
			.isPositive();
	}

	@Test
	void threadThatHasHashedRestsWhenItHasAnswered() {
		try (HashingThreads threads = new HashingThreads(this.limits)) {
			long started = threads.run(HashingThreadsTests::hash);
			for (int n = 1; n < this.limits.threads(); n++) {
				threads.run(HashingThreadsTests::hash);
			}
			long next = threads.run(HashingThreadsTests::hash);
			assertThat(next - started).isGreaterThanOrEqualTo((long) (HASH * (1 + this.limits.rest())));
		}
	}

	/** Answers when it began. */
	private static long hash() {
		long start = System.nanoTime();
		while (System.nanoTime() - start < HASH) {
			Thread.onSpinWait();
		}
		return start;
	}

}
