package io.onerow.background;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * How much of the time of one connection work may take.
 *
 * @param part more than 0, up to 1
 */
public record Share(double part) {

	/** Does a step, and leaves the rest of the time to those who wait for an answer. */
	public <T extends @Nullable Object> T take(Supplier<T> step) throws InterruptedException {
		long began = System.nanoTime();
		T done = step.get();
		TimeUnit.NANOSECONDS.sleep((long) ((System.nanoTime() - began) * (1 - this.part) / this.part));
		return done;
	}

}
