package io.onerow.history;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an entry is called on the wire. */
public record HistoryId(UUID recordId, long version) {

	private static final Pattern FORM = Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.(\\d{1,18})");

	/** Reads one; empty if it is none. */
	public static Optional<HistoryId> parse(String text) {
		Matcher id = FORM.matcher(text);
		return id.matches() ? Optional.of(new HistoryId(UUID.fromString(id.group(1)), Long.parseLong(id.group(2))))
				: Optional.empty();
	}

	@Override
	public String toString() {
		return this.recordId + "." + this.version;
	}

}
