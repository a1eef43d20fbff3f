package io.onerow.api.sam;

import java.util.Map;

/** Some contacts of a request cannot be saved, so none was. */
class BookFaults extends RuntimeException {

	private final transient Map<Integer, RuntimeException> failures;

	BookFaults(Map<Integer, RuntimeException> failures) {
		super(failures.size() + " contacts", null, false, false);
		this.failures = failures;
	}

	/**
	 * What each would fail with, by its index, ascending: a
	 * {@link io.onerow.upsert.NotFound} or an {@link io.onerow.upsert.Incomplete}.
	 */
	Map<Integer, RuntimeException> failures() {
		return this.failures;
	}

}
