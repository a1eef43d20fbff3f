package io.onerow.idempotency;

import java.time.Instant;
import java.util.UUID;

/** A request with a key while it is carried out. */
public final class KeyedRun {

	private final KeyedRequests requests;

	private final RequestKey key;

	private final UUID holder;

	private final String requestId;

	private final boolean again;

	private final Instant until;

	private final long began = System.nanoTime();

	KeyedRun(KeyedRequests requests, RequestKey key, UUID holder, String requestId, boolean again, Instant until) {
		this.requests = requests;
		this.key = key;
		this.holder = holder;
		this.requestId = requestId;
		this.again = again;
		this.until = until;
	}

	RequestKey key() {
		return this.key;
	}

	UUID holder() {
		return this.holder;
	}

	/** How long it has been running. */
	long nanos() {
		return System.nanoTime() - this.began;
	}

	/**
	 * The id under which the request runs: the same whenever it is begun again, and no
	 * other request's.
	 */
	public String requestId() {
		return this.requestId;
	}

	/** Whether it was begun before, and may have come half way. */
	public boolean isAgain() {
		return this.again;
	}

	/** How long the key and the answer are kept. */
	public Instant until() {
		return this.until;
	}

	/**
	 * Ends it with an answer, which is on disk when this returns. For one that is too
	 * long this is as {@link #release}.
	 */
	public Kept keep(KeptAnswer answer) {
		return this.requests.keep(this, answer);
	}

	/** Ends it without an answer: the same request is then begun again. */
	public void release() {
		this.requests.release(this);
	}

	/** What has become of an answer. */
	public enum Kept {

		/** It is, and nobody is ever answered anything else. */
		YES,

		/** It is not, and may be given; the request is begun again if it comes again. */
		TOO_LONG,

		/** Another has taken the request over, so that nobody may be given this one. */
		LOST

	}

}
