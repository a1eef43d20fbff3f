package io.onerow.imports.file;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.onerow.matching.Text;

/** What columns are called: by something, and each otherwise. */
final class Names {

	private static final int LONGEST = 100;

	private final List<String> all = new ArrayList<>();

	private final Set<String> taken = new HashSet<>();

	/** Those of a row of headers. */
	static List<String> of(List<String> headers) {
		Names names = new Names();
		headers.forEach(names::add);
		return names.all();
	}

	/** Adds one; it may be called a little otherwise. */
	void add(String header) {
		if (this.all.size() == Rows.MOST_COLUMNS) {
			throw new UnreadableFile("It has more than " + Rows.MOST_COLUMNS + " columns");
		}
		String name = Text.trimmed(Shown.of(header, LONGEST));
		name = name.isEmpty() ? "Column " + (this.all.size() + 1) : name;
		String free = name;
		for (int i = 2; !this.taken.add(free); i++) {
			free = name + " (" + i + ")";
		}
		this.all.add(free);
	}

	List<String> all() {
		return this.all;
	}

}
