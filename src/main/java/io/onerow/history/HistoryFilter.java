package io.onerow.history;

import java.time.Instant;
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

	/** All entries of one request. */
	public static HistoryFilter ofRequest(String requestId) {
		return new HistoryFilter(null, requestId, null, null, null, null, null, null);
	}

}
