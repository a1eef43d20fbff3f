package io.onerow.idempotency;

import io.onerow.background.Repeated;

import org.springframework.stereotype.Component;

/** Renews the leases of the requests that run. */
@Component
class LeaseRenewal extends Repeated {

	private final KeyedRequests requests;

	LeaseRenewal(KeyedRequests requests) {
		super("idempotency-leases", requests.renewal(), requests.renewal());
		this.requests = requests;
	}

	/** Before the first request, and longer than the last one. */
	@Override
	public int getPhase() {
		return DEFAULT_PHASE - (4 << 10);
	}

	@Override
	protected void run() {
		this.requests.renew();
	}

}
