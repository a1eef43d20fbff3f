package io.onerow.imports.file;

import java.io.IOException;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** The rows of a file, one after the other. */
public interface Rows extends AutoCloseable {

	/** Of the columns that a file may have. */
	int MOST_COLUMNS = 1_000;

	/**
	 * The next row that has anything in it; null at the end.
	 * @throws UnreadableFile if it goes on in a way that cannot be read
	 */
	@Nullable Row next() throws IOException;

	/**
	 * What the columns are called, each otherwise; all of them are known at the end.
	 */
	List<String> columns();

	/** How it is written: {@code csv} and the like, with what was recognized of it. */
	String format();

	@Override
	void close() throws IOException;

}
