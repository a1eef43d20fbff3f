package io.onerow.upsert;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Carries out what is to be taken back: the identical code, on the identical data. */
public interface DryRuns {

	/**
	 * Less than the second after which the database looks for a deadlock, and would end
	 * any of those in it: a dry run has locks of many records, in no order.
	 */
	Duration WAIT = Duration.ofMillis(500);

	/** Less than others wait for a lock. */
	Duration TIME = Duration.ofSeconds(4);

	/**
	 * Does work of which nothing is left when this returns: what it writes on this
	 * thread, in however many transactions, only the work itself can see. Until then it
	 * holds the locks that it has taken, and one connection. It waits for those of others
	 * no longer than {@link #WAIT} at a time, and writes for no longer than
	 * {@link #TIME}: what it has not done by then fails with {@link TooMuchContention}.
	 * Within a dry run it is part of that one.
	 */
	<T> T run(Callable<T> work) throws Exception;

	/** Whether the work of this thread is part of a dry run already. */
	boolean isRunning();

}
