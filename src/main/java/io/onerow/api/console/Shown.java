package io.onerow.api.console;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** How values look on a page. */
public final class Shown {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private Shown() {
	}

	/** A moment in UTC, to the second; empty for none. */
	public static String time(@Nullable Instant at) {
		return (at != null) ? TIME.format(at) : "";
	}

	/** A value of a record; null if it has none. */
	static @Nullable String value(@Nullable JsonNode value) {
		if (value == null || value.isNull() || value.isMissingNode()) {
			return null;
		}
		return value.isString() ? value.stringValue() : value.toString();
	}

	/** What the database keeps as JSON. */
	static JsonNode json(@Nullable String text) {
		return (text != null) ? JSON.readTree(text) : NullNode.getInstance();
	}

	/** After a form was taken: another page, by GET. */
	public static ResponseEntity<Void> next(String path) {
		return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(path)).build();
	}

}
