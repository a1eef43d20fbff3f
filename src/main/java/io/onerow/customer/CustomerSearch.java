package io.onerow.customer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Which customers are searched for, and which page of them. A filter that is null is
 * none.
 *
 * @param source exactly
 * @param email in any case
 * @param name the beginning of the name, with the last name first or last, in any case
 * @param page from 1; no page reaches beyond {@link #MOST}
 * @param size how many there are on a page, at most {@link #LARGEST_PAGE}
 */
public record CustomerSearch(@Nullable String source, @Nullable String email, @Nullable String name, int page,
		int size) {

	public static final int LARGEST_PAGE = 100;

	/** So many customers can be reached by pages. */
	public static final int MOST = 1_000_000;

	private static final int MOST_WORDS = 10;

	private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

	int skipped() {
		return (this.page - 1) * this.size;
	}

	/**
	 * The name as it was sent, and in each order in which it can stand when the last name
	 * comes first: each of its words may be the first of the last name.
	 */
	List<String> beginnings() {
		List<String> words = BLANKS.splitAsStream((this.name != null) ? this.name : "")
			.filter((word) -> !word.isEmpty())
			.toList();
		List<String> beginnings = new ArrayList<>(words.size());
		for (int last = 0; last < Math.min(words.size(), MOST_WORDS); last++) {
			List<String> turned = new ArrayList<>(words.subList(last, words.size()));
			turned.addAll(words.subList(0, last));
			beginnings.add(String.join(" ", turned));
		}
		return beginnings;
	}

}
