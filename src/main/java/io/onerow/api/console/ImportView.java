package io.onerow.api.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.onerow.imports.Column;
import io.onerow.imports.Import;
import io.onerow.imports.Imports;
import io.onerow.imports.Mapping;
import io.onerow.imports.Report;
import io.onerow.job.Job;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * An import on a page.
 *
 * @param state as on the wire, but that a rehearsal is told apart
 * @param counts of rows by what became of them, or would
 * @param percent of the rows of which that is known
 * @param sync the full sync that it was run for
 * @param steps what can be done with it now
 * @param isLive whether it is being worked on
 * @param isOpen whether its columns can be said to be something else
 */
record ImportView(UUID id, String name, String kind, String owner, String format, String state, long total, long done,
		long percent, Map<String, Long> counts, long rate, String eta, String createdAt, String keptUntil,
		@Nullable UUID sync, List<String> steps, boolean isLive, boolean isOpen) {

	private static final Map<String, List<String>> STEPS = Map.of("open", List.of("preview", "run"), "previewed",
			List.of("run", "preview"), "running", List.of("pause", "cancel"), "paused", List.of("resume", "cancel"),
			"failed", List.of("run", "undo"), "cancelled", List.of("undo"), "done", List.of("undo"));

	private static final Set<String> LIVE = Set.of("previewing", "running");

	static ImportView of(Import one, @Nullable Job job, Imports imports) {
		String state = (one.phase() == Import.Phase.PREVIEWING) ? "previewing" : one.state(job);
		Report counted = (one.result() != null) ? one.result() : one.preview();
		Map<String, Long> counts = Report.OUTCOMES.stream()
			.collect(Collectors.toMap((outcome) -> outcome, (outcome) -> (counted != null) ? counted.count(outcome) : 0,
					(first, second) -> first, LinkedHashMap::new));
		long done = counts.values().stream().mapToLong(Long::longValue).sum();
		long percent = (one.total() > 0) ? done * 100 / one.total() : 100;
		boolean stuck = state.equals("previewing") && (job == null || job.state() != Job.State.RUNNING);
		return new ImportView(one.id(), one.fileName().isEmpty() ? one.id().toString() : one.fileName(),
				imports.kind(one).name(), one.owner(), format(one.format()), state, one.total(), done, percent, counts,
				(job != null) ? Math.round(job.rate()) : 0, (job != null) ? Shown.time(job.eta()) : "",
				Shown.time(one.createdAt()), Shown.time(imports.keptUntil(one)), one.sync(),
				stuck ? List.of("preview") : STEPS.getOrDefault(state, List.of()), LIVE.contains(state) && !stuck,
				state.equals("open") || state.equals("previewed"));
	}

	/** Its name in capitals, and how it is written as it is. */
	private static String format(String format) {
		int end = format.indexOf(',');
		return (end < 0) ? format.toUpperCase(Locale.ROOT)
				: format.substring(0, end).toUpperCase(Locale.ROOT) + format.substring(end);
	}

	static List<ColumnView> columns(Import one) {
		return one.columns().stream().map((column) -> ColumnView.of(column, one)).toList();
	}

	static List<ErrorView> errors(Report report) {
		return report.errors().stream().map(ErrorView::of).toList();
	}

	/**
	 * A column of the file on a page.
	 *
	 * @param key its name in a form
	 * @param filled percent of its cells that are not blank
	 * @param member what it is; empty if it is left out
	 * @param dates in which order its dates are read; empty for what they show
	 * @param shown in which order they are, as far as they show it
	 * @param unclear whether nothing tells
	 * @param values what cells mean, in lines
	 */
	record ColumnView(String name, String key, long filled, List<String> examples, String member, String dates,
			String shown, boolean unclear, String values) {

		static ColumnView of(Column column, Import one) {
			Mapping.@Nullable Mapped mapped = one.mapping().columns().get(column.name());
			String dates = (mapped != null && mapped.dates() != null) ? mapped.dates().toString() : "";
			String values = (mapped != null) ? CellTexts.shown(mapped.values()) : "";
			return new ColumnView(column.name(), CellTexts.shown(column.name()),
					(one.total() > 0) ? column.filled() * 100 / one.total() : 0, column.examples(),
					(mapped != null) ? mapped.member() : "", dates,
					(column.dates() != null) ? column.dates().toString() : "", column.isAmbiguous() && dates.isEmpty(),
					values);
		}

		/** Whether it has dates. */
		public boolean isOfDates() {
			return !this.shown.isEmpty() || this.unclear || !this.dates.isEmpty();
		}

	}

	/**
	 * A row on a page.
	 *
	 * @param receipt by which rule it is that record
	 * @param reason why it would not be taken
	 * @param key the name of the column in a form
	 */
	record SampleView(long row, String outcome, @Nullable String recordId, @Nullable String receipt,
			List<EntryView.Changed> changes, @Nullable String column, String key, @Nullable String value,
			@Nullable String reason) {

		static SampleView of(Report.Sample sample) {
			JsonNode before = (sample.before() != null) ? sample.before() : NullNode.getInstance();
			JsonNode after = (sample.after() != null) ? sample.after() : NullNode.getInstance();
			return new SampleView(sample.row(), sample.outcome(), sample.recordId(),
					(sample.rule() != null) ? "by=" + sample.rule() : null, EntryView.changes(before, after),
					sample.column(), CellTexts.shown(String.valueOf(sample.column())), sample.value(), sample.reason());
		}

	}

	/**
	 * Rows on a page that were not taken for one reason.
	 *
	 * @param key the name of the column in a form
	 * @param repair what may have been meant; empty if nothing comes to mind
	 */
	record ErrorView(@Nullable String column, String key, String reason, long count, List<Wrong> values,
			String repair) {

		static ErrorView of(Report.ErrorGroup group) {
			String repair = group.repair();
			return new ErrorView(group.column(), CellTexts.shown(String.valueOf(group.column())), group.reason(),
					group.count(), group.values().stream().map(Wrong::of).toList(), (repair != null) ? repair : "");
		}

	}

	/**
	 * A cell that was not taken.
	 *
	 * @param key it in a form; empty if it may be longer than what is known of it
	 */
	record Wrong(String value, String key) {

		private static final int KNOWN = 100;

		static Wrong of(String value) {
			return new Wrong(value, (value.length() < KNOWN) ? CellTexts.shown(value) : "");
		}

	}

}
