package io.onerow.job;

import java.time.Instant;
import java.util.UUID;

/** How jobs are written; each is one round trip. */
interface JobFunctions {

	/**
	 * Stores a new job as the instance's; does nothing if one of that kind and subject is
	 * running, and says so.
	 */
	boolean insert(Job job, UUID owner, Instant until);

	/**
	 * Notes how far a job is that the instance has, also if it was paused meanwhile;
	 * waits for all commits before it. Says whether the instance still has it.
	 */
	boolean advance(Job job, UUID owner, Instant until);

}
