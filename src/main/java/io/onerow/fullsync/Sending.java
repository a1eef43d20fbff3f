package io.onerow.fullsync;

import java.util.UUID;

import io.onerow.tenant.TenantId;

/** Whoever sends records for a full sync by a job, and not within a request. */
public interface Sending {

	/** How far it is with what it sends for a sync. */
	Standing standing(TenantId tenant, UUID sync);

	/**
	 * How far it is.
	 *
	 * @param goesOn whether there is more to come
	 * @param unsent how many records were to be sent and are not
	 */
	record Standing(boolean goesOn, long unsent) {
	}

}
