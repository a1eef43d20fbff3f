package io.onerow.upsert;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Takes down the records that a request sends for a full sync, those too that it leaves
 * unchanged. For the thread of the request.
 */
public final class Roll {

	private final UUID sync;

	private final Set<UUID> records = new HashSet<>();

	public Roll(UUID sync) {
		this.sync = sync;
	}

	void add(UUID record) {
		this.records.add(record);
	}

	/** The id of the sync. */
	public UUID sync() {
		return this.sync;
	}

	/** In no order. */
	public Set<UUID> records() {
		return Collections.unmodifiableSet(this.records);
	}

}
