package io.onerow.api.onerow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.onerow.imports.Column;
import io.onerow.imports.Import;
import io.onerow.imports.ImportKind;
import io.onerow.imports.ImportMember;
import io.onerow.imports.Imports;
import io.onerow.imports.Mapping;
import io.onerow.imports.Report;
import io.onerow.job.Job;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An import as it stands; {@code of} is what the records belong to, of which
 * {@code owner} is the one, {@code rate} is in a second, {@code eta} null where it is not
 * known. Counts are of the run, or of the preview as long as there is none.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ImportResponse(UUID id, String kind, String of, String owner, String state, String name, String format,
		long total, long done, long created, long updated, long unchanged, long doubted, long failed, double rate,
		@Nullable Instant eta, List<ColumnItem> columns, List<MemberItem> members, Map<String, String> defaults,
		Map<Integer, Map<String, String>> rows, @Nullable Preview preview, List<ErrorItem> errors,
		@Nullable @JsonRawValue String undo, @Nullable UUID sync, Instant createdAt, Instant keptUntil) {

	static ImportResponse of(Import one, Imports imports) {
		return of(one, imports.job(one), imports);
	}

	/**
	 * The same.
	 * @param job as {@link Imports#jobs} knows it
	 */
	static ImportResponse of(Import one, @Nullable Job job, Imports imports) {
		Report counted = (one.result() != null) ? one.result() : one.preview();
		Preview preview = (one.preview() != null) ? Preview.of(one) : null;
		ImportKind kind = imports.kind(one);
		return new ImportResponse(one.id(), kind.name(), kind.owner(), one.owner(), one.state(job), one.fileName(),
				one.format(), one.total(), done(one), count(counted, "created"), count(counted, "updated"),
				count(counted, "unchanged"), count(counted, "doubted"), count(counted, "failed"),
				(job != null) ? Math.round(job.rate() * 10) / 10.0 : 0, (job != null) ? job.eta() : null, columns(one),
				kind.members().stream().map(MemberItem::of).toList(), one.mapping().defaults(), one.mapping().rows(),
				preview, (one.result() != null) ? groups(one.result()) : List.of(), one.undone(), one.sync(),
				one.createdAt(), imports.keptUntil(one));
	}

	/** Rows of which it is known what has become of them. */
	private static long done(Import one) {
		Report counted = (one.result() != null) ? one.result() : one.preview();
		return (counted != null) ? Report.OUTCOMES.stream().mapToLong(counted::count).sum() : 0;
	}

	private static long count(@Nullable Report report, String outcome) {
		return (report != null) ? report.count(outcome) : 0;
	}

	private static List<ColumnItem> columns(Import one) {
		List<ColumnItem> items = new ArrayList<>(one.columns().size());
		one.columns().forEach((column) -> items.add(ColumnItem.of(column, one)));
		return items;
	}

	private static List<ErrorItem> groups(Report report) {
		return report.errors().stream().map(ErrorItem::of).toList();
	}

	/** The newest first; {@code next} is where to go on, null at the end. */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	record Page(List<ImportResponse> items, @Nullable UUID next) {

	}

	/**
	 * A column of the file, and what it is; {@code member} is null if it is left out,
	 * {@code filled} the share of its cells that are not blank.
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	record ColumnItem(String name, double filled, List<String> examples, @Nullable String member,
			@Nullable String dates, boolean ambiguousDates, Map<String, String> values) {

		static ColumnItem of(Column column, Import one) {
			Mapping.Mapped mapped = one.mapping().columns().get(column.name());
			Object dates = (mapped != null && mapped.dates() != null) ? mapped.dates() : column.dates();
			double filled = (one.total() > 0) ? Math.round(column.filled() * 1000.0 / one.total()) / 1000.0 : 0;
			return new ColumnItem(column.name(), filled, column.examples(), (mapped != null) ? mapped.member() : null,
					(dates != null) ? dates.toString() : null, dates == null && column.isAmbiguous(),
					(mapped != null) ? mapped.values() : Map.of());
		}

	}

	/** What a column can be. */
	record MemberItem(String name, String type, boolean required) {

		static MemberItem of(ImportMember member) {
			return new MemberItem(member.name(), member.type().toString(), member.isRequired());
		}

	}

	/** What a rehearsal has come to. */
	record Preview(long done, Map<String, Long> counts, List<SampleItem> samples, List<ErrorItem> errors) {

		static Preview of(Import one) {
			Report report = Objects.requireNonNull(one.preview());
			return new Preview(Report.OUTCOMES.stream().mapToLong(report::count).sum(), report.counts(),
					report.samples().stream().map(SampleItem::of).toList(), groups(report));
		}

	}

	/** A row of the file, from 1, and what would become of it. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record SampleItem(long row, String outcome, @Nullable String recordId, @Nullable String rule,
			@Nullable JsonNode before, @Nullable JsonNode after, @Nullable String column, @Nullable String value,
			@Nullable String reason) {

		static SampleItem of(Report.Sample sample) {
			return new SampleItem(sample.row(), sample.outcome(), sample.recordId(), sample.rule(), sample.before(),
					sample.after(), sample.column(), sample.value(), sample.reason());
		}

	}

	/** Rows in the order of the file; {@code next} is where to go on, null at the end. */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	record RowPage(List<SampleItem> items, @Nullable Long next) {

		static RowPage of(List<Report.Sample> rows, int size) {
			return new RowPage(rows.stream().map(SampleItem::of).toList(),
					(rows.size() == size) ? rows.get(size - 1).row() : null);
		}

	}

	/** Rows that were not taken for one reason; {@code repair} is what may be meant. */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	record ErrorItem(@Nullable String column, @Nullable String member, String reason, long count, List<String> values,
			@Nullable String repair) {

		static ErrorItem of(Report.ErrorGroup group) {
			return new ErrorItem(group.column(), group.member(), group.reason(), group.count(), group.values(),
					group.repair());
		}

	}

}
