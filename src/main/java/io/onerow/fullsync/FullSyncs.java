package io.onerow.fullsync;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import com.github.f4b6a3.uuid.UuidCreator;
import io.onerow.fullsync.FullSync.Missing;
import io.onerow.fullsync.FullSync.State;
import io.onerow.job.Job;
import io.onerow.job.Jobs;
import io.onerow.tenant.TenantId;
import io.onerow.undo.Undo;
import io.onerow.upsert.NotFound;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The full syncs of all tenants. What is sent for one is noted; once it is closed, what
 * was neither sent nor written by anybody since the opening is missing, and a job lists,
 * marks or deletes it. All methods throw {@link NotFound} for a sync that is not the
 * tenant's, or is deleted, and {@link SyncRefused} where it is not the time for it.
 */
@Service
public class FullSyncs {

	/** As many records are looked at in one call of the database. */
	static final int WINDOW = 20_000;

	private static final UUID BEFORE_ALL = new UUID(0, 0);

	private static final String GONE = "gone";

	private final FullSyncRepository syncs;

	private final ObjectProvider<Sending> sending;

	private final Jobs jobs;

	private final Undo undo;

	private final TransactionTemplate transaction;

	private final SyncProperties properties;

	private final Clock clock;

	FullSyncs(FullSyncRepository syncs, ObjectProvider<Sending> sending, Jobs jobs, Undo undo,
			TransactionTemplate transaction, SyncProperties properties, Clock clock) {
		this.syncs = syncs;
		this.sending = sending;
		this.jobs = jobs;
		this.undo = undo;
		this.transaction = transaction;
		this.properties = properties;
		this.clock = clock;
	}

	/**
	 * Opens one for a directory, of which none must be open.
	 * @param kind contacts, accounts or customers
	 * @param owner what they belong to, which is the tenant's
	 */
	public FullSync open(TenantId tenant, String kind, String owner) {
		FullSync opened = new FullSync(tenant, UuidCreator.getTimeOrderedEpoch(), kind, canonical(kind, owner),
				WriteContext.current().client(), State.OPEN, null, null, null, null, now(), null);
		if (!this.syncs.insert(opened)) {
			throw new SyncRefused("A full sync of these records has not ended yet");
		}
		return opened;
	}

	public FullSync get(TenantId tenant, UUID id) {
		return this.syncs.find(tenant, id).orElseThrow(FullSyncs::unknown);
	}

	/**
	 * The syncs of a tenant, the newest first.
	 * @param after the last of the page before, or null for the first page
	 */
	public List<FullSync> list(TenantId tenant, @Nullable UUID after, int size) {
		return this.syncs.page(tenant, after, size);
	}

	/** Throws {@link SyncRefused} if what is sent now would come too late. */
	public void requireOpen(TenantId tenant, UUID id) {
		requireOpen(get(tenant, id));
	}

	/**
	 * The same until the end of the open transaction.
	 * @throws SyncRefused also if it is a sync of other records
	 */
	public void holdOpen(TenantId tenant, UUID id, String kind, String owner) {
		FullSync one = this.syncs.hold(tenant, id).orElseThrow(FullSyncs::unknown);
		requireOpen(one);
		if (!one.kind().equals(kind) || !one.owner().equals(canonical(kind, owner))) {
			throw new SyncRefused("It is a full sync of other records");
		}
	}

	private static void requireOpen(FullSync one) {
		if (one.state() != State.OPEN) {
			throw wrong(one);
		}
	}

	/**
	 * Notes records as sent, in any order and as often as one likes. If the sync is being
	 * completed by now, they stay.
	 * @throws SyncRefused if one of them is deleted already
	 */
	public void send(TenantId tenant, UUID id, Collection<UUID> records) {
		if (!records.isEmpty() && GONE.equals(this.syncs.send(tenant, id, records))) {
			throw new SyncRefused("The full sync was closed before this was answered, and has deleted records that this"
					+ " found unchanged: send it again without Onerow-Sync");
		}
	}

