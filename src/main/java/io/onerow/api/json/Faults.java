package io.onerow.api.json;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The faults of one request, or of one item of it, in the order they were found; those
 * after the first hundred are not kept. For one thread.
 */
public final class Faults {

	private static final int MOST = 100;

	private final @Nullable Faults whole;

	private final List<Fault> found = new ArrayList<>(0);

	public Faults() {
		this(null);
	}

	private Faults(@Nullable Faults whole) {
		this.whole = whole;
	}

	/**
	 * Those of one item, which are its own, but for a value of a wrong type: where one
	 * is, the whole is not what the route reads.
	 */
	Faults ofItem() {
		return new Faults(this);
	}

	/** What was found until now. */
	public List<Fault> found() {
		return List.copyOf(this.found);
	}

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

	void add(Path at, Unfit unfit) {
		((this.whole != null && unfit instanceof WrongType) ? this.whole : this).add(at, unfit.detail());
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
