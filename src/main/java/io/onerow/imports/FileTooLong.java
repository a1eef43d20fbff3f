package io.onerow.imports;

/** A file has more bytes than are taken, or than it was said to have. */
public final class FileTooLong extends RuntimeException {

	FileTooLong(String message) {
		super(message, null, false, false);
	}

}
