package io.onerow.idempotency;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/** What of the table of keys are functions of the database, each one round trip. */
interface KeyFunctions {

	Reply claim(RequestKey key, byte[] request, String requestId, UUID holder, Instant now, Instant until,
			Duration lease);

	/** Says whether it is the holder's still. */
	boolean lease(RequestKey key, UUID holder, Duration lease);

	/** Says whether it was the holder's still. */
	boolean keep(RequestKey key, UUID holder, int status, String headers, byte[] body);

	/**
	 * Erases the answers to the requests, and those that have one of the ids in them, as
	 * JSON has it.
	 * @param after where the last call stopped; null to begin
	 * @return where this one stopped; null at the end
	 */
	@Nullable Place forget(TenantId tenant, Collection<String> requests, Collection<String> ids, @Nullable Place after);

	/** How many there were, at most so many. */
	int purge(TenantId tenant, Instant now, int size);

	/** A key among those of the tenant. */
	@SuppressWarnings("ArrayRecordComponent")
	record Place(String client, byte[] hash) {
	}

	/** As the function says. */
	@SuppressWarnings("ArrayRecordComponent")
	record Reply(String outcome, String requestId, Instant until, int seconds, int status, @Nullable String headers,
			byte @Nullable [] body) {
	}

}
