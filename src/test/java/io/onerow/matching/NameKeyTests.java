package io.onerow.matching;

import java.text.Normalizer;
import java.util.OptionalInt;

import io.onerow.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class NameKeyTests {

	private static final String GRIN = "\uD83D\uDE00";

	@ParameterizedTest
	@CsvSource(ignoreLeadingAndTrailingWhitespace = false,
			value = { "John Smith,john smith", "'  John \t Smith\n',john smith", "John\u00A0Smith,john smith",
					"\u3000John\u2003\u2009\u1680Smith\u2028,john smith", "John\u0085\u205F\u202FSmith,john smith",
					"John\u200BSmith,john\u200Bsmith", "JOSE\u0301,jos\u00E9", "Istanbul,istanbul",
					"\u0130stanbul,i\u0307stanbul", "Nam\u0131k,nam\u0131k", "GRO\u1E9E,gro\u00DF",
					"\u03A3\u0391\u03A3,\u03C3\u03B1\u03C2", "J\u030Can,\u01F0an", "\uD801\uDC00,\uD801\uDC28",
					"'\u3000 ',''" })
	void nameIsComposedLoweredAndSingleSpaced(String name, String key) {
		assertThat(NameKey.of(name).value()).isEqualTo(key);
	}

	@ParameterizedTest(name = "{0} ~ {1}: {2} edits, limit {3}")
	@CsvSource({ "john smith,John Smith,0,2", "John Smth,John Smith,1,1", "Jon Smith,John Smith,1,1",
			"Joan Smith,John Smith,1,2", "Maria Lopez,Mario Lopez,1,2", "\u00C9milie,Emilie,1,1", "Jane,Jana,,0",
			"Jane,Janey,,0", "Janey,Janez,1,1", "Janey,Jamez,,1", "Jonathan Smith,John Smith,,2",
			"J. Smith,John Smith,,1", "Jon Smyth,John Smith,,1", "Jon Smyth,Jon Smith,1,1", "abcdefghi,abxdefxhi,,1",
			"abcdefghi,abcdefghijk,,1", "abcdefghij,abxdefxhij,2,2", "abcdefghij,abcdefghijkl,2,2",
			"abcdefghij,xbxdefxhij,,2", "abcdefghijklmnopqrst,xbxdefxhijklmnopqrst,,2" })
	void namesWithinAFifthOfTheShorterAndTwoEditsAreNear(String one, String other, Integer distance, int limit) {
		OptionalInt expected = (distance == null) ? OptionalInt.empty() : OptionalInt.of(distance);
		assertThat(NameKey.of(one).limitWith(NameKey.of(other))).isEqualTo(limit);
		assertThat(NameKey.of(one).distanceTo(NameKey.of(other))).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "0,0", "1,0", "4,0", "5,1", "9,1", "10,2", "14,2", "15,2", "200,2" })
	void limitIsAFifthOfTheShorterUpToTwo(int length, int limit) {
		NameKey shorter = NameKey.of(GRIN.repeat(length));
		NameKey longer = NameKey.of("x".repeat(length + 20));
		assertThat(shorter.length()).isEqualTo(length);
		assertThat(shorter.limitWith(longer)).isEqualTo(limit);
		assertThat(longer.limitWith(shorter)).isEqualTo(limit);
	}

	@Test
	void emojiIsOneEdit() {
		NameKey grin = NameKey.of("Anna " + GRIN);
		assertThat(grin.distanceTo(NameKey.of("Anna x"))).hasValue(1);
		assertThat(grin.distanceTo(NameKey.of("Anna \uD83D\uDE01"))).hasValue(1);
		assertThat(grin.distanceTo(NameKey.of("Anna "))).isEmpty();
		assertThat(grin.distanceTo(NameKey.of("Annas "))).isEmpty();
	}

	@Test
	void keyOfAKeyIsThatKey() {
		Property.holds((random) -> {
			NameKey key = NameKey.of(Texts.any(random));
			assertThat(NameKey.of(key.value())).isEqualTo(key);
		});
	}

	@Test
	void composedAndDecomposedNamesAreOne() {
		Property.holds((random) -> {
			String name = Texts.any(random);
			NameKey key = NameKey.of(name);
			assertThat(NameKey.of(Normalizer.normalize(name, Normalizer.Form.NFD))).isEqualTo(key);
			assertThat(NameKey.of(Normalizer.normalize(name, Normalizer.Form.NFC))).isEqualTo(key);
		});
	}

	@Test
	void distanceIsLevenshteinsByCodePointsAndSymmetric() {
		Property.holds((random) -> {
			String one = Texts.anyName(random);
			String other = Edit.upTo(NameKey.MAX_LIMIT + 1, one, random);
			assertDistance(new NameKey(one), new NameKey(other), Texts.distance(one, other));
		});
	}

	private static void assertDistance(NameKey left, NameKey right, int distance) {
		boolean near = distance <= left.limitWith(right);
		assertThat(left.distanceTo(right)).as("%s to %s", left, right)
			.isEqualTo(near ? OptionalInt.of(distance) : OptionalInt.empty());
		assertThat(right.distanceTo(left)).as("%s to %s", right, left).isEqualTo(left.distanceTo(right));
		assertThat(left.distanceTo(left)).as("%s to itself", left).hasValue(0);
	}

}
