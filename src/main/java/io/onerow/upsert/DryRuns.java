package io.onerow.upsert;

import java.util.concurrent.Callable;

/** Carries out what is to be taken back: the identical code, on the identical data. */
public interface DryRuns {

	/**
	 * Does work of which nothing is left when this returns: what it writes on this
	 * thread, in however many transactions, only the work itself can see. Until then it
	 * holds the locks that it has taken, and one connection. It waits for those of others
	 * no longer than half a second at a time.
	 */
	<T> T run(Callable<T> work) throws Exception;

}
