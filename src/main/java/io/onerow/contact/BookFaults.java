package io.onerow.contact;

import java.util.Map;

/** Some entries cannot be saved, so none was. */
public class BookFaults extends RuntimeException {

	private final transient Map<Integer, RuntimeException> failures;

	BookFaults(Map<Integer, RuntimeException> failures) {
		super(failures.size() + " entries", null, false, false);
		this.failures = failures;
	}

	/**
	 * What each would fail with, by the index of the entry, ascending: a
	 * {@link io.onerow.upsert.NotFound} or an {@link io.onerow.upsert.Incomplete}.
	 */
	public Map<Integer, RuntimeException> failures() {
		return this.failures;
	}

}