	/** How many records were sent, as far as that is still known. */
	public long sent(FullSync one) {
		return sent(one.tenant(), List.of(one)).getOrDefault(one.id(), 0L);
	}

	/** The same of each that was sent some, by its id. */
	public Map<UUID, Long> sent(TenantId tenant, List<FullSync> some) {
		return some.isEmpty() ? Map.of() : this.syncs.sent(tenant, ids(some));
	}

	/** How many were missing when it was closed, by outcome. */
	public Map<String, Long> counts(FullSync one) {
		return counts(one.tenant(), List.of(one)).getOrDefault(one.id(), Map.of());
	}

	/** The same of each that has some, by its id. */
	public Map<UUID, Map<String, Long>> counts(TenantId tenant, List<FullSync> some) {
		return some.isEmpty() ? Map.of() : this.syncs.counts(tenant, ids(some));
	}

	private static List<UUID> ids(List<FullSync> some) {
		return some.stream().map(FullSync::id).toList();
	}

	/** What completes it; null if nothing does, or that is forgotten. */
	public @Nullable Job job(FullSync one) {
		return jobs(one.tenant(), List.of(one)).get(one.id());
	}

	/** The same of each that has one, by its own id. */
	public Map<UUID, Job> jobs(TenantId tenant, List<FullSync> some) {
		Map<UUID, Job> jobs = this.jobs.find(tenant,
				some.stream().flatMap((one) -> Stream.ofNullable(one.job())).toList());
		Map<UUID, Job> found = new HashMap<>();
		for (FullSync one : some) {
			Job job = (one.job() != null) ? jobs.get(one.job()) : null;
			if (job != null) {
				found.put(one.id(), job);
			}
		}
		return found;
	}

	/** The one of a directory for which something can be sent now. */
	public Optional<FullSync> openOf(TenantId tenant, String kind, String owner) {
		return this.syncs.unended(tenant, kind, canonical(kind, owner)).filter((one) -> one.state() == State.OPEN);
	}

	/** Until when it can be used or read, if nothing is done with it. */
	public Instant keptUntil(FullSync one) {
		return Objects.requireNonNullElse(one.closedAt(), one.openedAt()).plus(this.properties.keep());
	}

	/**
	 * What is missing, in order, at most so many: as it stands, or from the closing on
	 * what was missing then.
	 */
	public List<FullSync.Item> missing(FullSync one, @Nullable UUID after, int size) {
		UUID from = (after != null) ? after : BEFORE_ALL;
		if (one.closedAt() != null) {
			return this.syncs.collected(one.tenant(), one.id(), null, from, size);
		}
		List<UUID> found = new ArrayList<>();
		UUID next = from;
		while (next != null && found.size() < size) {
			found.addAll(this.syncs.missing(one.tenant(), one.id(), next, WINDOW, size - found.size()));
			next = (found.size() < size) ? after(this.syncs.scan(one.tenant(), one.id(), next, WINDOW)) : null;
		}
		return found.stream().map((record) -> new FullSync.Item(record, "missing")).toList();
	}

	/** The marks that count of a directory, in order of records, at most so many. */
	public List<FullSync.Mark> marks(TenantId tenant, String kind, String owner, @Nullable UUID after, int size) {
		return this.syncs.marks(tenant, kind, canonical(kind, owner), (after != null) ? after : BEFORE_ALL, size);
	}

	/** Since when a record is marked as missing; null if it is not. */
	public @Nullable Instant missingSince(TenantId tenant, UUID record) {
		return this.syncs.mark(tenant, record).map(FullSync.Mark::since).orElse(null);
	}

	/**
	 * Closes it, and has done what is to be done with what is missing; one whose job has
	 * failed goes on.
	 * @param confirmed whether it may be more than {@link SyncProperties} say, or
	 * although not all was sent that was to be
	 */
	public FullSync complete(TenantId tenant, UUID id, Missing missing, boolean confirmed) {
		Long found = this.transaction.execute((status) -> {
			FullSync one = this.syncs.hold(tenant, id).orElseThrow(FullSyncs::unknown);
			Job job = job(one);
			boolean goesOn = one.state() == State.COMPLETING && one.missing() == missing
					&& (job == null || job.state() != Job.State.RUNNING);
			if (goesOn) {
				return count(one).missing();
			}
			requireOpen(one);
			return close(one, missing, confirmed);
		});
		begin(tenant, id, Objects.requireNonNull(found));
		return get(tenant, id);
	}

