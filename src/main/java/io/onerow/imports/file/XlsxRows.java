package io.onerow.imports.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;

import javax.xml.stream.XMLStreamException;

import org.jspecify.annotations.Nullable;

/**
 * The first sheet of a spreadsheet that can be seen. Of a formula what was calculated
 * last is taken; what is shown as a date is one of ISO 8601. The file is on disk while it
 * is read, as what its beginning needs may stand at its end.
 */
final class XlsxRows implements Rows {

	private static final LocalDate DAY_0 = LocalDate.of(1899, 12, 30);

	private static final LocalDate DAY_0_FROM_1904 = LocalDate.of(1904, 1, 1);

	/** There was no 29 February 1900, but here there is. */
	private static final int LEAP_DAY = 60;

	private static final int LAST_DAY = 2_958_465;

	private static final int MOST_DIGITS = 300;

	private static final int LETTERS = 26;

	private final Path file;

	private final Workbook workbook;

	private final Xml sheet;

	private final List<String> columns;

	private XlsxRows(Path file) throws IOException, XMLStreamException {
		this.file = file;
		this.workbook = Workbook.open(file);
		this.sheet = this.workbook.sheet();
		List<String> names = read();
		if (names == null) {
			throw new UnreadableFile("It is empty");
		}
		this.columns = Names.of(names);
	}

	/**
	 * @param most bytes of the file
	 */
	static Rows read(InputStream bytes, long most) throws IOException {
		Path file = Files.createTempFile("onerow-import", null);
		try {
			copy(bytes, file, most);
			return new XlsxRows(file);
		}
		catch (XMLStreamException | ZipException ex) {
			Files.delete(file);
			throw unreadable(ex);
		}
		catch (IOException | RuntimeException ex) {
			Files.delete(file);
			throw ex;
		}
	}

	private static void copy(InputStream bytes, Path file, long most) throws IOException {
		byte[] part = new byte[64 << 10];
		long length = 0;
		try (OutputStream copy = Files.newOutputStream(file)) {
			for (int read = bytes.read(part); read >= 0; read = bytes.read(part)) {
				length += read;
				if (length > most) {
					throw new UnreadableFile("A spreadsheet must be at most " + most + " bytes; save it as CSV");
				}
				copy.write(part, 0, read);
			}
		}
	}

	private static UnreadableFile unreadable(Exception ex) {
		return (ex.getCause() instanceof UnreadableFile own) ? own : new UnreadableFile("It is a damaged spreadsheet");
	}

	@Override
	public @Nullable Row next() throws IOException {
		try {
			for (List<String> cells = read(); cells != null; cells = read()) {
				Row row = Row.of(cells, this.columns.size());
				if (!row.isBlank()) {
					return row;
				}
			}
			return null;
		}
		catch (XMLStreamException ex) {
			throw unreadable(ex);
		}
	}

	private @Nullable List<String> read() throws XMLStreamException {
		while (this.sheet.next()) {
			if (this.sheet.begins("row")) {
				return cells();
			}
		}
		return null;
	}

	private List<String> cells() throws XMLStreamException {
		List<String> cells = new ArrayList<>();
		while (this.sheet.next() && !this.sheet.ends("row")) {
			if (this.sheet.begins("c")) {
				int column = column(this.sheet.attribute("r"), cells.size());
				while (cells.size() < column) {
					cells.add("");
				}
				cells.add(cell());
			}
		}
		return cells;
	}

	/** Cells without a place follow each other; those that go back are no sheet's. */
	private static int column(@Nullable String place, int next) {
		if (place == null) {
			return next;
		}
		int column = 0;
		for (int i = 0; i < place.length() && Character.isLetter(place.charAt(i)); i++) {
			column = column * LETTERS + Character.toUpperCase(place.charAt(i)) - 'A' + 1;
			if (column < 1 || column > MOST_COLUMNS) {
				throw new UnreadableFile("It has more than " + MOST_COLUMNS + " columns");
			}
		}
		if (column - 1 < next) {
			throw new UnreadableFile("It is a damaged spreadsheet");
		}
		return column - 1;
	}

	private String cell() throws XMLStreamException {
		String type = String.valueOf(this.sheet.attribute("t"));
		int style = number(this.sheet.attribute("s"));
		String value = "";
		while (this.sheet.next() && !this.sheet.ends("c")) {
			if (this.sheet.begins("v")) {
				value = this.sheet.text();
			}
			else if (this.sheet.begins("is")) {
				value = Workbook.item(this.sheet);
			}
		}
		return switch (type) {
			case "s" -> this.workbook.shared(number(value));
			case "b" -> value.equals("1") ? "true" : "false";
			case "n", "null" -> numeral(value, style);
			default -> value;
		};
	}

	private static int number(@Nullable String text) {
		try {
			return (text != null) ? Integer.parseInt(text) : -1;
		}
		catch (NumberFormatException ex) {
			return -1;
		}
	}

	private String numeral(String value, int style) {
		if (value.isEmpty() || value.length() > MOST_DIGITS) {
			return value;
		}
		try {
			BigDecimal number = new BigDecimal(value);
			if (Math.abs((long) number.scale()) > MOST_DIGITS) {
				return value;
			}
			return (this.workbook.isDate(style) && number.signum() >= 0
					&& number.compareTo(BigDecimal.valueOf(LAST_DAY)) <= 0) ? date(number)
							: plain(number.stripTrailingZeros());
		}
		catch (NumberFormatException ex) {
			return value;
		}
	}

	private static String plain(BigDecimal number) {
		return number.toPlainString();
	}

	private String date(BigDecimal serial) {
		long seconds = Math.round(serial.remainder(BigDecimal.ONE).doubleValue() * 86_400);
		int day = serial.intValue();
		LocalTime time = LocalTime.ofSecondOfDay(seconds % 86_400);
		if (day == 0 && !this.workbook.isFrom1904()) {
			return time.toString();
		}
		LocalDate date = this.workbook.isFrom1904() ? DAY_0_FROM_1904.plusDays(day)
				: DAY_0.plusDays((day < LEAP_DAY) ? day + 1 : day);
		LocalDateTime whole = date.atTime(time).plus(seconds / 86_400, ChronoUnit.DAYS);
		return whole.toLocalTime().equals(LocalTime.MIDNIGHT) ? whole.toLocalDate().toString() : whole.toString();
	}

	@Override
	public List<String> columns() {
		return this.columns;
	}

	@Override
	public String format() {
		return "xlsx";
	}

	@Override
	public void close() throws IOException {
		try (this.workbook; this.sheet) {
			Files.deleteIfExists(this.file);
		}
	}

}
