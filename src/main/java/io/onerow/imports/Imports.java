package io.onerow.imports;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.github.f4b6a3.uuid.UuidCreator;
import io.onerow.fullsync.FullSyncs;
import io.onerow.fullsync.Sending;
import io.onerow.imports.Import.Phase;
import io.onerow.imports.file.Format;
import io.onerow.imports.file.Rows;
import io.onerow.imports.file.UnreadableFile;
import io.onerow.job.Job;
import io.onerow.job.Jobs;
import io.onerow.job.NotHalted;
import io.onerow.tenant.TenantId;
import io.onerow.undo.Undo;
import io.onerow.upsert.NotFound;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The imports of all tenants: a file arrives, its columns are said to be something, it is
 * rehearsed, and written by a job. All methods throw {@link NotFound} for an import that
 * is not the tenant's, or is deleted, and {@link WrongState} where it is not the time for
 * it. An import is deleted with its file so long after its last change as
 * {@link ImportProperties} say.
 */
@Service
public class Imports implements Sending {

	static final Mapping UNMAPPED = new Mapping(Map.of(), Map.of());

	private static final Set<Phase> MAPPABLE = EnumSet.of(Phase.OPEN, Phase.PREVIEWED);

	private static final Set<String> GOING_ON = Set.of("running", "paused");

	private static final int LONGEST_NAME = 200;

	private final ImportRepository imports;

	private final ObjectProvider<ImportKind> kinds;

	private final Jobs jobs;

	private final Undo undo;

	private final FullSyncs syncs;

	private final TransactionTemplate transaction;

	private final ImportProperties properties;

	private final Clock clock;

	Imports(ImportRepository imports, ObjectProvider<ImportKind> kinds, Jobs jobs, Undo undo, FullSyncs syncs,
			TransactionTemplate transaction, ImportProperties properties, Clock clock) {
		this.imports = imports;
		this.kinds = kinds;
		this.jobs = jobs;
		this.undo = undo;
		this.syncs = syncs;
		this.transaction = transaction;
		this.properties = properties;
		this.clock = clock;
	}

	/** All that there are, by id. */
	public List<ImportKind> kinds() {
		return this.kinds.stream().sorted(Comparator.comparing(ImportKind::id)).toList();
	}

	/** Those that a full sync can be of. */
	public List<ImportKind> synced() {
		return kinds().stream().filter(ImportKind::isSynced).toList();
	}

	/** By its id; empty if there is none. */
	public Optional<ImportKind> kind(String id) {
		return this.kinds.stream().filter((kind) -> kind.id().equals(id)).findFirst();
	}

	/** That of an import. */
	public ImportKind kind(Import one) {
		return kind(one.kind()).orElseThrow();
	}

	/** What columns of an import can be. */
	public List<ImportMember> members(Import one) {
		return kind(one).members();
	}

	/**
	 * Reads a file and keeps its rows; its columns are guessed.
	 * @param owner what its records belong to, as {@link ImportKind#check} takes it
	 * @param fileName what it is called; may be empty
	 * @param told how it is written; empty if that is to be recognized
	 * @throws UnreadableFile if it is no such file
	 * @throws IOException of who sends it
	 */
	public Import open(TenantId tenant, ImportKind kind, String owner, String fileName, Optional<Format> told,
			InputStream bytes) throws IOException {
		Import arriving = begun(tenant, kind, owner, fileName, told, Phase.ARRIVING);
		this.imports.insert(arriving, null);
		try {
			return read(arriving, bytes);
		}
		catch (IOException | RuntimeException ex) {
			delete(tenant, arriving.id());
			throw ex;
		}
	}

	/** One of who asks now, of which nothing is stored yet. */
	Import begun(TenantId tenant, ImportKind kind, String owner, String fileName, Optional<Format> told, Phase phase) {
		kind.check(tenant, owner);
		WriteContext by = WriteContext.current();
		Instant now = now();
		String name = fileName.substring(0, Math.min(fileName.length(), LONGEST_NAME));
		return new Import(tenant, UuidCreator.getTimeOrderedEpoch(), kind.id(), owner, by.client(), by.claim().source(),
				name, told.map(Format::toString).orElse(""), List.of(), UNMAPPED, 0, 0, phase, 0, 0, null, null, null,
				null, null, now, now, null);
	}

	/** Keeps the rows of a file, which is all here then. */
	Import read(Import arriving, InputStream bytes) throws IOException {
		try (Rows rows = Format.read(bytes, Format.of(arriving.format()), this.properties.spreadsheet().toBytes())) {
			Import whole = new Arrival(this.imports, arriving).keep(rows, kind(arriving), now());
			this.imports.arrived(whole);
			return whole;
		}
	}

