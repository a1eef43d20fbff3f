package io.onerow.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onerow.imports.file.Shown;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What has come of the rows of a file so far. It is bounded, however long the file is.
 *
 * @param counts of rows by what became of them
 * @param samples some rows of each
 * @param errors why rows were not taken, the same reasons together
 */
public record Report(Map<String, Long> counts, List<Sample> samples, List<ErrorGroup> errors) {

	/** What rows are counted as, in the order in which they are told. */
	public static final List<String> OUTCOMES = List.of("created", "updated", "unchanged", "doubted", "failed");

	private static final int SAMPLES = 5;

	private static final int GROUPS = 100;

	private static final int EXAMPLES = 3;

	private static final int LONGEST = 100;

	private static final int LONGEST_REASON = 500;

	private static final String OTHERS = "Other reasons";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/** Of no row. */
	static Report none() {
		Map<String, Long> counts = new LinkedHashMap<>();
		OUTCOMES.forEach((outcome) -> counts.put(outcome, 0L));
		return new Report(counts, new ArrayList<>(), new ArrayList<>());
	}

	static Report of(String json) {
		Report read = JSON.readValue(json, Report.class);
		Report mutable = none();
		mutable.counts.putAll(read.counts);
		mutable.samples.addAll(read.samples);
		mutable.errors.addAll(read.errors);
		return mutable;
	}

	String json() {
		return JSON.writeValueAsString(this);
	}

	/** How many rows have become that. */
	public long count(String outcome) {
		return this.counts.getOrDefault(outcome, 0L);
	}

	void add(String outcome) {
		this.counts.merge(outcome, 1L, Long::sum);
	}

	/** Counts a row, and keeps it if it is one of the first of its outcome. */
	void add(Sample row) {
		if (count(row.outcome) < SAMPLES) {
			this.samples.add(row);
		}
		add(row.outcome);
	}

	/**
	 * Adds a row to those of the same reason.
	 * @param one the row alone, with its whole cell
	 */
	void add(ErrorGroup one, ImportMember.CellType type) {
		String column = one.column;
		String value = Shown.of(one.values.get(0).strip(), LONGEST);
		String repair = Repairs.of(type, value).orElse(null);
		String reason = Shown.of(one.reason, LONGEST_REASON);
		for (int i = 0; i < this.errors.size(); i++) {
			if (this.errors.get(i).isSame(column, reason, repair, value)) {
				this.errors.set(i, this.errors.get(i).and(value));
				return;
			}
		}
		if (this.errors.size() < GROUPS) {
			this.errors.add(new ErrorGroup(column, one.member, reason, 1, value.isEmpty() ? List.of() : List.of(value),
					repair));
		}
		else {
			ErrorGroup last = this.errors.get(GROUPS - 1);
			this.errors.set(GROUPS - 1, new ErrorGroup(null, null, OTHERS, last.count + 1, List.of(), null));
		}
	}

	/**
	 * A row and what became of it.
	 *
	 * @param row its number in the file, from 1, the names of the columns not counted
	 * @param before the fields that change, as they were
	 * @param after the same as they are then
	 * @param reason why it was not taken
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Sample(long row, String outcome, @Nullable String recordId, @Nullable String rule,
			@Nullable JsonNode before, @Nullable JsonNode after, @Nullable String column, @Nullable String value,
			@Nullable String reason) {

		/** What is null in JSON is nothing. */
		public Sample {
			before = (before == null || before.isNull()) ? null : before;
			after = (after == null || after.isNull()) ? null : after;
		}

		static Sample of(JsonNode json) {
			return JSON.treeToValue(json, Sample.class);
		}

		JsonNode json() {
			return JSON.valueToTree(this);
		}

	}

	/**
	 * Rows that were not taken for one reason.
	 *
	 * @param values some of the cells
	 * @param repair what may have been meant by the one cell that all have; null if
	 * nothing comes to mind
	 */
	public record ErrorGroup(@Nullable String column, @Nullable String member, String reason, long count,
			List<String> values, @Nullable String repair) {

		boolean isSame(@Nullable String otherColumn, String otherReason, @Nullable String otherRepair, String value) {
			return this.reason.equals(otherReason) && String.valueOf(this.column).equals(String.valueOf(otherColumn))
					&& ((otherRepair == null) ? this.repair == null
							: otherRepair.equals(this.repair) && this.values.contains(value));
		}

		ErrorGroup and(String value) {
			List<String> more = this.values;
			if (!value.isEmpty() && more.size() < EXAMPLES && !more.contains(value)) {
				more = new ArrayList<>(more);
				more.add(value);
			}
			return new ErrorGroup(this.column, this.member, this.reason, this.count + 1, more, this.repair);
		}

	}

}
