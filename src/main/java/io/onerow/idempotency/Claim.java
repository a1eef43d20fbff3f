package io.onerow.idempotency;

import java.time.Instant;

/** What becomes of a request that came with a key. */
public sealed interface Claim {

	/** It is the caller's to carry out, who ends the run by one of its methods. */
	record Begun(KeyedRun run) implements Claim {
	}

	/**
	 * It was carried out.
	 *
	 * @param requestId under which it ran
	 * @param until how long the answer is kept
	 */
	record Done(KeptAnswer answer, String requestId, Instant until) implements Claim {
	}

	/** It was carried out, and its answer has been erased. */
	record Erased() implements Claim {
	}

	/**
	 * It is being carried out.
	 *
	 * @param seconds how long at most, unless who does so shows signs of life
	 */
	record Running(int seconds) implements Claim {
	}

	/** The key belongs to a request that differs from it. */
	record Other() implements Claim {
	}

}