	public Import get(TenantId tenant, UUID id) {
		return this.imports.find(tenant, id)
			.filter((one) -> one.phase() != Phase.ARRIVING)
			.orElseThrow(() -> new NotFound("import"));
	}

	/**
	 * The imports of a tenant, the newest first.
	 * @param after the last of the page before, or null for the first page
	 */
	public List<Import> list(TenantId tenant, @Nullable UUID after, int size) {
		return this.imports.page(tenant, after, size);
	}

	/** The job that rehearses or writes it now, or has last; null if there is none. */
	public @Nullable Job job(Import one) {
		return jobs(one.tenant(), List.of(one)).get(one.id());
	}

	/** The same of each that has one, by its own id. */
	public Map<UUID, Job> jobs(TenantId tenant, List<Import> some) {
		Map<UUID, Job> jobs = this.jobs.find(tenant,
				some.stream().flatMap((one) -> Stream.ofNullable(one.job())).toList());
		Map<UUID, Job> found = new HashMap<>();
		for (Import one : some) {
			Job job = (one.job() != null) ? jobs.get(one.job()) : null;
			if (job != null) {
				found.put(one.id(), job);
			}
		}
		return found;
	}

	/** Those that were run for a full sync, in no order. */
	public List<Import> ofSync(TenantId tenant, UUID sync) {
		return this.imports.ofSync(tenant, sync);
	}

	/** Until when it is kept if nothing is done with it. */
	public Instant keptUntil(Import one) {
		return one.updatedAt()
			.plus((one.phase() == Phase.UPLOADING) ? this.properties.unfinished() : this.properties.keep());
	}

	/**
	 * Says what the columns of a file are, in place of all that was said, and forgets
	 * what a rehearsal has come to.
	 * @throws Unmappable if it names a column or member that there is not, or a member
	 * twice, or a row that there is not
	 */
	public Import map(TenantId tenant, UUID id, Mapping mapping) {
		return remap(tenant, id, (said) -> mapping);
	}

	/**
	 * The same by a change of what was said, which is made again if others were faster.
	 */
	public Import remap(TenantId tenant, UUID id, UnaryOperator<Mapping> change) {
		while (true) {
			Import one = get(tenant, id);
			if (!MAPPABLE.contains(one.phase())) {
				throw wrong(tenant, id);
			}
			Mapping mapping = change.apply(one.mapping());
			MappingCheck.check(mapping, kind(one), one);
			if (this.imports.map(one, mapping, now())) {
				return get(tenant, id);
			}
		}
	}

	/** Has all of it rehearsed, by a job; if that is being done, answers as it stands. */
	public Import preview(TenantId tenant, UUID id) {
		Import one = get(tenant, id);
		Job running = (one.phase() == Phase.PREVIEWING) ? job(one) : null;
		if (running != null && running.state() == Job.State.RUNNING) {
			return one;
		}
		if (!this.imports.move(tenant, id, EnumSet.of(Phase.OPEN, Phase.PREVIEWING, Phase.PREVIEWED), Phase.PREVIEWING,
				now())) {
			throw wrong(tenant, id);
		}
		begin(one, PreviewJob.KIND);
		return get(tenant, id);
	}

	/**
	 * Has it written, by a job; one that has failed goes on behind the last row that it
	 * has written.
	 * @param sync the full sync that its rows are sent for, which must be open and of the
	 * same records; null for none, or for that which was said before
	 */
	public Import run(TenantId tenant, UUID id, @Nullable UUID sync) {
		Import one = get(tenant, id);
		boolean again = one.phase() == Phase.RUN && isEndless(one, job(one));
		if (again) {
			begin(one, RunJob.KIND);
			return get(tenant, id);
		}
		if (MAPPABLE.contains(one.phase()) && one.mapping().columns().isEmpty()) {
			throw new WrongState("No column is mapped to a member");
		}
		if (!isMoved(one, sync)) {
			throw wrong(tenant, id);
		}
		begin(one, RunJob.KIND);
		return get(tenant, id);
	}

	/** Whoever closes the sync waits, and then sees that it is sent for. */
	private boolean isMoved(Import one, @Nullable UUID sync) {
		return Boolean.TRUE.equals(this.transaction.execute((status) -> {
			if (sync != null) {
				this.syncs.holdOpen(one.tenant(), sync, one.kind(), one.owner());
				this.imports.join(one.tenant(), one.id(), sync);
			}
			return this.imports.move(one.tenant(), one.id(), EnumSet.of(Phase.OPEN, Phase.PREVIEWED), Phase.RUN, now());
		}));
	}

