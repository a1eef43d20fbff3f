package io.onerow.history;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A place in the history of a tenant, from which reading goes on: newest first, before an
 * entry, or in the order of the numbers, after one.
 */
public sealed interface HistoryPosition {

	/** Reads what it prints as; empty if it is none. */
	static Optional<HistoryPosition> parse(String text) {
		Matcher newest = Newest.FORM.matcher(text);
		if (newest.matches()) {
			Instant at = Instant.EPOCH.plus(Long.parseLong(newest.group(1)), ChronoUnit.MICROS);
			return HistoryId.parse(newest.group(2)).map((id) -> new Newest(at, id.recordId(), id.version()));
		}
		return Oldest.FORM.matcher(text).matches() ? Optional.of(new Oldest(Long.parseLong(text))) : Optional.empty();
	}

	/** Newest first, before that entry; before none it begins at the newest. */
	record Newest(@Nullable Instant at, @Nullable UUID recordId, @Nullable Long version) implements HistoryPosition {

		/** Before all. */
		public static final Newest START = new Newest(null, null, null);

		private static final Pattern FORM = Pattern.compile("(\\d{1,18})-(.+)");

		@Override
		public String toString() {
			return (this.at == null) ? ""
					: ChronoUnit.MICROS.between(Instant.EPOCH, this.at) + "-" + this.recordId + "." + this.version;
		}

	}

	/** In the order of the numbers, after that. */
	record Oldest(long number) implements HistoryPosition {

		/** Before all. */
		public static final Oldest START = new Oldest(0);

		private static final Pattern FORM = Pattern.compile("\\d{1,18}");

		@Override
		public String toString() {
			return Long.toString(this.number);
		}

	}

}
