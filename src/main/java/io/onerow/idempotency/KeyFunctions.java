package io.onerow.idempotency;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

	/** How many answers had one of the texts in them. */
	int forget(TenantId tenant, List<String> texts);

	/** How many there were, at most so many. */
	int purge(TenantId tenant, Instant now, int size);

	/** As the function says. */
	@SuppressWarnings("ArrayRecordComponent")
	record Reply(String outcome, String requestId, Instant until, int seconds, int status, @Nullable String headers,
			byte @Nullable [] body) {
	}

}
