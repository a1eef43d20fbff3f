package io.onerow.api.body;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

import io.onerow.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StrictUtf8Tests {

	private static final byte[] NOISE = HexFormat.of().parseHex("c0afeda080bfe0f0f490efbb0041c2e2ff");

	@Test
	void agreesWithStrictDecoderWhereverBytesAreSplit() {
		Property.holds(5_000, (random) -> {
			byte[] bytes = nearlyUtf8(random);
			int chunk = Property.between(1, 17, random);
			assertThat(accepts(bytes, chunk)).as("%s by %s", HexFormat.of().formatHex(bytes), chunk)
				.isEqualTo(isExpected(bytes));
		});
	}

	@Test
	void takesAllRealText() {
		Property.holds((random) -> {
			String text = text(random);
			int chunk = Property.between(1, 17, random);
			assertThat(accepts(text.getBytes(StandardCharsets.UTF_8), chunk)).as("%s by %s", text, chunk).isTrue();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "c0af", "e080af", "f08080af", "eda080", "eda080edb080", "c328", "e282", "f09f98", "80",
			"f4908080", "f5808080", "ff", "efbb", "7b007d00", "007b007d", "feff007b", "fffe7b00", "7b00", "c2",
			"6161616161616100616161616161616161", "61616161616161616161c0af61616161616161616161" })
	void refuses(String hex) {
		byte[] bytes = HexFormat.of().parseHex(hex);
		assertThat(accepts(bytes, 1)).isFalse();
		assertThat(accepts(bytes, 64)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "7b7d", "c3a9", "e282ac", "f09f9880", "ed9fbf", "ee8080", "f48fbfbf", "7befbbbf7d",
			"efbbbf7b7d" })
	void takes(String hex) {
		assertThat(accepts(HexFormat.of().parseHex(hex), 1)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "efbbbf, 3", "efbbbf7b7d, 3", "7befbbbf, 0", "efbc81, 0", "'', 0" })
	void tellsAByteOrderMarkWhereverBytesAreSplit(String hex, int mark) throws Exception {
		for (int chunk = 1; chunk < 6; chunk++) {
			StrictUtf8 utf8 = new StrictUtf8();
			assertThat(accepts(utf8, HexFormat.of().parseHex(hex), chunk)).isTrue();
			assertThat(utf8.mark()).isEqualTo(mark);
		}
	}

	private static byte[] nearlyUtf8(RandomGenerator random) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		for (int parts = Property.between(0, 6, random); parts > 0; parts--) {
			bytes.writeBytes(switch (random.nextInt(3)) {
				case 0 -> text(random).getBytes(StandardCharsets.UTF_8);
				case 1 -> noise(random);
				default -> "a".repeat(Property.between(1, 24, random)).getBytes(StandardCharsets.UTF_8);
			});
		}
		return bytes.toByteArray();
	}

	private static byte[] noise(RandomGenerator random) {
		byte[] noise = new byte[Property.between(0, 3, random)];
		for (int i = 0; i < noise.length; i++) {
			noise[i] = NOISE[random.nextInt(NOISE.length)];
		}
		return noise;
	}

	private static String text(RandomGenerator random) {
		StringBuilder text = new StringBuilder();
		for (int length = Property.between(0, 40, random); length > 0; length--) {
			text.appendCodePoint(random.nextBoolean() ? Property.between(1, 0x7F, random) : wide(random));
		}
		return text.toString();
	}

	/** No surrogate. */
	private static int wide(RandomGenerator random) {
		return random.nextBoolean() ? Property.between(1, Character.MIN_SURROGATE - 1, random)
				: Property.between(0xFF00, Character.MAX_CODE_POINT, random);
	}

	private static boolean accepts(byte[] bytes, int chunk) {
		return accepts(new StrictUtf8(), bytes, chunk);
	}

	private static boolean accepts(StrictUtf8 utf8, byte[] bytes, int chunk) {
		ByteArrayInputStream input = new ByteArrayInputStream(bytes);
		byte[] buffer = new byte[chunk + 2];
		try {
			for (int read = input.read(buffer, 1, chunk); read != -1; read = input.read(buffer, 1, chunk)) {
				utf8.accept(buffer, 1, read);
			}
			utf8.end();
			return true;
		}
		catch (MalformedRequest ex) {
			return false;
		}
	}

	private static boolean isExpected(byte[] bytes) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().indexOf(0) < 0;
		}
		catch (CharacterCodingException ex) {
			return false;
		}
	}

}
