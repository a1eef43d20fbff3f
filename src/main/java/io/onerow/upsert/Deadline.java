package io.onerow.upsert;

import java.time.Duration;

/** A moment by which something is to have ended, whatever is done to the clock. */
public final class Deadline {

	private final long end;

	private Deadline(long end) {
		this.end = end;
	}

	public static Deadline in(Duration time) {
		return new Deadline(System.nanoTime() + time.toNanos());
	}

	public boolean isOver() {
		return left().isZero();
	}

	/** Never negative. */
	public Duration left() {
		return Duration.ofNanos(Math.max(0, this.end - System.nanoTime()));
	}

}
