package io.onerow.api;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import io.onerow.security.secrets.TryLater;

import org.springframework.stereotype.Component;

/** Lets one replay of the match lab run at a time: it takes a processor, and memory. */
@Component
public class LabTurn {

	private final Semaphore turn = new Semaphore(1);

	/**
	 * Does it now.
	 * @throws TryLater if another one is being done
	 */
	public <T> T take(Supplier<T> replay) {
		if (!this.turn.tryAcquire()) {
			throw TryLater.busy();
		}
		try {
			return replay.get();
		}
		finally {
			this.turn.release();
		}
	}

}
