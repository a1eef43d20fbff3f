package io.onerow.fullsync;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.onerow.tenant.TenantId;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

/** How full syncs are read and written; each is one round trip. */
interface FullSyncFunctions {

	/** Stores a new one, unless one of its directory is open; says whether it has. */
	boolean insert(FullSync opened);

	Optional<FullSync> find(TenantId tenant, UUID id);

	/** The same, which nobody closes until the end of the transaction. */
	Optional<FullSync> hold(TenantId tenant, UUID id);

	/** Those that were opened last, after one; null for the first page. */
	List<FullSync> page(TenantId tenant, @Nullable UUID after, int size);

	/**
	 * Notes records as sent; answers the state of the sync, {@code gone} if it has
	 * deleted one of them, {@code unknown} if there is none.
	 */
	String send(TenantId tenant, UUID id, Collection<UUID> records);

	/** Looks at the next records of the directory. */
	Window scan(TenantId tenant, UUID id, UUID after, int size);

	/** The first of the next records that are missing, at most so many. */
	List<UUID> missing(TenantId tenant, UUID id, UUID after, int window, int size);

	/** Closes one that is open. */
	boolean close(TenantId tenant, UUID id, FullSync.Missing missing, long total, Instant now);

	/** Notes which of the next records are missing, and marks them if that is said. */
	Window collect(TenantId tenant, UUID id, UUID after, int size, Instant now);

	/** What was missing when it was closed, in order; of one outcome, or null for all. */
	List<FullSync.Item> collected(TenantId tenant, UUID id, @Nullable String outcome, UUID after, int size);

	/** How many were missing when they were closed, by outcome, of each that has some. */
	Map<UUID, Map<String, Long>> counts(TenantId tenant, Collection<UUID> ids);

	/** That of a directory which is open, or being completed. */
	Optional<FullSync> unended(TenantId tenant, String kind, String owner);

	/** How many records were sent, of each that was sent some. */
	Map<UUID, Long> sent(TenantId tenant, Collection<UUID> ids);

	/**
	 * Deletes a record unless it was sent or written since: {@code deleted},
	 * {@code kept}, or {@code stopped} if the sync deletes no more. What it commits may
	 * be in memory.
	 */
	String delete(TenantId tenant, UUID id, UUID record, WriteContext by, Instant now);

	/** The marks that count of a directory. */
	List<FullSync.Mark> marks(TenantId tenant, String kind, String owner, UUID after, int size);

	/** The mark of a record, if it has one that counts. */
	Optional<FullSync.Mark> mark(TenantId tenant, UUID record);

	/** Erases what is stored of records. */
	void erase(TenantId tenant, UUID[] records);

	/** Deletes some rows of what is stored of one; 0 when nothing is left. */
	int purge(TenantId tenant, UUID id, int size);

	/**
	 * What a look at some records has come to.
	 *
	 * @param last the last of them; null if there was none
	 */
	record Window(long records, long missing, @Nullable UUID last) {
	}

}
