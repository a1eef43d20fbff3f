package io.onerow.customer;

import java.util.List;

/** A request about one customer cannot be done. */
public class RefusedException extends RuntimeException {

	private final Refusal refusal;

	private final transient List<Long> inTheWay;

	RefusedException(Refusal refusal, Long... inTheWay) {
		this(refusal, List.of(inTheWay));
	}

	RefusedException(Refusal refusal, List<Long> inTheWay) {
		super(refusal.name(), null, false, false);
		this.refusal = refusal;
		this.inTheWay = List.copyOf(inTheWay);
	}

	public Refusal refusal() {
		return this.refusal;
	}

	/** The ids of the customers that the keys point at, where that is the reason. */
	public List<Long> inTheWay() {
		return this.inTheWay;
	}

}
