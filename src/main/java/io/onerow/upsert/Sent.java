package io.onerow.upsert;

import io.onerow.matching.Sought;

/** What a client sent of one record. */
public interface Sent {

	/** What it is matched by; made once. */
	Sought sought();

}
