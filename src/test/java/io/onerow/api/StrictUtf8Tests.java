package io.onerow.api;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StrictUtf8Tests {

	private static final byte[] BYTE_ORDER_MARK = { (byte) 0xEF, (byte) 0xBB, (byte) 0xBF };

	@Property(tries = 5000)
	void agreesWithStrictDecoderWhereverBytesAreSplit(@ForAll("nearlyUtf8") byte[] bytes,
			@ForAll @IntRange(min = 1, max = 17) int chunk) {
		assertThat(accepts(bytes, chunk)).as(HexFormat.of().formatHex(bytes)).isEqualTo(isExpected(bytes));
	}

	@Property
	void takesAllRealText(@ForAll("text") String text, @ForAll @IntRange(min = 1, max = 17) int chunk) {
		assertThat(accepts(text.getBytes(StandardCharsets.UTF_8), chunk)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "c0af", "e080af", "f08080af", "eda080", "eda080edb080", "c328", "e282", "f09f98", "80",
			"f4908080", "f5808080", "ff", "efbbbf7b7d", "7b007d00", "007b007d", "feff007b", "fffe7b00", "7b00", "c2",
			"6161616161616100616161616161616161", "61616161616161616161c0af61616161616161616161" })
	void refuses(String hex) {
		byte[] bytes = HexFormat.of().parseHex(hex);
		assertThat(accepts(bytes, 1)).isFalse();
		assertThat(accepts(bytes, 64)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "7b7d", "c3a9", "e282ac", "f09f9880", "ed9fbf", "ee8080", "f48fbfbf", "7befbbbf7d" })
	void takes(String hex) {
		assertThat(accepts(HexFormat.of().parseHex(hex), 1)).isTrue();
	}

	@Provide
	Arbitrary<byte[]> nearlyUtf8() {
		Arbitrary<byte[]> characters = text().map((text) -> text.getBytes(StandardCharsets.UTF_8));
		Arbitrary<byte[]> noise = Arbitraries
			.of(0xC0, 0xAF, 0xED, 0xA0, 0x80, 0xBF, 0xE0, 0xF0, 0xF4, 0x90, 0xEF, 0xBB, 0x00, 0x41, 0xC2, 0xE2, 0xFF)
			.map(Integer::byteValue)
			.array(Byte[].class)
			.ofMaxSize(3)
			.map(StrictUtf8Tests::unbox);
		Arbitrary<byte[]> run = Arbitraries.integers().between(1, 24).map((length) -> {
			byte[] letters = new byte[length];
			Arrays.fill(letters, (byte) 'a');
			return letters;
		});
		return Arbitraries.oneOf(characters, noise, run).list().ofMaxSize(6).map(StrictUtf8Tests::joined);
	}

	@Provide
	Arbitrary<String> text() {
		Arbitrary<Integer> wide = Arbitraries.integers()
			.between(1, Character.MAX_CODE_POINT)
			.filter((codePoint) -> codePoint < Character.MIN_SURROGATE || codePoint > 0xFEFF);
		return Arbitraries.oneOf(Arbitraries.integers().between(1, 0x7F), wide)
			.list()
			.ofMaxSize(40)
			.map((codePoints) -> codePoints.stream()
				.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
				.toString());
	}

	private static boolean accepts(byte[] bytes, int chunk) {
		StrictUtf8 utf8 = new StrictUtf8();
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
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
			return text.indexOf(0) < 0 && !Arrays.equals(BYTE_ORDER_MARK, Arrays.copyOf(bytes, 3));
		}
		catch (CharacterCodingException ex) {
			return false;
		}
	}

	private static byte[] unbox(Byte[] bytes) {
		byte[] unboxed = new byte[bytes.length];
		for (int i = 0; i < bytes.length; i++) {
			unboxed[i] = bytes[i];
		}
		return unboxed;
	}

	private static byte[] joined(Iterable<byte[]> parts) {
		ByteBuffer joined = ByteBuffer.allocate(4096);
		parts.forEach(joined::put);
		return Arrays.copyOf(joined.array(), joined.position());
	}

}
