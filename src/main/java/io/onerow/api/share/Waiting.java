package io.onerow.api.share;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Waits for permits as all wait here: not for ever, and not behind too many. */
final class Waiting {

	private Waiting() {
	}

	/**
	 * Takes permits if they become free in time.
	 * @param mostWaiting behind so many others nobody waits
	 */
	static boolean tryAcquire(Semaphore free, int permits, int mostWaiting, Duration patience) {
		if (free.getQueueLength() >= mostWaiting) {
			return false;
		}
		try {
			return free.tryAcquire(permits, patience.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
