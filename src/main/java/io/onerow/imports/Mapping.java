package io.onerow.imports;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the columns of a file are.
 *
 * @param columns by name; one that is not in here is left out
 * @param defaults what members are where a row has nothing for them
 * @param rows what single cells are in place of what the file has, by the number of the
 * row, from 1, and the name of the column
 */
public record Mapping(Map<String, Mapped> columns, Map<String, String> defaults,
		Map<Integer, Map<String, String>> rows) {

	/** So many single cells are mended at most. */
	public static final int MOST_CELLS = 1_000;

	/** Those that were stored before there were mended rows have none. */
	public Mapping(Map<String, Mapped> columns, Map<String, String> defaults,
			@Nullable Map<Integer, Map<String, String>> rows) {
		this.columns = columns;
		this.defaults = defaults;
		this.rows = (rows != null) ? rows : Map.of();
	}

	/** One for any file of such columns. */
	public Mapping(Map<String, Mapped> columns, Map<String, String> defaults) {
		this(columns, defaults, Map.of());
	}

	/** The same with other columns. */
	public Mapping withColumns(Map<String, Mapped> others) {
		return new Mapping(others, this.defaults, this.rows);
	}

	/** The same with other defaults. */
	public Mapping withDefaults(Map<String, String> others) {
		return new Mapping(this.columns, others, this.rows);
	}

	/** The same with another cell of a row. */
	public Mapping withCell(int row, String column, String cell) {
		Map<Integer, Map<String, String>> mended = new LinkedHashMap<>(this.rows);
		Map<String, String> cells = new LinkedHashMap<>(mended.getOrDefault(row, Map.of()));
		cells.put(column, cell);
		mended.put(row, cells);
		return new Mapping(this.columns, this.defaults, mended);
	}

	/** The same for another file: what is said of single rows does not count there. */
	public Mapping forAnyFile() {
		return new Mapping(this.columns, this.defaults);
	}

	/**
	 * What a column is.
	 *
	 * @param dates in which order its dates are written; null for what the column shows
	 * @param values what some of its cells mean, by what they are
	 */
	public record Mapped(String member, @Nullable DateOrder dates, Map<String, String> values) {

		static Mapped of(String member) {
			return new Mapped(member, null, Map.of());
		}

	}

}
