package io.onerow.upsert;

import org.jspecify.annotations.Nullable;

/**
 * An upsert lost every one of its bounded tries to others, or waited for them in vain;
 * nothing of it is stored, and the client may send it again.
 */
public class TooMuchContention extends RuntimeException {

	public TooMuchContention(@Nullable Throwable cause) {
		super("too much contention on one record", cause);
	}

}
