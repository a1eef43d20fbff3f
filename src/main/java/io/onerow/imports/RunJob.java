package io.onerow.imports;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import io.onerow.fullsync.FullSyncs;
import io.onerow.history.History;
import io.onerow.history.HistoryEntry;
import io.onerow.history.HistoryFilter;
import io.onerow.history.HistoryPosition;
import io.onerow.history.HistorySlice;
import io.onerow.imports.file.Row;
import io.onerow.job.Job;
import io.onerow.job.JobWork;
import io.onerow.upsert.DoneBefore;
import io.onerow.upsert.DryRuns;
import io.onerow.upsert.Outcome;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.stereotype.Component;

/**
 * Writes an import, a chunk at a time. What became of a chunk is noted with how far the
 * import is, so that it counts once. Where another instance may have begun a chunk, its
 * history says which rows are written.
 */
@Component
class RunJob implements JobWork {

	static final String KIND = "import";

	private static final int ENTRIES = 1_000;

	private final ImportRepository imports;

	private final RowWork work;

	private final DryRuns dryRuns;

	private final History history;

	private final FullSyncs syncs;

	private final ImportMeters meters;

	private final Clock clock;

	/** The chunks that nobody can have begun, as this instance has ended those before. */
	private final Map<UUID, Integer> next = new ConcurrentHashMap<>();

	RunJob(ImportRepository imports, RowWork work, DryRuns dryRuns, History history, FullSyncs syncs,
			ImportMeters meters, Clock clock) {
		this.imports = imports;
		this.work = work;
		this.dryRuns = dryRuns;
		this.history = history;
		this.syncs = syncs;
		this.meters = meters;
		this.clock = clock;
	}

	@Override
	public String kind() {
		return KIND;
	}

	@Override
	public boolean canBeHalted() {
		return true;
	}

	@Override
	public Step step(Job job) {
		Optional<Import> found = this.imports.find(job.tenant(), UUID.fromString(job.subject()));
		if (found.isEmpty() || found.get().phase() != Import.Phase.RUN
				|| found.get().written() == found.get().chunks()) {
			found.ifPresent((over) -> this.next.remove(over.id()));
			return new Step(found.map((over) -> (long) over.total()).orElse(job.done()), null, job.result());
		}
		Import one = found.get();
		Chunk chunk = this.imports.chunk(one, one.written()).orElseThrow();
		RowBodies bodies = this.work.bodies(one);
		boolean isFresh = Integer.valueOf(chunk.number()).equals(this.next.remove(one.id()));
		List<RowResult> results = isFresh ? write(one, bodies, chunk, 0, DoneBefore.NOTHING) : goOn(one, bodies, chunk);
		note(one, bodies, chunk, results);
		this.next.put(one.id(), chunk.number() + 1);
		boolean isLast = chunk.number() + 1 == one.chunks();
		if (isLast) {
			this.next.remove(one.id());
		}
		return new Step(chunk.firstRow() + (long) chunk.rows().size(),
				isLast ? null : Integer.toString(chunk.number() + 1), job.result());
	}

	private List<RowResult> write(Import one, RowBodies bodies, Chunk chunk, int from, DoneBefore done) {
		return this.work.upsert(one, bodies, chunk, from, chunk.rows().size(), false, done);
	}

	/**
	 * Rows up to the last that was written are done. Those among them without an entry
	 * have changed nothing, or were refused: a dry run says which, whatever rows behind
	 * them have changed since.
	 */
	private List<RowResult> goOn(Import one, RowBodies bodies, Chunk chunk) {
		List<HistoryEntry> entries = entries(one, chunk);
		int end = entries.stream()
			.map(HistoryEntry::item)
			.mapToInt((item) -> (item != null) ? item - chunk.firstRow() + 1 : 0)
			.max()
			.orElse(0);
		List<RowResult> results = new ArrayList<>();
		Set<Integer> written = new HashSet<>();
		List<DoneBefore.Write> done = new ArrayList<>();
		entries.forEach((entry) -> {
			done.add(new DoneBefore.Write(entry.kind(), entry.item(), entry.recordId(), entry.outcome(),
					entry.receipt()));
			written.add(Objects.requireNonNull(entry.item()));
		});
		DoneBefore before = new DoneBefore(done);
		for (int i = 0; i < end; i++) {
			boolean isWritten = written.contains(chunk.firstRow() + i);
			results.add(isWritten ? this.work.upsert(one, bodies, chunk, i, i + 1, false, before).get(0)
					: unchanged(rehearsed(one, bodies, chunk, i)));
		}
		results.addAll(write(one, bodies, chunk, end, DoneBefore.NOTHING));
		return results;
	}

	private RowResult rehearsed(Import one, RowBodies bodies, Chunk chunk, int row) {
		try {
			return this.dryRuns
				.run(() -> this.work.upsert(one, bodies, chunk, row, row + 1, true, DoneBefore.NOTHING).get(0));
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static RowResult unchanged(RowResult result) {
		return (result instanceof RowResult.Done done)
				? new RowResult.Done(done.recordId(), Outcome.UNCHANGED, done.rule()) : result;
	}

	/** What was written of a chunk that somebody has begun, in order. */
	private List<HistoryEntry> entries(Import one, Chunk chunk) {
		List<HistoryEntry> entries = new ArrayList<>();
		HistoryPosition next = HistoryPosition.Newest.START;
		while (next != null) {
			HistorySlice slice = this.history.read(one.tenant(), HistoryFilter.ofRequest(one.requestId()), next,
					ENTRIES);
			boolean passed = false;
			for (HistoryEntry entry : slice.items()) {
				if (isOf(chunk, entry.item())) {
					entries.add(entry);
				}
				else {
					passed = true;
				}
			}
			next = passed ? null : slice.next();
		}
		Collections.reverse(entries);
		return entries;
	}

	private static boolean isOf(Chunk chunk, @Nullable Integer item) {
		return item != null && item >= chunk.firstRow() && item < chunk.firstRow() + chunk.rows().size();
	}

	private void note(Import one, RowBodies bodies, Chunk chunk, List<RowResult> results) {
		Report report = (one.result() != null) ? one.result() : Report.none();
		List<JsonNode> lines = new ArrayList<>();
		Set<UUID> records = new HashSet<>();
		for (int i = 0; i < results.size(); i++) {
			ObjectNode line = Chunk.result().put("row", i).put("number", chunk.firstRow() + i + 1);
			if (results.get(i) instanceof RowResult.Done done) {
				report.add(done.word());
				records.add(done.recordId());
				line.put("outcome", done.word()).put("id", done.recordId().toString()).put("rule", done.rule());
			}
			else {
				Row row = chunk.rows().get(i);
				RowResult.Refused refused = (RowResult.Refused) results.get(i);
				Tally.refused(refused, chunk.firstRow() + i, row, bodies, report);
				Column column = (refused.member() != null) ? bodies.column(refused.member()) : null;
				line.put("outcome", refused.word())
					.put("column", (column != null) ? column.name() : "")
					.put("value", (refused.member() != null) ? bodies.value(refused.member(), row) : "")
					.put("reason", bodies.reason(refused));
			}
			lines.add(line);
		}
		if (one.sync() != null) {
			this.syncs.send(one.tenant(), one.sync(), records);
		}
		this.imports.written(one.tenant(), one.id(), chunk.number(), report, Chunk.packed(lines),
				records.toArray(UUID[]::new), this.clock.instant().truncatedTo(ChronoUnit.MICROS));
		this.meters.count(one, results);
	}

}
