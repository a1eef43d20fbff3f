package io.onerow.imports.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An object of JSON in each line. A column is a member, or the path to one with dots; a
 * list is its JSON.
 */
final class JsonRows implements Rows {

	private static final int LONGEST = 1 << 20;

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final BufferedReader lines;

	private final Names names = new Names();

	private final Map<String, Integer> places = new HashMap<>();

	private final StringBuilder line = new StringBuilder();

	JsonRows(InputStream file) {
		this.lines = new BufferedReader(new TextReader(file));
	}

	@Override
	public @Nullable Row next() throws IOException {
		while (readLine()) {
			String text = this.line.toString();
			if (!text.isBlank()) {
				return row(text);
			}
		}
		return null;
	}

	private Row row(String text) {
		if (text.length() > LONGEST) {
			return new Row(List.of(), "is longer than " + LONGEST + " characters");
		}
		try {
			JsonNode object = JSON.readTree(text);
			if (object.isObject()) {
				List<String> cells = new ArrayList<>();
				flatten("", object, cells);
				return Row.of(cells, cells.size());
			}
		}
		catch (JacksonException ex) {
			// told of below
		}
		return new Row(List.of(), "is no JSON object");
	}

	private void flatten(String path, JsonNode object, List<String> cells) {
		object.forEachEntry((name, value) -> {
			if (value.isObject()) {
				flatten(path + name + ".", value, cells);
			}
			else if (!value.isNull()) {
				put(cells, place(path + name), value.isArray() ? value.toString() : value.asString());
			}
		});
	}

	private int place(String column) {
		return this.places.computeIfAbsent(column, (added) -> {
			this.names.add(added);
			return this.names.all().size() - 1;
		});
	}

	private static void put(List<String> cells, int place, String text) {
		if (place >= cells.size()) {
			String[] more = new String[place + 1 - cells.size()];
			Arrays.fill(more, "");
			cells.addAll(Arrays.asList(more));
		}
		cells.set(place, text);
	}

	/** Of a line that is too long no more is kept than shows that. */
	private boolean readLine() throws IOException {
		this.line.setLength(0);
		int read;
		boolean any = false;
		while ((read = this.lines.read()) >= 0) {
			any = true;
			if (read == '\n') {
				break;
			}
			if (this.line.length() <= LONGEST) {
				this.line.append((char) read);
			}
		}
		return any;
	}

	@Override
	public List<String> columns() {
		return this.names.all();
	}

	@Override
	public String format() {
		return "ndjson";
	}

	@Override
	public void close() throws IOException {
		this.lines.close();
	}

}
