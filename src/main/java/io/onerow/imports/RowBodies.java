package io.onerow.imports;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.onerow.imports.file.Row;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes the bodies of an upsert of the rows of a file. A blank cell says nothing. */
final class RowBodies {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private static final String LIST = "[]";

	private static final int MOST_DIGITS = 300;

	private final List<Cell> cells = new ArrayList<>();

	private final Map<String, String> defaults;

	private final Map<String, Cell> byMember = new HashMap<>();

	RowBodies(List<Column> columns, Mapping mapping, List<ImportMember> members) {
		this.defaults = mapping.defaults();
		Map<String, ImportMember> known = members.stream()
			.collect(Collectors.toMap(ImportMember::name, Function.identity()));
		for (int i = 0; i < columns.size(); i++) {
			Mapping.Mapped mapped = mapping.columns().get(columns.get(i).name());
			ImportMember member = (mapped != null) ? known.get(mapped.member()) : null;
			if (mapped != null && member != null) {
				Cell cell = new Cell(i, columns.get(i), mapped, member);
				this.cells.add(cell);
				this.byMember.put(member.name(), cell);
			}
		}
	}

	/**
	 * The body of a row.
	 * @throws Unclear if a date of it can be read in two ways
	 */
	ObjectNode body(Row row) throws Unclear {
		ObjectNode body = NODES.objectNode();
		for (Cell cell : this.cells) {
			JsonNode value = cell.value(row.cell(cell.place));
			if (value != null) {
				put(body, cell.member.name(), value);
			}
		}
		this.defaults.forEach((member, text) -> {
			Cell cell = this.byMember.get(member);
			if (cell == null || row.cell(cell.place).isBlank()) {
				put(body, member, NODES.stringNode(text));
			}
		});
		return body;
	}

	/** The column that a member is from; null if it is from none. */
	@Nullable Column column(String member) {
		Cell cell = this.byMember.get(member);
		return (cell != null) ? cell.column : null;
	}

	/** The cell that a member of a row is from; empty if it is from none. */
	String value(String member, Row row) {
		Cell cell = this.byMember.get(member);
		return (cell != null) ? row.cell(cell.place) : "";
	}

	/** Why a row was refused; a member that is from no column is named. */
	String reason(RowResult.Refused refused) {
		String member = refused.member();
		boolean isNamed = member == null || member.isEmpty() || this.byMember.containsKey(member);
		return isNamed ? refused.reason() : member + " " + refused.reason();
	}

	ImportMember.CellType type(String member) {
		Cell cell = this.byMember.get(member);
		return (cell != null) ? cell.member.type() : ImportMember.CellType.TEXT;
	}

	private static void put(ObjectNode body, String path, JsonNode value) {
		int dot = path.indexOf('.');
		if (dot < 0) {
			body.set(path, value);
			return;
		}
		String step = path.substring(0, dot);
		ObjectNode inner;
		if (step.endsWith(LIST)) {
			ArrayNode list = body.withArrayProperty(step.substring(0, step.length() - LIST.length()));
			inner = list.isEmpty() ? list.addObject() : (ObjectNode) list.get(0);
		}
		else {
			inner = body.withObjectProperty(step);
		}
		put(inner, path.substring(dot + 1), value);
	}

	/** What a cell of a column says. */
	private record Cell(int place, Column column, Mapping.Mapped mapped, ImportMember member) {

		@Nullable JsonNode value(String sent) throws Unclear {
			String text = this.mapped.values().getOrDefault(sent.strip(), sent);
			if (text.isBlank()) {
				return null;
			}
			return switch (this.member.type()) {
				case DATE -> NODES.stringNode(date(text));
				case NUMBER -> number(text.strip());
				default -> NODES.stringNode(text);
			};
		}

		private String date(String text) throws Unclear {
			DateOrder order = (this.mapped.dates() != null) ? this.mapped.dates() : this.column.dates();
			if (order != null) {
				return order.iso(text);
			}
			int[] numbers = DateOrder.numbers(text);
			if (numbers.length > 0 && !DateOrder.isYearFirst(numbers)) {
				throw new Unclear(this.member.name());
			}
			return DateOrder.YMD.iso(text);
		}

		private static JsonNode number(String text) {
			try {
				BigDecimal number = new BigDecimal(text);
				return (Math.abs((long) number.scale()) <= MOST_DIGITS) ? NODES.numberNode(number)
						: NODES.stringNode(text);
			}
			catch (NumberFormatException ex) {
				return NODES.stringNode(text);
			}
		}

	}

	/** A date can be read in two ways, and nobody has said which. */
	static final class Unclear extends Exception {

		private final String member;

		Unclear(String member) {
			super(member, null, false, false);
			this.member = member;
		}

		String member() {
			return this.member;
		}

	}

}
