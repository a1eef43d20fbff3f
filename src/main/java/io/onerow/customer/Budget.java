package io.onerow.customer;

import java.time.Duration;

import io.onerow.upsert.BulkLimits;
import io.onerow.upsert.Deadline;

/** What one bulk may yet spend: time, and patience with what others have locked. */
final class Budget {

	private final BulkLimits limits;

	private final Deadline end;

	private int patience;

	Budget(BulkLimits limits) {
		this.limits = limits;
		this.end = Deadline.in(limits.now());
		this.patience = millis(limits.waits());
	}

	boolean isSpent() {
		return this.end.isOver();
	}

	/** The most milliseconds that a record may wait. */
	int recordWait() {
		return millis(this.limits.patience());
	}

	/** The milliseconds after which a call is to begin no further record. */
	int call() {
		return Math.min(millis(this.limits.call()), millis(this.end.left()));
	}

	/** The milliseconds that all records may yet wait. */
	int patience() {
		return this.patience;
	}

	void leave(int patience) {
		this.patience = patience;
	}

	private static int millis(Duration duration) {
		return (int) Math.min(Integer.MAX_VALUE, duration.toMillis());
	}

}
