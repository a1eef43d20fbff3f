package io.onerow.imports;

import java.util.List;

import io.onerow.imports.file.Row;
import io.onerow.imports.file.Shown;

/** Counts rows that were not taken, and tells of the columns that were the reason. */
final class Tally {

	private static final int LONGEST = 200;

	private Tally() {
	}

	/** Counts a row, and tells of it. */
	static Report.Sample refused(RowResult.Refused refused, int number, Row row, RowBodies bodies, Report report) {
		String member = (refused.member() != null) ? refused.member() : "";
		Column column = bodies.column(member);
		String value = bodies.value(member, row);
		String reason = bodies.reason(refused);
		Report.Sample told = new Report.Sample(number + 1L, refused.word(), null, null, null, null,
				(column != null) ? column.name() : null, (column != null) ? Shown.of(value, LONGEST) : null,
				Shown.of(reason, LONGEST));
		report.add(told);
		report.add(new Report.ErrorGroup((column != null) ? column.name() : null, refused.member(), reason, 1,
				List.of(value), null), bodies.type(member));
		return told;
	}

}
