package io.onerow.erase;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.onerow.tenant.TenantId;
import io.onerow.upsert.WriteContext;

/** What erases in the database; each is one round trip. */
interface EraseFunctions {

	/** The record that is shown for a record: another one if it is part of that. */
	UUID shown(TenantId tenant, UUID record);

	/** Erases a record and its history. */
	Erased erase(TenantId tenant, UUID record, WriteContext by, Instant now);

	/** How many rows there are of a tenant, of each table up to so many. */
	long rows(TenantId tenant, int most);

	/** Erases so many rows of a tenant; answers how many, 0 at the end. */
	int erase(TenantId tenant, int size, WriteContext by, Instant now);

	/**
	 * What became of a record.
	 *
	 * @param state {@code unknown}, {@code erased}, or the id of a contact of the account
	 * that it is, or that is part of it, which is to be erased first
	 * @param requests as {@link Erasable#erase} takes them; so {@code ids}
	 */
	record Erased(String state, List<String> requests, List<String> ids) {

		// they are what is to be forgotten
		@Override
		public String toString() {
			return this.state;
		}

	}

}
