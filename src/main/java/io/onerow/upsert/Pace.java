package io.onerow.upsert;

import java.time.Duration;

/**
 * How the parts of a request with many records come, so that others come between them.
 */
@FunctionalInterface
public interface Pace {

	/** For what has few records: nobody waits for anybody. */
	Pace AT_ONCE = (longest, part) -> {
		part.run();
		return true;
	};

	/**
	 * Does a part when its turn comes.
	 * @param longest how long it may wait for that
	 * @return false if it did not come in that time, and nothing was done
	 */
	boolean take(Duration longest, Runnable part);

}
