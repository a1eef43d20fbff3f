package io.onerow.customer;

import java.util.List;

import io.onerow.matching.Receipt;
import org.jspecify.annotations.Nullable;

/** A request about one customer cannot be done. */
public class RefusedException extends RuntimeException {

	private final Refusal refusal;

	private final transient List<Long> inTheWay;

	private final transient @Nullable Receipt receipt;

	RefusedException(Refusal refusal, Long... inTheWay) {
		this(refusal, List.of(inTheWay));
	}

	RefusedException(Refusal refusal, List<Long> inTheWay) {
		this(refusal, inTheWay, null);
	}

	RefusedException(Refusal refusal, List<Long> inTheWay, @Nullable Receipt receipt) {
		super(refusal.name(), null, false, false);
		this.refusal = refusal;
		this.inTheWay = List.copyOf(inTheWay);
		this.receipt = receipt;
	}

	public Refusal refusal() {
		return this.refusal;
	}

	/**
	 * The ids of the customers that the keys point at, or that it may be, where that is
	 * the reason.
	 */
	public List<Long> inTheWay() {
		return this.inTheWay;
	}

	/** The policy, and why it is in doubt; null if it is not. */
	public @Nullable Receipt receipt() {
		return this.receipt;
	}

}
