package io.onerow.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/** How an answer is printed. */
enum Output {

	/** As the service has answered it; of a list, the whole array. */
	JSON {

		@Override
		String of(JsonNode answer) {
			return answer.toPrettyString();
		}

	},

	/** A line of names and one for each thing, with spaces between. */
	TABLE {

		@Override
		String of(JsonNode answer) {
			List<JsonNode> things = answer.isArray() ? List.copyOf(answer.values()) : List.of(answer);
			Set<String> names = new LinkedHashSet<>();
			things.forEach((thing) -> names.addAll(thing.propertyNames()));
			List<List<String>> lines = new ArrayList<>();
			lines.add(List.copyOf(names));
			things.forEach((thing) -> lines.add(names.stream().map((name) -> cell(thing.path(name))).toList()));
			return lines.stream().map((line) -> padded(line, lines)).collect(Collectors.joining("\n"));
		}

	};

	abstract String of(JsonNode answer);

	private static String cell(JsonNode value) {
		if (value.isArray()) {
			return value.valueStream().map(Output::cell).collect(Collectors.joining(","));
		}
		if (value.isObject()) {
			return value.propertyStream()
				.map((member) -> member.getKey() + "=" + cell(member.getValue()))
				.collect(Collectors.joining(" "));
		}
		return (value.isNull() || value.isMissingNode()) ? "-" : value.asString();
	}

	private static String padded(List<String> line, List<List<String>> lines) {
		StringBuilder text = new StringBuilder();
		for (int column = 0; column < line.size(); column++) {
			int place = column;
			int width = lines.stream().mapToInt((other) -> other.get(place).length()).max().orElse(0);
			text.append(line.get(column)).append(" ".repeat(width - line.get(column).length() + 2));
		}
		return text.toString().stripTrailing();
	}

}
