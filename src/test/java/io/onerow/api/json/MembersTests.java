package io.onerow.api.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import io.onerow.upsert.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class MembersTests {

	private static final JsonMapper MAPPER = mapper();

	@ParameterizedTest
	@MethodSource
	void reads(String value, Function<Members, Change<?>> reader, Object expected) {
		Members members = Members.of(json("{\"a\": " + value + "}"));
		assertThat(reader.apply(members)).isEqualTo(Change.set(expected));
		assertThatCode(members::verify).doesNotThrowAnyException();
	}

	static Stream<Arguments> reads() {
		return Stream.of(reading("\"x\"", (it) -> it.text("a", 1), "x"), reading("\"\"", (it) -> it.text("a", 1), ""),
				reading("\"\\ud83d\\ude00😀\"", (it) -> it.text("a", 2), "😀😀"),
				reading("\" x\\u00a0\\u200b\"", (it) -> it.filled("a", 1), "x"),
				reading("\" x  y\"", (it) -> it.text("a", 4), "x  y"),
				reading("\"\\u3000x \\u00a0 y\"", (it) -> it.filledName("a", 3), "x y"),
				reading("\" \"", (it) -> it.name("a", 3), ""), reading("5", (it) -> it.integer("a", 0, 5), 5),
				reading("5.0", (it) -> it.integer("a", 0, 5), 5), reading("5e2", (it) -> it.integer("a", 0, 500), 500),
				reading("-0", (it) -> it.integer("a", 0, 5), 0),
				reading("9223372036854775807", (it) -> it.whole("a", 0, Long.MAX_VALUE), Long.MAX_VALUE),
				reading("5.90", (it) -> it.decimal("a"), new BigDecimal("5.90")),
				reading("0.1", (it) -> it.decimal("a"), new BigDecimal("0.1")),
				reading("true", (it) -> it.flag("a"), true), reading("7", (it) -> it.textOrWhole("a", 5), "7"),
				reading("\"7\"", (it) -> it.textOrWhole("a", 5), "7"),
				reading("\"m\"", (it) -> it.oneOf("a", Map.of("m", 1)), 1),
				reading("[\"x\", \"\"]", (it) -> it.texts("a", 2, 1), List.of("x", "")),
				reading("\"en\"", (it) -> it.parsed("a", 2, String::length), 2));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\\t\\n", "\\u00a0", "\\u200b", "\\ufeff" })
	void blankIsAsAbsentWhereThatIsAskedFor(String blank) {
		Members members = Members
			.of(json("{\"a\": \"%1$s\", \"b\": {\"a\": \"%1$s\"}, \"c\": [{\"a\": \"%1$s\"}]}".formatted(blank)));
		assertThat(members.text("a", 9)).isInstanceOf(Change.Set.class);
		Members without = members.withoutBlanks();
		assertThat(without.text("a", 9)).isEqualTo(Change.keep());
		assertThat(without.integer("a", 0, 9)).isEqualTo(Change.keep());
		assertThat(without.object("b").map((inner) -> inner.text("a", 9))).isEqualTo(Change.set(Change.keep()));
		assertThat(without.list("c", 9).map((items) -> items.get(0).text("a", 9))).isEqualTo(Change.set(Change.keep()));
		assertThatCode(without::verify).doesNotThrowAnyException();
	}

	@Test
	void itemHasItsValuesForItselfAndTheWholeWhatIsOfAWrongType() {
		Faults whole = new Faults();
		List<Members> items = Members.listOf(json("[{\"a\": \"xx\"}, {\"a\": 7}, 7]"), 3, whole);
		items.forEach((item) -> item.text("a", 1));
		assertThat(items).extracting(Members::faults)
			.containsExactly(List.of(new Fault("/0/a", "must be at most 1 characters")), List.of(), List.of());
		assertThat(whole.found()).containsExactlyInAnyOrder(new Fault("/1/a", "must be a string"),
				new Fault("/2", "must be an object"));
	}

	@ParameterizedTest
	@MethodSource
	void refuses(String value, Consumer<Members> reader, String pointer, String detail) {
		assertThat(faults("{\"a\": " + value + "}", reader)).containsExactly(new Fault(pointer, detail));
	}

	static Stream<Arguments> refuses() {
		return Stream.of(refusing("123", (it) -> it.text("a", 9), "must be a string"),
				refusing("{}", (it) -> it.text("a", 9), "must be a string"),
				refusing("\"\\u0000\"", (it) -> it.text("a", 9), "must not contain the NUL character"),
				refusing("\"\\ud800\"", (it) -> it.text("a", 9), "must not contain an unpaired surrogate"),
				refusing("\"\\udc00x\"", (it) -> it.text("a", 9), "must not contain an unpaired surrogate"),
				refusing("\"\\ud800\\ud800\"", (it) -> it.text("a", 9), "must not contain an unpaired surrogate"),
				refusing("\"😀😀😀\"", (it) -> it.text("a", 2), "must be at most 2 characters"),
				refusing("\"\"", (it) -> it.filled("a", 2), "must not be blank"),
				refusing("\" \\u00a0\\u200b\\t\"", (it) -> it.filled("a", 9), "must not be blank"),
				refusing("\" \\ufeff\"", (it) -> it.filledName("a", 9), "must not be blank"),
				refusing("\"x  yz\"", (it) -> it.name("a", 3), "must be at most 3 characters"),
				refusing("\"5\"", (it) -> it.integer("a", 0, 9), "must be a number"),
				refusing("5.9", (it) -> it.integer("a", 0, 9), "must be a whole number"),
				refusing("10", (it) -> it.integer("a", 0, 9), "must be from 0 to 9"),
				refusing("-1", (it) -> it.integer("a", 0, 9), "must be from 0 to 9"),
				refusing("4294967297", (it) -> it.integer("a", 0, 9), "must be from 0 to 9"),
				refusing("9223372036854775808", (it) -> it.whole("a", 0, Long.MAX_VALUE),
						"must be from 0 to 9223372036854775807"),
				refusing("1e999999999", (it) -> it.integer("a", 0, 9), "must be a number of at most 308 digits"),
				refusing("1e999999999", (it) -> it.decimal("a"), "must be a number of at most 308 digits"),
				refusing("1e-999999999", (it) -> it.decimal("a"), "must be a number of at most 308 digits"),
				refusing("1e999999999", (it) -> it.any("a"), "must be a number of at most 308 digits"),
				refusing("1e999999999", (it) -> it.textOrWhole("a", 9), "must be a string or a whole number"));
	}

	@ParameterizedTest
	@MethodSource
	void refusesOtherKinds(String value, Consumer<Members> reader, String pointer, String detail) {
		refuses(value, reader, pointer, detail);
	}

	static Stream<Arguments> refusesOtherKinds() {
		return Stream.of(refusing("true", (it) -> it.decimal("a"), "must be a number"),
				refusing("\"true\"", (it) -> it.flag("a"), "must be true or false"),
				refusing("1", (it) -> it.flag("a"), "must be true or false"),
				refusing("true", (it) -> it.textOrWhole("a", 9), "must be a string"),
				refusing("\"M\"", (it) -> it.oneOf("a", Map.of("m", 1)), "must be one of m"),
				refusing("1", (it) -> it.oneOf("a", Map.of("m", 1)), "must be one of m"),
				refusing("[]", (it) -> it.object("a"), "must be an object"),
				refusing("{}", (it) -> it.list("a", 1), "must be an array"),
				refusing("[{}, {}]", (it) -> it.list("a", 1), "must have at most 1 items"),
				refusing("\"x\"", (it) -> it.texts("a", 1, 1), "must be an array"),
				arguments("[\"x\", null]", (Consumer<Members>) (it) -> it.texts("a", 2, 1), "/a/1", "must be a string"),
				arguments("[{}, null]", (Consumer<Members>) (it) -> it.list("a", 2), "/a/1", "must be an object"),
				arguments("{\"b\": [\"\\u0000\"]}", (Consumer<Members>) (it) -> it.any("a"), "/a/b/0",
						"must not contain the NUL character"),
				arguments("{\"\\ud800\": 1}", (Consumer<Members>) (it) -> it.any("a"), "/a/\ufffd",
						"must not contain an unpaired surrogate"),
				refusing("\"x\"", (it) -> it.refuseOthers(Set.of("b")), "is not known here"),
				refusing("null", (it) -> it.require("a"), "is required"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "[]", "\"x\"", "1", "true" })
	void bodyThatIsNoObjectIsOneFault(String body) {
		assertThat(faults(body, (members) -> {
			members.require("a").text("a", 1);
			members.any("a");
			members.refuseOthers(Set.of());
		})).containsExactly(new Fault("", "must be an object"));
	}

	@Test
	void absentKeepsAndNullClears() {
		Members members = Members.of(json("{\"a\": null}"));
		assertThat(members.text("a", 1)).isEqualTo(Change.clear());
		assertThat(members.any("a")).isEqualTo(Change.clear());
		assertThat(members.list("a", 1)).isEqualTo(Change.clear());
		assertThat(members.text("b", 1)).isEqualTo(Change.keep());
		assertThat(members.any("b")).isEqualTo(Change.keep());
		assertThat(members.integer("b", 0, 1)).isEqualTo(Change.keep());
		assertThatCode(members::verify).doesNotThrowAnyException();
	}

	@Test
	void allFaultsAreCollectedWithTheirPlaces() {
		assertThat(faults("{\"record\": {\"addresses\": [{\"city\": 1}, {\"~/\": \"long\"}]}, \"b\": 2}", (members) -> {
			if (members.object("record") instanceof Change.Set<Members> found
					&& found.value().list("addresses", 9) instanceof Change.Set<List<Members>> items) {
				items.value().forEach((item) -> item.text("city", 3));
				items.value().forEach((item) -> item.text("~/", 3));
			}
			members.text("b", 1);
			members.require("c");
			members.fault("is odd");
		})).extracting(Fault::toString)
			.containsExactly("/record/addresses/0/city must be a string",
					"/record/addresses/1/~0~1 must be at most 3 characters", "/b must be a string", "/c is required",
					"The body is odd");
	}

	@Test
	void pathHasNamesAndIndexes() {
		assertThat(new Fault("/record/0/~0~1~01/00/", "is odd").path()).containsExactly("record", 0, "~/~1", "00", "");
		assertThat(new Fault("", "is odd").path()).isEmpty();
	}

	@Test
	void bodyMayBeAnArrayOfObjects() {
		Faults faults = new Faults();
		List<Members> items = Members.listOf(json("[{\"a\": 1}, 2, {\"a\": \"x\"}]"), 3, faults);
		assertThat(items).hasSize(3);
		assertThat(items.get(2).text("a", 1)).isEqualTo(Change.set("x"));
		items.get(0).text("a", 1);
		assertThat(found(faults)).containsExactly(new Fault("/1", "must be an object"),
				new Fault("/0/a", "must be a string"));
		Faults tooMany = new Faults();
		assertThat(Members.listOf(json("[{}, {}]"), 1, tooMany)).isEmpty();
		assertThat(found(tooMany)).containsExactly(new Fault("", "must have at most 1 items"));
	}

	@Test
	void objectOfALargerBodyKnowsItsPlace() {
		Faults faults = new Faults();
		Members.of(json("{}"), faults, "customers", "7").require("source");
		assertThat(found(faults)).containsExactly(new Fault("/customers/7/source", "is required"));
	}

	@Test
	void freeJsonMayBeSixtyFourDeep() {
		assertThat(faults("{\"a\": " + "[".repeat(64) + "]".repeat(64) + "}", (it) -> it.any("a"))).isEmpty();
		assertThat(faults("{\"a\": " + "[".repeat(65) + "]".repeat(65) + "}", (it) -> it.any("a")))
			.extracting(Fault::detail)
			.containsExactly("must not be nested deeper than 64");
	}

	@Test
	void faultsAreBounded() {
		String names = String.join(",",
				Stream.iterate(0, (i) -> i + 1).limit(200).map((i) -> "\"n" + i + "\":1").toList());
		assertThat(faults("{" + names + "}", (it) -> it.refuseOthers(Set.of()))).hasSize(100);
		assertThat(faults("{\"" + "n".repeat(9000) + "\": 1}", (it) -> it.refuseOthers(Set.of()))).singleElement()
			.satisfies((fault) -> assertThat(fault.pointer()).hasSize(101));
	}

	private static Arguments reading(String value, Function<Members, Change<?>> reader, Object expected) {
		return arguments(value, reader, expected);
	}

	private static Arguments refusing(String value, Consumer<Members> reader, String detail) {
		return arguments(value, reader, "/a", detail);
	}

	private static List<Fault> faults(String body, Consumer<Members> reader) {
		Members members = Members.of(json(body));
		reader.accept(members);
		try {
			members.verify();
			return List.of();
		}
		catch (InvalidBody ex) {
			return ex.faults();
		}
	}

	private static List<Fault> found(Faults faults) {
		List<Fault> found = new ArrayList<>();
		try {
			faults.verify();
		}
		catch (InvalidBody ex) {
			found.addAll(ex.faults());
		}
		return found;
	}

	private static JsonNode json(String text) {
		return MAPPER.readTree(text);
	}

	private static JsonMapper mapper() {
		JsonMapper.Builder builder = JsonMapper.builder();
		new JsonReading().customize(builder);
		return builder.build();
	}

}
