package io.onerow.job;

import org.jspecify.annotations.Nullable;

/**
 * What jobs of a kind do. A step that was done and not noted, as the service ended in
 * between, is done again: it must come to the same.
 */
public interface JobWork {

	String kind();

	/** Whether it can be paused and cancelled by request: nobody needs it done. */
	default boolean canBeHalted() {
		return false;
	}

	/** Does the next piece, in a second or less. What it committed may be in memory. */
	Step step(Job job);

	/**
	 * What a piece came to.
	 *
	 * @param done how much is done in all
	 * @param place where to go on; null if there is nothing more to do
	 * @param result what has come of the job so far, a JSON object
	 */
	record Step(long done, @Nullable String place, String result) {
	}

}
