package io.onerow.imports;

/** Bytes were sent that are not the next ones of their file. */
public final class WrongOffset extends RuntimeException {

	private final long offset;

	WrongOffset(long offset) {
		super("The file goes on at byte " + offset, null, false, false);
		this.offset = offset;
	}

	/** Where it goes on. */
	public long offset() {
		return this.offset;
	}

}
