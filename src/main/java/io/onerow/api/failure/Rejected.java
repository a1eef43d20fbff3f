package io.onerow.api.failure;

/** A request is not carried out, for a reason that means the same on all wires. */
public final class Rejected extends RuntimeException {

	private final transient Failure failure;

	public Rejected(Failure failure) {
		super(failure.detail(), null, false, false);
		this.failure = failure;
	}

	Failure failure() {
		return this.failure;
	}

}
