package io.onerow.imports.file;

/** A file cannot be read as rows; the message says why, and quotes nothing of it. */
public final class UnreadableFile extends RuntimeException {

	UnreadableFile(String message) {
		super(message, null, false, false);
	}

}
