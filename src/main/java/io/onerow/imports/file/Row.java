package io.onerow.imports.file;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A row of a file.
 *
 * @param cells by the columns; there may be fewer than those, and what a cell does not
 * have is empty
 * @param fault why it is no row that can be taken; null if it is
 */
public record Row(List<String> cells, @Nullable String fault) {

	/** Characters of a cell; a longer one makes its row a fault. */
	static final int LONGEST = 100_000;

	private static final int KEPT = 1_000;

	/** One with as many cells as it has. */
	static Row of(List<String> cells, int columns) {
		List<String> taken = new ArrayList<>(Math.min(cells.size(), columns));
		String fault = null;
		for (int i = 0; i < cells.size(); i++) {
			String cell = cells.get(i);
			if (i >= columns) {
				if (!cell.isBlank()) {
					fault = "has more cells than there are columns";
				}
				continue;
			}
			if (cell.length() > LONGEST) {
				fault = "has a cell of more than " + LONGEST + " characters";
			}
			taken.add((cell.length() > LONGEST) ? cell.substring(0, KEPT) : cell);
		}
		return new Row(taken, fault);
	}

	/** Whether there is nothing in it. */
	boolean isBlank() {
		return this.fault == null && this.cells.stream().allMatch(String::isBlank);
	}

	/** That of a column; empty if it has none. */
	public String cell(int column) {
		return (column < this.cells.size()) ? this.cells.get(column) : "";
	}

}
