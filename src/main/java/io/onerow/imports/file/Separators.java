package io.onerow.imports.file;

import java.util.ArrayList;
import java.util.List;

/** Finds what stands between the cells: what most lines have as often as the first. */
final class Separators {

	private static final char[] USUAL = { ',', ';', '\t', '|' };

	private static final int LINES = 50;

	private static final int AGREEMENT = 10_000;

	private Separators() {
	}

	/** A comma if nothing says otherwise. */
	static char in(char[] head, int length) {
		char best = USUAL[0];
		long score = 0;
		for (char separator : USUAL) {
			long own = score(counts(head, length, separator));
			if (own > score) {
				score = own;
				best = separator;
			}
		}
		return best;
	}

	private static long score(List<Integer> counts) {
		int first = counts.get(0);
		return (first == 0) ? 0 : counts.stream().filter((count) -> count == first).count() * AGREEMENT
				+ Math.min(first, AGREEMENT - 1);
	}

	/** How often it stands outside of quotes, in each line. */
	private static List<Integer> counts(char[] head, int length, char separator) {
		List<Integer> counts = new ArrayList<>();
		boolean quoted = false;
		int count = 0;
		for (int i = 0; i < length && counts.size() < LINES; i++) {
			quoted ^= head[i] == '"';
			if (!quoted && head[i] == separator) {
				count++;
			}
			if (!quoted && head[i] == '\n') {
				counts.add(count);
				count = 0;
			}
		}
		counts.add(count);
		return counts;
	}

}
