package io.onerow.api.json;

import java.util.ArrayList;
import java.util.List;

/**
 * The faults of one request, in the order they were found; those after the first hundred
 * are not kept. For one thread.
 */
public final class Faults {

	private static final int MOST = 100;

	private final List<Fault> found = new ArrayList<>(0);

	public void add(Fault fault) {
		if (this.found.size() < MOST) {
			this.found.add(fault);
		}
	}

	void add(Path at, String detail) {
		if (this.found.size() < MOST) {
			this.found.add(new Fault(at.pointer(), detail));
		}
	}

	/**
	 * Ends the reading of a body.
	 * @throws InvalidBody if there was a fault
	 */
	public void verify() {
		if (!this.found.isEmpty()) {
			throw new InvalidBody(this.found);
		}
	}

}
