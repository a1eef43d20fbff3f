package io.onerow.mishap;

import java.time.Instant;
import java.util.Locale;

/** What a request that writes can meet. */
public enum Mishap {

	/** Another transaction came between, and it was tried again. */
	RACE,
	/** It was in doubt whose record it is: it was refused, or people were asked. */
	DOUBT,
	/** It was refused for something else. */
	REFUSED,
	/** The service could not do it. */
	FAILED;

	/** The word in the database and on a page. */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * How often something was met from a moment on.
	 *
	 * @param from the beginning of a step of time
	 */
	public record Count(Instant from, String wire, String what, long times) {

	}

}
