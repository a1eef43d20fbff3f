package io.onerow.history;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.onerow.tenant.TenantId;
import io.onerow.upsert.NotFound;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/**
 * What clients have written, one entry for each write to each record. Another tenant's is
 * as absent as an unknown one.
 */
@Service
public class History {

	/** Where a replay begins. */
	public static final HistoryPosition BEFORE_ALL = new HistoryPosition.Newest(Instant.EPOCH, new UUID(0, 0), 0L);

	private final HistoryRepository entries;

	History(HistoryRepository entries) {
		this.entries = entries;
	}

	/**
	 * The entries from a position that meet the filter.
	 * @param size at most so many; there may be fewer and more to come
	 */
	public HistorySlice read(TenantId tenant, HistoryFilter filter, HistoryPosition start, int size) {
		return this.entries.read(tenant, filter, start, size);
	}

	/**
	 * The entries of contacts after a position, oldest first by their time.
	 * @param scope their directory; null for all
	 * @param after {@link #BEFORE_ALL}, or where the slice before says to go on
	 */
	public HistorySlice replay(TenantId tenant, @Nullable UUID scope, HistoryPosition after, int size) {
		return this.entries.replay(tenant, scope, (HistoryPosition.Newest) after, size);
	}

	/**
	 * How much was written since then, by steps of time, wire and outcome, in that order.
	 * @param step of time, in seconds
	 * @param most so many entries are counted, the newest
	 */
	public List<Written> counts(TenantId tenant, Instant since, int step, int most) {
		return this.entries.counts(tenant, since, step, most);
	}

	public HistoryEntry get(TenantId tenant, HistoryId id) {
		return this.entries.findById(new StoredHistoryEntry.Key(tenant.value(), id.recordId(), id.version()))
			.map(StoredHistoryEntry::toEntry)
			.orElseThrow(() -> new NotFound("history entry"));
	}

	/**
	 * A record of any kind, with where its fields are from; for a part of another the one
	 * that it is part of.
	 */
	public RecordView record(TenantId tenant, UUID recordId) {
		return this.entries.view(tenant, recordId).orElseThrow(() -> new NotFound("record"));
	}

}
