package io.onerow.upsert;

import java.time.Instant;

import io.onerow.matching.Sought;
import org.jspecify.annotations.Nullable;

/** What a client sent of one record. */
public interface Sent {

	/** What it is matched by; made once. */
	Sought sought();

	/** Since when it is so at its source; null where that is not told of this one. */
	@Nullable Instant told();

	/** What of it is written. */
	Allowed<?> allowed();

}
