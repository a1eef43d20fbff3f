package io.onerow.imports.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import org.jspecify.annotations.Nullable;

/**
 * Text with a separator, by RFC 4180 but for the separator; the first row are the names.
 */
final class CsvRows implements Rows {

	/** As much as is looked at for the separator. */
	private static final int HEAD = 64 << 10;

	/** Characters of one cell, quotes and all, that are read before it is cut. */
	private static final int LONGEST = 16 << 20;

	private final TextReader text;

	private final String separator;

	private final CsvReader<String[]> reader;

	private final Iterator<String[]> rows;

	private final List<String> columns;

	private long number;

	CsvRows(InputStream file) throws IOException {
		this.text = new TextReader(file);
		char[] head = new char[HEAD];
		int length = 0;
		for (int read = 0; read >= 0 && length < HEAD; length += Math.max(read, 0)) {
			read = this.text.read(head, length, HEAD - length);
		}
		PushbackReader whole = new PushbackReader(this.text, HEAD);
		whole.unread(head, 0, length);
		char separator = Separators.in(head, length);
		this.separator = (separator == '\t') ? "tab" : String.valueOf(separator);
		this.reader = CsvReader.builder()
			.fieldSeparator(separator)
			.maxBufferSize(LONGEST)
			.extraFieldStrategy(FieldMismatchStrategy.IGNORE)
			.missingFieldStrategy(FieldMismatchStrategy.IGNORE)
			.allowUnclosedQuote(false)
			.build(StringArrayHandler.of(), whole);
		this.rows = this.reader.iterator();
		String[] names = read();
		if (names == null) {
			throw new UnreadableFile("It is empty");
		}
		this.columns = Names.of(Arrays.asList(names));
	}

	@Override
	public @Nullable Row next() throws IOException {
		for (String[] cells = read(); cells != null; cells = read()) {
			Row row = Row.of(Arrays.asList(cells), this.columns.size());
			if (!row.isBlank()) {
				return row;
			}
		}
		return null;
	}

	private String @Nullable [] read() throws IOException {
		this.number++;
		try {
			return this.rows.hasNext() ? this.rows.next() : null;
		}
		catch (CsvParseException ex) {
			if (ex.getCause() instanceof UnreadableFile unreadable) {
				throw unreadable;
			}
			if (ex.getCause() instanceof IOException broken) {
				throw broken;
			}
			throw new UnreadableFile(
					"In row " + this.number + " or behind it a quote is opened and not closed, or a cell has more than "
							+ LONGEST + " characters");
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

	@Override
	public List<String> columns() {
		return this.columns;
	}

	@Override
	public String format() {
		return "csv, " + this.text.charset().name() + ", separator " + this.separator;
	}

	@Override
	public void close() throws IOException {
		this.reader.close();
	}

}
