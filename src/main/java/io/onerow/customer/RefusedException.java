package io.onerow.customer;

/** A request about one customer cannot be done. */
public class RefusedException extends RuntimeException {

	private final Refusal refusal;

	RefusedException(Refusal refusal) {
		super(refusal.name(), null, false, false);
		this.refusal = refusal;
	}

	public Refusal refusal() {
		return this.refusal;
	}

}
