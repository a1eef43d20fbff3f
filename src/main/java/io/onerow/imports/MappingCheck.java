package io.onerow.imports;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a mapping names only what there is; else {@link Unmappable} says what not. */
final class MappingCheck {

	private MappingCheck() {
	}

	/** One of a file that is here. */
	static void check(Mapping mapping, ImportKind kind, Import one) {
		Set<String> columns = one.columns().stream().map(Column::name).collect(Collectors.toSet());
		check(mapping, kind, columns);
		checkRows(mapping, one.total(), columns);
	}

	/** One of any file with such columns. */
	static void check(Mapping mapping, ImportKind kind, Set<String> columns) {
		Set<String> members = kind.members().stream().map(ImportMember::name).collect(Collectors.toSet());
		String names = kind.members().stream().map(ImportMember::name).collect(Collectors.joining(", "));
		Set<String> taken = new HashSet<>();
		mapping.columns().forEach((column, mapped) -> {
			String place = "/columns/" + escaped(column);
			if (!columns.contains(column)) {
				throw new Unmappable(place, "is no column of the file");
			}
			if (!members.contains(mapped.member())) {
				throw new Unmappable(place + "/member", "must be one of " + names);
			}
			if (!taken.add(mapped.member())) {
				throw new Unmappable(place + "/member", "is that of another column too");
			}
		});
		if (!members.containsAll(mapping.defaults().keySet())) {
			throw new Unmappable("/defaults", "must have none but " + names);
		}
	}

	private static void checkRows(Mapping mapping, int total, Set<String> columns) {
		if (mapping.rows().values().stream().mapToInt(Map::size).sum() > Mapping.MOST_CELLS) {
			throw new Unmappable("/rows", "must have at most " + Mapping.MOST_CELLS
					+ " cells: mend all such cells of a column at once, or the file");
		}
		mapping.rows().forEach((row, cells) -> {
			if (row < 1 || row > total) {
				throw new Unmappable("/rows/" + row, "must be the number of a row, from 1 to " + total);
			}
			cells.keySet().stream().filter((column) -> !columns.contains(column)).findFirst().ifPresent((column) -> {
				throw new Unmappable("/rows/" + row + "/" + escaped(column), "is no column of the file");
			});
		});
	}

	private static String escaped(String column) {
		return column.replace("~", "~0").replace("/", "~1");
	}

}
