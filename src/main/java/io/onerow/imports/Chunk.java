package io.onerow.imports;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import io.onerow.imports.file.Row;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Some rows of a file, as they are stored: read, kept, rehearsed and written together.
 *
 * @param firstRow the number of the first in the file, from 0
 */
record Chunk(int number, int firstRow, List<Row> rows) {

	/** At most so many rows. */
	static final int ROWS = 500;

	/** And so many characters, but one row at least. */
	static final int CHARACTERS = 1 << 20;

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final String CELLS = "cells";

	private static final String FAULT = "fault";

	byte[] packed() {
		return packed(this.rows.stream().map(Chunk::line).toList());
	}

	private static JsonNode line(Row row) {
		ArrayNode cells = JSON.createArrayNode();
		row.cells().forEach(cells::add);
		return (row.fault() == null) ? cells : JSON.createObjectNode().put(FAULT, row.fault()).set(CELLS, cells);
	}

	static Chunk unpacked(int number, int firstRow, byte[] packed) {
		return new Chunk(number, firstRow, lines(packed).stream().map(Chunk::row).toList());
	}

	private static Row row(JsonNode line) {
		List<String> cells = new ArrayList<>();
		JsonNode sent = line.isArray() ? line : line.get(CELLS);
		sent.forEach((cell) -> cells.add(cell.stringValue()));
		return new Row(cells, line.isArray() ? null : line.get(FAULT).stringValue());
	}

	/** The same with cells that were mended by the number of their row. */
	Chunk mended(List<Column> columns, Mapping mapping) {
		if (mapping.rows().isEmpty()) {
			return this;
		}
		List<String> names = columns.stream().map(Column::name).toList();
		List<Row> mended = new ArrayList<>(this.rows);
		for (int i = 0; i < mended.size(); i++) {
			Map<String, String> cells = mapping.rows().get(this.firstRow + i + 1);
			if (cells != null) {
				mended.set(i, mended(mended.get(i), names, cells));
			}
		}
		return new Chunk(this.number, this.firstRow, mended);
	}

	private static Row mended(Row row, List<String> names, Map<String, String> cells) {
		List<String> all = new ArrayList<>(row.cells());
		while (all.size() < names.size()) {
			all.add("");
		}
		cells.forEach((name, cell) -> all.set(names.indexOf(name), cell));
		return new Row(all, row.fault());
	}

	/** What became of its rows, with what was in the cell that was the reason. */
	static byte[] packed(List<? extends JsonNode> lines) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream packing = new GZIPOutputStream(bytes)) {
			for (JsonNode line : lines) {
				packing.write(JSON.writeValueAsBytes(line));
				packing.write('\n');
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	static List<JsonNode> lines(byte @Nullable [] packed) {
		List<JsonNode> lines = new ArrayList<>();
		if (packed == null || packed.length == 0) {
			return lines;
		}
		try (InputStream bytes = new GZIPInputStream(new ByteArrayInputStream(packed));
				BufferedReader reader = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				lines.add(JSON.readTree(line));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return lines;
	}

	static ObjectNode result() {
		return JSON.createObjectNode();
	}

}
