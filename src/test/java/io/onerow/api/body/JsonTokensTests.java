package io.onerow.api.body;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

import io.onerow.Property;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class JsonTokensTests {

	private static final List<String> SPACES = List.of("", " ", "\n", "\t ", "\r\n");

	private static final List<String> SCALARS = List.of("1", "-2.5e3", "true", "null", "\"\"", "\"a\"", "\"{[,:]}\"",
			"\"\\\"\"", "\"\\\\\"", "\"\\\\\\\" 1 2\"", "\"é😀\"", "\"\\u0022,\"");

	private static final JsonMapper JSON = JsonMapper.shared();

	@Test
	void countsWhatTheParserCountsWhereverBytesAreSplit() {
		Property.holds((random) -> {
			StringBuilder json = new StringBuilder();
			append(json, 4, random);
			byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
			assertThat(count(bytes, Property.between(1, 17, random))).as(json.toString()).isEqualTo(parsed(bytes));
		});
	}

	private static long count(byte[] bytes, int part) {
		JsonTokens tokens = new JsonTokens();
		for (int from = 0; from < bytes.length; from += part) {
			int length = Math.min(part, bytes.length - from);
			tokens.accept(Arrays.copyOfRange(bytes, from, from + part), length);
		}
		return tokens.count();
	}

	private static long parsed(byte[] bytes) {
		long count = 0;
		try (JsonParser parser = JSON.createParser(bytes)) {
			while (parser.nextToken() != null) {
				count++;
			}
		}
		return count;
	}

	private static void append(StringBuilder json, int depth, RandomGenerator random) {
		int kind = (depth == 0) ? 0 : random.nextInt(3);
		if (kind == 0) {
			json.append(Property.oneOf(SCALARS, random));
			return;
		}
		space(json, random).append((kind == 1) ? '[' : '{');
		int size = Property.between(0, 4, random);
		for (int i = 0; i < size; i++) {
			space(json, random);
			if (kind == 2) {
				json.append('"').append(i).append("\\\"x\"");
				space(json, random).append(':');
				space(json, random);
			}
			append(json, depth - 1, random);
			space(json, random).append((i < size - 1) ? "," : "");
		}
		space(json, random).append((kind == 1) ? ']' : '}');
	}

	private static StringBuilder space(StringBuilder json, RandomGenerator random) {
		return json.append(Property.oneOf(SPACES, random));
	}

}
