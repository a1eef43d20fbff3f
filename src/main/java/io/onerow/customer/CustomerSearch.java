package io.onerow.customer;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Which customers are searched for, and which page of them. A filter that is null is
 * none.
 *
 * @param source exactly
 * @param email in any case
 * @param name the beginning of the last name, or of the first, middle and last name in
 * either order, in any case
 * @param page from 1; no page reaches beyond {@link #MOST}
 * @param size how many there are on a page, at most {@link #LARGEST_PAGE}
 */
public record CustomerSearch(@Nullable String source, @Nullable String email, @Nullable String name, int page,
		int size) {

	public static final int LARGEST_PAGE = 100;

	/** So many customers can be reached by pages. */
	public static final int MOST = 1_000_000;

	private static final int MOST_WORDS = 10;

	int skipped() {
		return (this.page - 1) * this.size;
	}

	/**
	 * The name in each order in which it can stand when the last name comes first: each
	 * of its words may be the first of the last name.
	 */
	List<String> beginnings() {
		String[] words = (this.name != null) ? this.name.strip().split("\\s+") : new String[0];
		List<String> beginnings = new ArrayList<>(words.length);
		for (int last = 0; last < Math.min(words.length, MOST_WORDS); last++) {
			List<String> turned = new ArrayList<>(words.length);
			turned.addAll(List.of(words).subList(last, words.length));
			turned.addAll(List.of(words).subList(0, last));
			beginnings.add(String.join(" ", turned));
		}
		return beginnings;
	}

}
