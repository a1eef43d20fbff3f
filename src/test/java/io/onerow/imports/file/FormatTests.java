package io.onerow.imports.file;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FormatTests {

	private static final long LARGEST = 1 << 20;

	private static final String WORKBOOK = "<workbook xmlns:r='r'><sheets><sheet name='h' state='hidden' r:id='a'/>"
			+ "<sheet name='s' r:id='b'/></sheets></workbook>";

	private static final String RELATIONS = "<Relationships><Relationship Id='a' Type='t/worksheet' Target='worksheets/h.xml'/>"
			+ "<Relationship Id='b' Type='t/worksheet' Target='/xl/worksheets/s.xml'/>"
			+ "<Relationship Id='c' Type='t/sharedStrings' Target='sharedStrings.xml'/>"
			+ "<Relationship Id='d' Type='t/styles' Target='styles.xml'/></Relationships>";

	private static final String SHARED = "<sst><si><t>name</t></si><si><r><t>Jü</t></r><r><t>rg</t></r><rPh><t>no</t></rPh></si></sst>";

	private static final String STYLES = "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='dd\\/mm\\/yyyy'/>"
			+ "<numFmt numFmtId='165' formatCode='0.00 \"days\"'/></numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
			+ "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='22'/></cellXfs></styleSheet>";

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "a,b;c\\n1,2;3\\n4,5|,|a/b;c", "a;b,c\\n1;2,3\\n4;5,6,7|;|a/b,c", "a\\tb\\n1\\t2|tab|a/b",
					"`\"x;y\",\"b;;;\"\\n\"1;2\",3`|,|x;y/b;;;", "one\\n1|,|one",
					"a,a,,a\\n1,2,3,4|,|a/a (2)/Column 3/a (3)" })
	void separatorIsRecognized(String text, String separator, String columns) throws IOException {
		try (Rows rows = read(text.replace("\\n", "\n").replace("\\t", "\t").getBytes(StandardCharsets.UTF_8))) {
			assertThat(rows.format()).endsWith("separator " + separator);
			assertThat(String.join("/", rows.columns())).isEqualTo(columns);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-8", "windows-1252", "UTF-16", "UTF-16LE" })
	void encodingIsRecognized(String charset) throws IOException {
		String mark = charset.equals("UTF-16LE") ? "\uFEFF" : "";
		String long1 = "a".repeat(20_000);
		byte[] file = (mark + "name\n" + long1 + "ü\nÄß€\n").getBytes(Charset.forName(charset));
		assertThat(cells(file)).containsExactly(List.of(long1 + "ü"), List.of("Äß€"));
	}

	@Test
	void textOfTwoEncodingsIsRefused() {
		byte[] file = "name\nJürg\nJ?rg\n".getBytes(StandardCharsets.UTF_8);
		file[file.length - 4] = (byte) 0xFC;
		assertThatThrownBy(() -> cells(file)).isInstanceOf(UnreadableFile.class)
			.hasMessage("It begins as UTF-8 and is not that throughout");
	}

	@Test
	void linesOfJsonAreFlattened() throws IOException {
		byte[] file = "{\"a\":1,\"b\":{\"c\":\"x\",\"d\":null}}\n\n[1]\n{\"e\":[1],\"b\":{\"c\":true}}\n{\"a\":}"
			.getBytes(StandardCharsets.UTF_8);
		try (Rows rows = read(file)) {
			List<String> read = new ArrayList<>();
			for (Row row = rows.next(); row != null; row = rows.next()) {
				read.add(row.cells() + " " + row.fault());
			}
			assertThat(read).containsExactly("[1, x] null", "[] is no JSON object", "[, true, [1]] null",
					"[] is no JSON object");
			assertThat(rows.columns()).containsExactly("a", "b.c", "e");
		}
	}

	@Test
	void spreadsheetIsReadAsItIsShown() throws IOException {
		String sheet = "<worksheet><sheetData><row><c r='A1' t='s'><v>0</v></c><c r='C1' t='inlineStr'><is><t>born</t></is></c></row>"
				+ "<row><c r='A2' t='s'><v>1</v></c><c r='C2' s='1'><v>31133</v></c></row>"
				+ "<row><c r='A3' t='str'><f>A2&amp;1</f><v>calculated</v></c><c r='C3' s='2'><v>59</v></c></row>"
				+ "<row/><row><c t='b'><v>1</v></c><c><v>4.1441234567E10</v></c><c s='4'><v>43831.5</v></c></row>"
				+ "<row><c s='3'><v>12.50</v></c><c><v>1E999999999</v></c><c t='e'><v>#N/A</v></c></row></sheetData></worksheet>";
		assertThat(cells(xlsx(sheet, SHARED))).containsExactly(List.of("Jürg", "", "1985-03-27"),
				List.of("calculated", "", "1900-02-28"), List.of("true", "41441234567", "2020-01-01T12:00"),
				List.of("12.5", "1E999999999", "#N/A"));
	}

	@Test
	void spreadsheetThatIsABombIsRefused() throws IOException {
		String end = "</sheetData></worksheet>";
		String begin = "<worksheet><sheetData><row><c r='A1' t='s'><v>0</v></c></row>";
		byte[] text = xlsx(begin + "<row><c t='inlineStr'><is><t>" + " ".repeat(8 << 20) + "</t></is></c></row>" + end,
				SHARED);
		assertThat(text.length).isLessThan(32 << 10);
		refused(text, "It has a text of more than");
		refused(xlsx(begin + "<row><c r='ZZZZZZ2'><v>1</v></c></row>" + end, SHARED), "It has more than 1000 columns");
		refused(xlsx(begin + "<a>".repeat(200), SHARED), "Its XML is no spreadsheet's");
		refused(xlsx(begin + end, "<sst>" + ("<si><t>" + "x".repeat(50_000) + "</t></si>").repeat(1_100) + "</sst>"),
				"It has too many different texts");
		refused(xlsx("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" + begin
				+ "<row><c t='inlineStr'><is><t>&e;</t></is></c></row>" + end, SHARED), "It is a damaged spreadsheet");
		refused(new byte[] { 'P', 'K', 3, 4, 5 }, "It is a damaged spreadsheet");
		refused(new byte[] { (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0 }, "It is no text");
	}

	private static void refused(byte[] file, String why) {
		assertThatThrownBy(() -> cells(file)).isInstanceOf(UnreadableFile.class).hasMessageStartingWith(why);
	}

	private static byte[] xlsx(String sheet, String shared) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			put(zip, "xl/workbook.xml", WORKBOOK);
			put(zip, "xl/_rels/workbook.xml.rels", RELATIONS);
			put(zip, "xl/sharedStrings.xml", shared);
			put(zip, "xl/styles.xml", STYLES);
			put(zip, "xl/worksheets/s.xml", sheet);
		}
		return bytes.toByteArray();
	}

	private static void put(ZipOutputStream zip, String name, String part) throws IOException {
		zip.putNextEntry(new ZipEntry(name));
		zip.write(part.getBytes(StandardCharsets.UTF_8));
		zip.closeEntry();
	}

	private static Rows read(byte[] file) throws IOException {
		return Format.read(new ByteArrayInputStream(file), Optional.empty(), LARGEST);
	}

	private static List<List<String>> cells(byte[] file) throws IOException {
		List<List<String>> cells = new ArrayList<>();
		try (Rows rows = read(file)) {
			for (Row row = rows.next(); row != null; row = rows.next()) {
				cells.add(row.cells());
			}
		}
		return cells;
	}

}
