package io.onerow.security.secrets;

import java.time.Duration;

/**
 * A secret was not looked at, because too many wrong ones came before it or too many are
 * being compared, or work was not begun, because the turn of others has not ended.
 */
public final class TryLater extends RuntimeException {

	private final boolean busy;

	private final Duration after;

	private TryLater(boolean busy, Duration after) {
		super("Not now", null, false, false);
		this.busy = busy;
		this.after = after;
	}

	/** The sender has tried too often. */
	public static TryLater tooOften(Duration after) {
		return new TryLater(false, after);
	}

	/** Others are the reason. */
	public static TryLater busy() {
		return new TryLater(true, Duration.ofSeconds(1));
	}

	/** Whether others are the reason. */
	public boolean isBusy() {
		return this.busy;
	}

	/** In how many seconds to try again; at least one. */
	public long seconds() {
		return Math.max(1, this.after.plusMillis(999).toSeconds());
	}

}
