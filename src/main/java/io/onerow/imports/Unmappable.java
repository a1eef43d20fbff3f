package io.onerow.imports;

/** A mapping names what there is not; the message says what is wrong there. */
public final class Unmappable extends RuntimeException {

	private final String pointer;

	Unmappable(String pointer, String message) {
		super(message, null, false, false);
		this.pointer = pointer;
	}

	/** Where in the mapping, as a JSON pointer. */
	public String pointer() {
		return this.pointer;
	}

}
