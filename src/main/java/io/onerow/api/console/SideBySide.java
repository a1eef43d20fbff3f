package io.onerow.api.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Two records field by field, those first that both have. */
record SideBySide(List<Row> rows) {

	static SideBySide of(Map<String, JsonNode> left, Map<String, JsonNode> right) {
		Set<String> fields = new LinkedHashSet<>(left.keySet());
		fields.addAll(right.keySet());
		List<Row> both = new ArrayList<>();
		List<Row> one = new ArrayList<>();
		for (String field : fields) {
			Row row = Row.of(field, Shown.value(left.get(field)), Shown.value(right.get(field)));
			(row.isOfBoth() ? both : one).add(row);
		}
		both.addAll(one);
		return new SideBySide(both);
	}

	/** The same of fields that are kept as JSON. */
	static SideBySide of(String left, String right) {
		return of(fields(left), fields(right));
	}

	private static Map<String, JsonNode> fields(String json) {
		Map<String, JsonNode> fields = new LinkedHashMap<>();
		Shown.json(json).forEachEntry(fields::put);
		return fields;
	}

	/**
	 * A field of the two.
	 *
	 * @param sign {@code same}, {@code other}, or {@code one} where only one has it
	 */
	record Row(String field, @Nullable String left, @Nullable String right, String sign) {

		static Row of(String field, @Nullable String left, @Nullable String right) {
			String sign = Objects.equals(left, right) ? "same" : "other";
			return new Row(field, left, right, (left != null && right != null) ? sign : "one");
		}

		boolean isOfBoth() {
			return !this.sign.equals("one");
		}

	}

}
