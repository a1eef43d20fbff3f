package io.onerow.security.secrets;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Lets those wait a moment whose secret was not looked at, so that one who asks again and
 * again does so a few times a second. Only so many wait at once, since a wait may hold a
 * thread.
 */
final class Pauses {

	private static final int MOST = 100;

	private final Semaphore places = new Semaphore(MOST);

	private final Duration length;

	Pauses(Duration length) {
		this.length = length;
	}

	void take() {
		if (!this.places.tryAcquire()) {
			return;
		}
		try {
			Thread.sleep(this.length.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.places.release();
		}
	}

}
