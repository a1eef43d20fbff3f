package io.onerow.api.json;

import org.jspecify.annotations.Nullable;

/** A place in a body, written down as an RFC 6901 pointer only when a fault is there. */
public record Path(@Nullable Path parent, String step) {

	/** The whole body. */
	public static final Path ROOT = new Path(null, "");

	/** A member's name is the client's, and may be as long as the body. */
	private static final int LONGEST_STEP = 100;

	public Path member(String name) {
		return new Path(this, name);
	}

	public Path item(int index) {
		return new Path(this, Integer.toString(index));
	}

	public String pointer() {
		StringBuilder pointer = new StringBuilder();
		appendTo(pointer);
		return pointer.toString();
	}

	private void appendTo(StringBuilder pointer) {
		if (this.parent == null) {
			return;
		}
		this.parent.appendTo(pointer);
		pointer.append('/');
		this.step.codePoints().limit(LONGEST_STEP).forEach((codePoint) -> append(pointer, codePoint));
	}

	private static void append(StringBuilder pointer, int codePoint) {
		switch (codePoint) {
			case '~' -> pointer.append("~0");
			case '/' -> pointer.append("~1");
			default -> pointer.appendCodePoint(isUnpaired(codePoint) ? 0xFFFD : codePoint);
		}
	}

	private static boolean isUnpaired(int codePoint) {
		return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
	}

}
