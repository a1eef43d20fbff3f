package io.onerow.imports.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import javax.xml.stream.XMLStreamException;

import org.jspecify.annotations.Nullable;

/** The parts of a spreadsheet that its first sheet needs (ECMA-376). */
final class Workbook implements AutoCloseable {

	/** What the texts that sheets share may take in memory. */
	private static final long MOST_SHARED = 96L << 20;

	private static final int OF_A_STRING = 56;

	/** Those without a code of their own that are dates or times. */
	private static final Pattern DATES = Pattern.compile("1[4-9]|2[0-27-9]|3[0-6]|4[5-7]|5[0-8]");

	/** What of a code is no sign for a part of a date. */
	private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*]|\\\\.|_.|\\*.|General");

	private static final Pattern PART_OF_DATE = Pattern.compile("[dmyhs]", Pattern.CASE_INSENSITIVE);

	private final ZipFile zip;

	private final String sheet;

	private final boolean from1904;

	private final List<String> shared = new ArrayList<>();

	private final Set<Integer> dateStyles = new HashSet<>();

	private Workbook(ZipFile zip) throws IOException, XMLStreamException {
		this.zip = zip;
		String main = relations("_rels/.rels", "").getOrDefault("/officeDocument", "xl/workbook.xml");
		String folder = main.substring(0, main.lastIndexOf('/') + 1);
		Map<String, String> parts = relations(folder + "_rels/" + main.substring(folder.length()) + ".rels", folder);
		String id = null;
		boolean later = false;
		try (Xml workbook = part(main)) {
			while (workbook.next()) {
				later |= workbook.begins("workbookPr") && isTrue(workbook.attribute("date1904"));
				if (id == null && workbook.begins("sheet") && workbook.attribute("state") == null) {
					id = workbook.attribute("id");
				}
			}
		}
		this.from1904 = later;
		String first = (id != null) ? parts.get(id) : null;
		if (first == null) {
			throw new UnreadableFile("It has no sheet that can be seen");
		}
		this.sheet = first;
		readShared(parts.get("/sharedStrings"));
		readStyles(parts.get("/styles"));
	}

	static Workbook open(Path file) throws IOException, XMLStreamException {
		ZipFile zip = new ZipFile(file.toFile());
		try {
			return new Workbook(zip);
		}
		catch (IOException | XMLStreamException | RuntimeException ex) {
			zip.close();
			throw ex;
		}
	}

	/** Where what a part refers to is, by its id there and by the end of its type. */
	private Map<String, String> relations(String name, String folder) throws IOException, XMLStreamException {
		Map<String, String> targets = new HashMap<>();
		if (this.zip.getEntry(name) == null) {
			return targets;
		}
		try (Xml relations = part(name)) {
			while (relations.next()) {
				String target = relations.begins("Relationship") ? relations.attribute("Target") : null;
				if (target != null) {
					String path = target.startsWith("/") ? target.substring(1) : folder + target;
					String type = String.valueOf(relations.attribute("Type"));
					targets.putIfAbsent(String.valueOf(relations.attribute("Id")), path);
					targets.putIfAbsent(type.substring(Math.max(0, type.lastIndexOf('/'))), path);
				}
			}
		}
		return targets;
	}

	private void readShared(@Nullable String name) throws IOException, XMLStreamException {
		if (name == null) {
			return;
		}
		long size = 0;
		try (Xml texts = part(name)) {
			while (texts.next()) {
				if (texts.begins("si")) {
					String text = item(texts);
					size += OF_A_STRING + text.length() * 2L;
					if (size > MOST_SHARED) {
						throw new UnreadableFile("It has too many different texts; save it as CSV");
					}
					this.shared.add(text);
				}
			}
		}
	}

	/** The runs of a text, without how they are to be pronounced. */
	static String item(Xml xml) throws XMLStreamException {
		StringBuilder text = new StringBuilder();
		boolean spoken = false;
		while (xml.next() && !xml.ends("si") && !xml.ends("is")) {
			spoken = xml.begins("rPh") || (spoken && !xml.ends("rPh"));
			if (xml.begins("t")) {
				String run = xml.text();
				if (!spoken && text.length() <= Row.LONGEST) {
					text.append(run);
				}
			}
		}
		return text.toString();
	}

	private void readStyles(@Nullable String name) throws IOException, XMLStreamException {
		if (name == null) {
			return;
		}
		Map<String, String> codes = new HashMap<>();
		boolean cells = false;
		int style = 0;
		try (Xml styles = part(name)) {
			while (styles.next()) {
				if (styles.begins("numFmt")) {
					codes.put(String.valueOf(styles.attribute("numFmtId")),
							String.valueOf(styles.attribute("formatCode")));
				}
				cells = styles.begins("cellXfs") || (cells && !styles.ends("cellXfs"));
				if (cells && styles.begins("xf") && isDate(String.valueOf(styles.attribute("numFmtId")), codes)) {
					this.dateStyles.add(style);
				}
				style += (cells && styles.begins("xf")) ? 1 : 0;
			}
		}
	}

	private static boolean isDate(String id, Map<String, String> codes) {
		String code = codes.get(id);
		return (code != null) ? PART_OF_DATE.matcher(LITERAL.matcher(code).replaceAll("")).find()
				: DATES.matcher(id).matches();
	}

	private static boolean isTrue(@Nullable String flag) {
		return "1".equals(flag) || "true".equals(flag);
	}

	private Xml part(String name) throws IOException, XMLStreamException {
		ZipEntry entry = this.zip.getEntry(name);
		if (entry == null) {
			throw new UnreadableFile("It lacks a part of a spreadsheet");
		}
		InputStream bytes = this.zip.getInputStream(entry);
		return new Xml(bytes);
	}

	Xml sheet() throws IOException, XMLStreamException {
		return part(this.sheet);
	}

	boolean isFrom1904() {
		return this.from1904;
	}

	/** Whether a number in this style is a date or a time. */
	boolean isDate(int style) {
		return this.dateStyles.contains(style);
	}

	/** One of the texts that sheets share; empty if there is none. */
	String shared(int index) {
		return (index >= 0 && index < this.shared.size()) ? this.shared.get(index) : "";
	}

	@Override
	public void close() throws IOException {
		this.zip.close();
	}

}
