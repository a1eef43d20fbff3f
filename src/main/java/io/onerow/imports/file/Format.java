package io.onerow.imports.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

/** How files of rows are written. */
public enum Format {

	/** With any usual separator, encoding and quoting. */
	CSV,
	/** An object of JSON in each line. */
	NDJSON,
	/** A spreadsheet of ECMA-376. */
	XLSX;

	private static final int HEAD = 64;

	/** By the word, or by how the names of its files end, with no dot. */
	public static Optional<Format> of(String word) {
		return Optional.ofNullable(switch (word.toLowerCase(Locale.ROOT)) {
			case "csv", "tsv", "txt" -> CSV;
			case "ndjson", "jsonl" -> NDJSON;
			case "xlsx", "xlsm" -> XLSX;
			default -> null;
		});
	}

	/** The word for it. */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Opens a file, which is closed with its rows.
	 * @param told what it is; empty if that is to be recognized
	 * @param largestSheet bytes of a spreadsheet, which is on disk while it is read
	 * @throws UnreadableFile if it is not what it should be
	 */
	public static Rows read(InputStream file, Optional<Format> told, long largestSheet) throws IOException {
		BufferedInputStream bytes = new BufferedInputStream(file, 64 << 10);
		bytes.mark(HEAD);
		byte[] head = bytes.readNBytes(HEAD);
		bytes.reset();
		Format format = told.orElseGet(() -> recognized(head));
		return switch (format) {
			case CSV -> new CsvRows(text(bytes, head));
			case NDJSON -> new JsonRows(text(bytes, head));
			case XLSX -> XlsxRows.read(bytes, largestSheet);
		};
	}

	private static Format recognized(byte[] head) {
		if (begins(head, 'P', 'K', 3, 4)) {
			return XLSX;
		}
		for (byte octet : head) {
			if (octet > ' ') {
				return (octet == '{') ? NDJSON : CSV;
			}
		}
		return CSV;
	}

	private static InputStream text(InputStream bytes, byte[] head) {
		if (begins(head, 'P', 'K', 3, 4) || begins(head, 0xD0, 0xCF, 0x11, 0xE0)) {
			throw new UnreadableFile("It is no text; a spreadsheet must be saved as .xlsx or as CSV");
		}
		return bytes;
	}

	private static boolean begins(byte[] head, int... sign) {
		for (int i = 0; i < sign.length; i++) {
			if (head.length <= i || (head[i] & 0xFF) != sign[i]) {
				return false;
			}
		}
		return true;
	}

}
