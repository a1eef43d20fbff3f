package io.onerow.history;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Which entries are read; what is null does not matter.
 *
 * @param rule that decided, such as {@code email}
 * @param since the first moment
 * @param until the moment after the last
 */
public record HistoryFilter(@Nullable UUID recordId, @Nullable String requestId, @Nullable String client,
		@Nullable String outcome, @Nullable String rule, @Nullable String wire, @Nullable Instant since,
		@Nullable Instant until) {

	/** What an entry can have come to. */
	public static final Set<String> OUTCOMES = words("created", "deleted", "erased", "merged", "reversed", "unmerged",
			"updated");

	/** By which it can have been decided whose record it was. */
	public static final Set<String> RULES = words("email", "evidence", "key", "name", "none");

	private static Set<String> words(String... words) {
		return Collections.unmodifiableSet(new TreeSet<>(List.of(words)));
	}

	/** All entries of one request. */
	public static HistoryFilter ofRequest(String requestId) {
		return new HistoryFilter(null, requestId, null, null, null, null, null, null);
	}

}
