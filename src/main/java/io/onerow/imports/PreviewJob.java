package io.onerow.imports;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.onerow.history.History;
import io.onerow.history.HistoryEntry;
import io.onerow.history.HistoryFilter;
import io.onerow.history.HistoryPosition;
import io.onerow.history.HistorySlice;
import io.onerow.imports.file.Row;
import io.onerow.imports.file.Shown;
import io.onerow.job.Job;
import io.onerow.job.JobWork;
import io.onerow.upsert.DoneBefore;
import io.onerow.upsert.DryRuns;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Rehearses an import: some hundred rows at a time are upserted in a dry run, in which
 * each sees those before it.
 */
@Component
class PreviewJob implements JobWork {

	static final String KIND = "preview";

	/** Of one dry run, which has four seconds. */
	private static final int TOGETHER = 100;

	private static final int ENTRIES = 1_000;

	private static final int LONGEST = 200;

	/** Of one row, before or after. */
	private static final int LONGEST_FIELDS = 4_000;

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final ImportRepository imports;

	private final RowWork work;

	private final DryRuns dryRuns;

	private final History history;

	private final Clock clock;

	PreviewJob(ImportRepository imports, RowWork work, DryRuns dryRuns, History history, Clock clock) {
		this.imports = imports;
		this.work = work;
		this.dryRuns = dryRuns;
		this.history = history;
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
		if (found.isEmpty() || found.get().phase() != Import.Phase.PREVIEWING) {
			return new Step(job.done(), null, job.result());
		}
		Import one = found.get();
		int number = one.previewed();
		Report report = (one.preview() != null) ? one.preview() : Report.none();
		Optional<Chunk> chunk = this.imports.chunk(one, number);
		List<Report.Sample> told = chunk.map((rows) -> rehearse(one, rows, report)).orElse(List.of());
		boolean isLast = number + 1 >= one.chunks();
		this.imports.rehearsed(one, number, report, told, this.clock.instant().truncatedTo(ChronoUnit.MICROS));
		long done = chunk.map((rows) -> (long) rows.firstRow() + rows.rows().size()).orElse(job.done());
		return new Step(done, isLast ? null : Integer.toString(number + 1), job.result());
	}

	private List<Report.Sample> rehearse(Import one, Chunk chunk, Report report) {
		List<Report.Sample> told = new ArrayList<>();
		RowBodies bodies = this.work.bodies(one);
		for (int from = 0; from < chunk.rows().size(); from += TOGETHER) {
			int first = from;
			int to = Math.min(from + TOGETHER, chunk.rows().size());
			try {
				this.dryRuns.run(() -> {
					List<RowResult> results = this.work.upsert(one, bodies, chunk, first, to, true, DoneBefore.NOTHING);
					told.addAll(count(one, bodies, chunk, first, results, report));
					return first;
				});
			}
			catch (RuntimeException ex) {
				throw ex;
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}
		return told;
	}

	private List<Report.Sample> count(Import one, RowBodies bodies, Chunk chunk, int first, List<RowResult> results,
			Report report) {
		List<Report.Sample> told = new ArrayList<>();
		Map<Integer, HistoryEntry> entries = entries(one);
		for (int i = 0; i < results.size(); i++) {
			Row row = chunk.rows().get(first + i);
			int number = chunk.firstRow() + first + i;
			if (results.get(i) instanceof RowResult.Done done) {
				Report.Sample sample = sample(number, done, entries.get(number));
				report.add(sample);
				told.add(sample);
			}
			else {
				told.add(Tally.refused((RowResult.Refused) results.get(i), number, row, bodies, report));
			}
		}
		return told;
	}

	private static Report.Sample sample(int number, RowResult.Done done, @Nullable HistoryEntry entry) {
		boolean created = done.word().equals("created");
		return new Report.Sample(number + 1L, done.word(), created ? null : done.recordId().toString(), done.rule(),
				(entry != null) ? fields(entry.before()) : null, (entry != null) ? fields(entry.after()) : null, null,
				null, null);
	}

	private static @Nullable JsonNode fields(@Nullable String fields) {
		if (fields == null) {
			return null;
		}
		JsonNode read = JSON.readTree(fields);
		return (fields.length() > LONGEST_FIELDS) ? JSON.createObjectNode().put("cut", Shown.of(fields, LONGEST))
				: read;
	}

	/** What the rows of this dry run have changed. */
	private Map<Integer, HistoryEntry> entries(Import one) {
		Map<Integer, HistoryEntry> entries = new HashMap<>();
		HistoryPosition next = HistoryPosition.Newest.START;
		while (next != null) {
			HistorySlice slice = this.history.read(one.tenant(), HistoryFilter.ofRequest(one.requestId()), next,
					ENTRIES);
			for (HistoryEntry entry : slice.items()) {
				Integer item = entry.item();
				if (item != null) {
					entries.putIfAbsent(item, entry);
				}
			}
			next = slice.next();
		}
		return entries;
	}

}
