package io.onerow.api.body;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs what is due when its time has come, on a thread of its own, in place of the
 * container's timeouts of asynchronous requests. One of those that comes too late,
 * because the request has become asynchronous once more, makes the container forget where
 * it is in the connection, and the rest of a body is then read as the next request.
 */
final class Deadlines {

	private static final ScheduledThreadPoolExecutor THREAD = thread();

	private Deadlines() {
	}

	/** Runs it once, unless it is canceled before. It must be short. */
	static Future<?> in(Duration time, Runnable due) {
		return THREAD.schedule(due, time.toMillis(), TimeUnit.MILLISECONDS);
	}

	private static ScheduledThreadPoolExecutor thread() {
		ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, (due) -> {
			Thread daemon = new Thread(due, "deadlines");
			daemon.setDaemon(true);
			return daemon;
		});
		thread.setRemoveOnCancelPolicy(true);
		return thread;
	}

}
