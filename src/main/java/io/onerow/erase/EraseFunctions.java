package io.onerow.erase;

import java.time.Instant;
import java.util.UUID;

import io.onerow.tenant.TenantId;
import io.onerow.upsert.WriteContext;

/** What erases in the database; each is one round trip. */
interface EraseFunctions {

	/**
	 * Erases a record: {@code unknown}, {@code erased}, or the id of a contact of the
	 * account that it is, which is to be erased first.
	 */
	String erase(TenantId tenant, UUID record, WriteContext by, Instant now);

	/** How many rows there are of a tenant. */
	long rows(TenantId tenant);

	/** Erases so many rows of a tenant; answers how many, 0 at the end. */
	int erase(TenantId tenant, int size, WriteContext by, Instant now);

}
