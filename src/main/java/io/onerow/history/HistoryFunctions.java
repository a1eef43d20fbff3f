package io.onerow.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What of history are functions of the database; one round trip each, but for a record.
 */
interface HistoryFunctions {

	/**
	 * The entries from a position that meet the filter, at most so many, and fewer where
	 * they are long or far between.
	 */
	HistorySlice read(TenantId tenant, HistoryFilter filter, HistoryPosition start, int size);

	/** The entries of contacts after a place in time, oldest first. */
	HistorySlice replay(TenantId tenant, @Nullable UUID scope, HistoryPosition.Newest after, int size);

	/**
	 * Forgets entries older than that, the oldest first, at most so many, and answers how
	 * many; 0 while another instance of the service does.
	 */
	int prune(TenantId tenant, Instant before, int size);

	/**
	 * How much was written, of the last entries since then, by time, wire and outcome.
	 * @param step of time, in seconds
	 * @param most so many entries are counted, the newest
	 */
	List<Written> counts(TenantId tenant, Instant since, int step, int most);

	/** A record of any kind, and which writes its fields are from. */
	Optional<RecordView> view(TenantId tenant, UUID recordId);

}
