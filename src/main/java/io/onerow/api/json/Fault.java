package io.onerow.api.json;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is wrong at one place of a request body.
 *
 * @param pointer an RFC 6901 JSON pointer, empty for the whole body
 * @param detail what the value must or must not be, without the value
 */
public record Fault(String pointer, String detail) {

	private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");

	/** The steps of the pointer: names as {@code String}, indexes as {@code Integer}. */
	public List<Object> path() {
		return Arrays.stream(this.pointer.split("/", -1)).skip(1).map(Fault::step).toList();
	}

	private static Object step(String escaped) {
		if (INDEX.matcher(escaped).matches()) {
			return Integer.valueOf(escaped);
		}
		return escaped.replace("~1", "/").replace("~0", "~");
	}

	/** The fault in one line: {@code /email must be a string}. */
	@Override
	public String toString() {
		return (this.pointer.isEmpty() ? "The body" : this.pointer) + " " + this.detail;
	}

}