	/** Says how many are missing. */
	private long close(FullSync one, Missing missing, boolean confirmed) {
		List<Sending.Standing> standings = this.sending.stream()
			.map((sender) -> sender.standing(one.tenant(), one.id()))
			.toList();
		if (standings.stream().anyMatch(Sending.Standing::goesOn)) {
			throw new SyncRefused("An import of the full sync has not ended yet");
		}
		FullSyncFunctions.Window all = count(one);
		if (missing != Missing.LIST && !confirmed) {
			String word = (missing == Missing.DELETE) ? "deleted" : "marked";
			long unsent = standings.stream().mapToLong(Sending.Standing::unsent).sum();
			if (unsent > 0 && all.missing() > 0) {
				throw new SyncRefused(unsent + " rows of its imports were not written, whose records may be among the "
						+ all.missing() + " of " + all.records() + " that would be " + word
						+ ": confirm it, or send them");
			}
			if (all.missing() * 100 > this.properties.share() * all.records()) {
				throw new SyncRefused(all.missing() + " of " + all.records() + " records would be " + word
						+ ", which is more than " + this.properties.share() + " %: confirm it, if that is meant");
			}
		}
		if (!this.syncs.close(one.tenant(), one.id(), missing, all.records(), now())) {
			throw wrong(get(one.tenant(), one.id()));
		}
		return all.missing();
	}

	private FullSyncFunctions.Window count(FullSync one) {
		long records = 0;
		long missing = 0;
		UUID next = BEFORE_ALL;
		while (next != null) {
			FullSyncFunctions.Window window = this.syncs.scan(one.tenant(), one.id(), next, WINDOW);
			records += window.records();
			missing += window.missing();
			next = after(window);
		}
		return new FullSyncFunctions.Window(records, missing, null);
	}

	/** Where to go on; null at the end. */
	private static @Nullable UUID after(FullSyncFunctions.Window window) {
		return (window.records() == WINDOW) ? window.last() : null;
	}

	/** Has one go on that is closed, and that nobody is at. */
	void goOn(TenantId tenant, UUID id) {
		begin(tenant, id, count(get(tenant, id)).missing());
	}

	private void begin(TenantId tenant, UUID id, long missing) {
		Job job = this.jobs.start(tenant, CompleteJob.KIND, id.toString(), missing);
		this.syncs.begin(tenant.value(), id, job.id());
	}

	/** Ends it; what it has deleted or marked stays so, until it is undone. */
	public FullSync cancel(TenantId tenant, UUID id) {
		FullSync one = get(tenant, id);
		if (this.syncs.cancel(tenant.value(), id, now()) == 0 && one.state() != State.CANCELLED) {
			throw wrong(one);
		}
		return get(tenant, id);
	}

	/**
	 * Takes back what it has deleted, as {@link Undo} does, and what it has marked; what
	 * was sent for it is taken back by its own requests.
	 */
	public FullSync undo(TenantId tenant, UUID id) {
		FullSync one = get(tenant, id);
		if (one.state() != State.DONE && one.state() != State.CANCELLED) {
			throw wrong(one);
		}
		this.syncs.unmark(tenant.value(), id);
		this.syncs.undone(tenant.value(), id, this.undo.undoIfAny(tenant, one.requestId()));
		return get(tenant, id);
	}

	/** However the id of an account is spelled. */
	private static String canonical(String kind, String owner) {
		return kind.equals("contacts") ? UUID.fromString(owner).toString() : owner;
	}

	private static NotFound unknown() {
		return new NotFound("full sync");
	}

	private static SyncRefused wrong(FullSync one) {
		return new SyncRefused("The full sync is " + one.state());
	}

	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

}
