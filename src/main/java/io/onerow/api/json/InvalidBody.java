package io.onerow.api.json;

import java.util.List;

/** A body is JSON, but not what the route takes; nothing was written. */
public final class InvalidBody extends RuntimeException {

	private final transient List<Fault> faults;

	public InvalidBody(List<Fault> faults) {
		super(faults.size() + " faults", null, false, false);
		this.faults = List.copyOf(faults);
	}

	/** At least one, in the order they were found. */
	public List<Fault> faults() {
		return this.faults;
	}

}
