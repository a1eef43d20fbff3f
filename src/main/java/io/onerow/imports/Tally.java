package io.onerow.imports;

import io.onerow.imports.file.Row;
import io.onerow.imports.file.Shown;

/** Counts rows that were not taken, and tells of the columns that were the reason. */
final class Tally {

	private static final int LONGEST = 200;

	private Tally() {
	}

	/** Counts a row. */
	static void refused(RowResult.Refused refused, int number, Row row, RowBodies bodies, Report report) {
		String member = (refused.member() != null) ? refused.member() : "";
		Column column = bodies.column(member);
		String value = bodies.value(member, row);
		if (report.wantsSample(refused.word())) {
			report.add(new Report.Sample(number + 1L, refused.word(), null, null, null, null,
					(column != null) ? column.name() : null, (column != null) ? Shown.of(value, LONGEST) : null,
					Shown.of(refused.reason(), LONGEST)));
		}
		report.add(refused.word());
		report.add(refused, (column != null) ? column.name() : null, bodies.type(member), value);
	}

}
