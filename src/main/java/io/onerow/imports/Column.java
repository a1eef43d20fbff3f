package io.onerow.imports;

import java.util.ArrayList;
import java.util.List;

import io.onerow.imports.file.Shown;
import org.jspecify.annotations.Nullable;

/**
 * A column of a file, as all of its cells have it.
 *
 * @param filled how many cells are not blank
 * @param addresses how many of these have an at sign within
 * @param examples the first different ones, three at most
 * @param dates in which order its dates are written; null if it has none, or if nothing
 * tells day and month apart
 * @param isAmbiguous whether it has dates, and nothing tells which is the day, or one
 * says this and one that
 */
public record Column(String name, long filled, long addresses, List<String> examples, @Nullable DateOrder dates,
		boolean isAmbiguous) {

	private static final int EXAMPLES = 3;

	private static final int LONGEST = 100;

	private static final int LAST_MONTH = 12;

	/** Looks at the cells of a column, one by one. */
	static final class Look {

		private final List<String> examples = new ArrayList<>(EXAMPLES);

		private long filled;

		private long addresses;

		private boolean yearFirst;

		private boolean dayFirst;

		private boolean monthFirst;

		private boolean either;

		void at(String cell) {
			if (cell.isBlank()) {
				return;
			}
			this.filled++;
			this.addresses += (cell.indexOf('@') > 0) ? 1 : 0;
			if (this.examples.size() < EXAMPLES) {
				String example = Shown.of(cell.strip(), LONGEST);
				if (!this.examples.contains(example)) {
					this.examples.add(example);
				}
			}
			int[] date = DateOrder.numbers(cell);
			if (date.length > 0) {
				this.yearFirst |= DateOrder.isYearFirst(date);
				if (!DateOrder.isYearFirst(date)) {
					this.dayFirst |= date[0] > LAST_MONTH;
					this.monthFirst |= date[1] > LAST_MONTH;
					this.either = true;
				}
			}
		}

		Column toColumn(String name) {
			DateOrder order = null;
			if (this.dayFirst != this.monthFirst) {
				order = this.dayFirst ? DateOrder.DMY : DateOrder.MDY;
			}
			else if (this.yearFirst && !this.either) {
				order = DateOrder.YMD;
			}
			return new Column(name, this.filled, this.addresses, List.copyOf(this.examples), order,
					this.either && order == null);
		}

	}

}
