package io.onerow.matching;

import java.text.Normalizer;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import com.ibm.icu.text.Normalizer2;
import io.onerow.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class NameKeyTests {

	private static final String GRIN = "\uD83D\uDE00";

	private static final String WOMAN = "\uD83D\uDC69";

	private static final String GIRL = "\uD83D\uDC67";

	private static final String SKIN = "\uD83C\uDFFD";

	private static final String HEART = "\u2764";

	private static final String FIRE = "\uD83D\uDD25";

	private static final String ZWJ = "\u200D";

	private static final String VS16 = "\uFE0F";

	@ParameterizedTest
	@CsvSource(ignoreLeadingAndTrailingWhitespace = false,
			value = { "John Smith,john smith", "'  John \t Smith\n',john smith", "John\u00A0Smith,john smith",
					"\u3000John\u2003\u2009\u1680Smith\u2028,john smith", "John\u0085\u205F\u202FSmith,john smith",
					"John\u200BSmith,johnsmith", "John \u200B Smith,john smith", "JOSE\u0301,jos\u00E9",
					"Istanbul,istanbul", "\u0130stanbul,istanbul", "I\u0307stanbul,istanbul", "Nam\u0131k,namik",
					"Ali I\u015F\u0131k,ali i\u015Fik", "AL\u0130 I\u015EIK,ali i\u015Fik", "Hans Gro\u00DF,hans gross",
					"HANS GROSS,hans gross", "GRO\u1E9E,gross", "\u03A3\u0391\u03A3,\u03C3\u03B1\u03C3",
					"\u03C3\u03B1\u03C2,\u03C3\u03B1\u03C3", "J\u030Can,\u01F0an", "\uD801\uDC00,\uD801\uDC28",
					"\uFF21\uFF4E\uFF41,ana", "\uFB01n,fin", "\u200F\u0645\u062D\u0645\u062F,\u0645\u062D\u0645\u062F",
					"Sig\u00ADrid\uFEFF,sigrid", "\u0132sbrand,ijsbrand", "Ma\u017Fon,mason",
					"Nguye\u0302\u0303n,nguy\u1EC5n", "\u0132ngi\u0307\u0301,ijng\u00ED", "'\u3000 ',''" })
	void nameIsFoldedAndSingleSpaced(String name, String key) {
		assertThat(NameKey.of(name).value()).isEqualTo(key);
		assertThat(NameKey.of(key).value()).isEqualTo(key);
	}

	/** A family is not its members; a joiner elsewhere, and a colour of the heart, go. */
	@ParameterizedTest
	@CsvSource({ WOMAN + ZWJ + GIRL + "," + WOMAN + ZWJ + GIRL, WOMAN + GIRL + "," + WOMAN + GIRL,
			WOMAN + SKIN + ZWJ + GIRL + "," + WOMAN + SKIN + ZWJ + GIRL,
			HEART + VS16 + ZWJ + FIRE + "," + HEART + ZWJ + FIRE, HEART + VS16 + "," + HEART,
			WOMAN + ZWJ + ZWJ + GIRL + "," + WOMAN + ZWJ + GIRL, WOMAN + ZWJ + "a," + WOMAN + "a", "a" + ZWJ + "b,ab",
			"e" + ZWJ + "\u0301,\u00E9", "\u2122" + ZWJ + "\u00A9,tm\u00A9" })
	void joinerStaysWithinAnEmoji(String name, String key) {
		assertThat(NameKey.of(name).value()).isEqualTo(key);
		assertThat(NameKey.of(key).value()).isEqualTo(key);
	}

	/** What needs no tables is folded as the tables fold it. */
	@Test
	void latinLettersAreFoldedAsByTables() {
		Normalizer2 tables = Normalizer2.getNFKCCasefoldInstance();
		assertThat(IntStream.range(0, 0x250).filter((c) -> c != 0x131).mapToObj(Character::toString))
			.allMatch((letter) -> NameKey.of("x" + letter + "x")
				.value()
				.equals(Text.singleSpaced(tables.normalize("x" + letter + "x").replace("i\u0307", "i"))));
	}

	@ParameterizedTest
	@CsvSource({ "billing2@acme.example,billing1@acme.example", "billing@acme.example,billing acme.example",
			"billing@acme.example,billin@acme.example" })
	void nameThatIsAnAddressIsNearItselfOnly(String one, String other) {
		assertThat(NameKey.of(one).distanceTo(NameKey.of(other))).isEmpty();
		assertThat(NameKey.of(other).distanceTo(NameKey.of(one))).isEmpty();
		assertThat(NameKey.of(one).distanceTo(NameKey.of(one.toUpperCase(Locale.ROOT)))).hasValue(0);
	}

	@Test
	void nameWithASignOfAnAddressIsNone() {
		assertThat(NameKey.of("Bar @ Home").distanceTo(NameKey.of("Bar @ Hame"))).hasValue(1);
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