	@Override
	public Standing standing(TenantId tenant, UUID sync) {
		boolean goesOn = false;
		long unsent = 0;
		for (Import one : this.imports.ofSync(tenant, sync)) {
			Report result = (one.result() != null) ? one.result() : Report.none();
			goesOn |= GOING_ON.contains(one.state(job(one)));
			unsent += one.total() - result.count("created") - result.count("updated") - result.count("unchanged");
		}
		return new Standing(goesOn, unsent);
	}

	/** Whether nobody is about to write what is not written. */
	private static boolean isEndless(Import one, @Nullable Job job) {
		return one.written() < one.chunks() && (job == null || job.state() == Job.State.FAILED);
	}

	private void begin(Import one, String kind) {
		Job job = this.jobs.start(one.tenant(), kind, one.id().toString(), one.total());
		this.imports.begin(one.tenant(), one.id(), kind.equals(PreviewJob.KIND), job.id());
	}

	/** Has nobody write it until it is resumed; what is being written is written. */
	public Import pause(TenantId tenant, UUID id) {
		return halt(tenant, id, (job) -> this.jobs.pause(tenant, job));
	}

	public Import resume(TenantId tenant, UUID id) {
		return halt(tenant, id, (job) -> this.jobs.resume(tenant, job));
	}

	/** Ends it; what is written stays, until it is undone. */
	public Import cancel(TenantId tenant, UUID id) {
		return halt(tenant, id, (job) -> this.jobs.cancel(tenant, job));
	}

	private Import halt(TenantId tenant, UUID id, Consumer<UUID> change) {
		Import one = get(tenant, id);
		UUID job = one.runJob();
		if (one.phase() != Phase.RUN || job == null) {
			throw wrong(tenant, id);
		}
		try {
			change.accept(job);
		}
		catch (NotHalted | NotFound ex) {
			throw wrong(tenant, id);
		}
		return get(tenant, id);
	}

	/**
	 * Takes back all that it has written, as {@link Undo} does; what others have changed
	 * since stays.
	 */
	public Import undo(TenantId tenant, UUID id) {
		Import one = get(tenant, id);
		Job job = job(one);
		boolean ended = one.phase() == Phase.RUN && (one.written() == one.chunks() || job == null
				|| job.state() == Job.State.FAILED || job.state() == Job.State.CANCELLED);
		if (!ended) {
			throw wrong(tenant, id);
		}
		this.imports.undone(tenant, id, this.undo.undoIfAny(tenant, one.requestId()), now());
		return get(tenant, id);
	}

	/** The rows that were written, or those that were not, as they are asked for. */
	public Iterable<Outcomes.Line> outcomes(Import one, boolean succeeded) {
		return new Outcomes(this.imports, one, succeeded);
	}

	/**
	 * What would become of rows, as far as they were rehearsed with the mapping as it is,
	 * at most so many.
	 * @param outcome one of {@link Report#OUTCOMES}; null for all
	 * @param after the number of the row behind which they are; 0 for the first
	 */
	public List<Report.Sample> rehearsed(Import one, @Nullable String outcome, long after, int size) {
		List<Report.Sample> rows = new ArrayList<>();
		Optional<ImportFunctions.Rehearsed> chunk = this.imports.rehearsed(one, outcome,
				this.imports.chunkOf(one.tenant(), one.id(), Math.min(after, one.total()) + 1));
		while (chunk.isPresent()) {
			chunk.get()
				.rows()
				.stream()
				.filter((row) -> row.row() > after && (outcome == null || row.outcome().equals(outcome)))
				.limit((long) size - rows.size())
				.forEach(rows::add);
			chunk = (rows.size() < size) ? this.imports.rehearsed(one, outcome, chunk.get().number() + 1)
					: Optional.empty();
		}
		return rows;
	}

	/** Deletes all that is stored of an import. */
	void delete(TenantId tenant, UUID id) {
		int deleted;
		do {
			deleted = this.imports.deleteChunks(tenant.value(), id, Arrival.AT_ONCE);
		}
		while (deleted == Arrival.AT_ONCE);
		deletePieces(tenant, id);
		this.imports.delete(tenant.value(), id);
	}

	/** Deletes a file as it has come. */
	void deletePieces(TenantId tenant, UUID id) {
		int deleted;
		do {
			deleted = this.imports.deletePieces(tenant.value(), id, Arrival.AT_ONCE);
		}
		while (deleted == Arrival.AT_ONCE);
	}

	private WrongState wrong(TenantId tenant, UUID id) {
		Import one = get(tenant, id);
		String state = one.state(job(one));
		return new WrongState((one.phase() == Phase.PREVIEWING) ? "It is being previewed" : "The import is " + state);
	}

	/** As precise as the database. */
	Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

}
