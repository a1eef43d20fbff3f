package io.onerow.matching;

import io.onerow.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class NameSegmentsTests {

	/** Stored in databases: if this fails, the code is wrong, never the numbers. */
	@Test
	void keysNeverChange() {
		assertThat(indexKeys("")).containsExactly(0L);
		assertThat(indexKeys("ana")).containsExactly(8868043199627278169L);
		assertThat(indexKeys("maria")).containsExactly(-5583007421583353069L, -5536324044760954195L);
		assertThat(indexKeys("john smith")).containsExactly(-7133109331507809738L, -2629637262848729483L,
				5910603477560003218L);
		assertThat(indexKeys("jos\u00E9 \uD83D\uDE00 mart\u00EDnez")).containsExactly(-8362024229747100061L,
				-4382630690816443423L, -2259408045183486870L);
	}

	@Test
	void lettersNeverChange() {
		assertThat(new NameKey("").letters()).isZero();
		assertThat(new NameKey("ana").letters()).isEqualTo((1L << 1) | (1L << 14) | (1L << 33));
		assertThat(new NameKey("jos\u00E9 \uD83D\uDE00 mart\u00EDnez").letters()).isEqualTo(35_188_736_058_915L);
	}

	@ParameterizedTest
	@CsvSource({ "0,1,1", "1,1,1", "4,1,1", "5,2,4", "9,2,6", "10,3,14", "11,3,16", "12,3,19", "13,3,19", "200,3,19" })
	void keysAreFew(int length, int stored, int probed) {
		NameKey name = new NameKey("abcdefghijklmnopqrstuvwxyz".repeat(8).substring(0, length));
		assertThat(name.indexKeys()).hasSize(stored);
		assertThat(name.probeKeys()).hasSize(probed);
	}

	@Test
	void editedNameIsFound() {
		Property.holds(20_000, (random) -> {
			String stored = Texts.anyName(random);
			String query = Edit.upTo(NameKey.MAX_LIMIT, stored, random);
			assertFoundIfNear(stored, query);
			assertFoundIfNear(query, stored);
		});
	}

	@Test
	void anyTwoNearNamesFindEachOther() {
		Property.holds(20_000, (random) -> {
			String stored = Texts.repetitiveName(4, 6, random);
			assertFoundIfNear(stored, Texts.repetitiveName(4, 6, random));
		});
	}

	@Test
	void keysAreDistinctAscendingAndProbed() {
		Property.holds((random) -> {
			NameKey key = new NameKey(Texts.anyName(random));
			assertThat(key.indexKeys()).as("index keys of %s", key).isSorted().doesNotHaveDuplicates();
			assertThat(key.probeKeys()).as("probe keys of %s", key)
				.isSorted()
				.doesNotHaveDuplicates()
				.contains(key.indexKeys());
		});
	}

	private static long[] indexKeys(String name) {
		return new NameKey(name).indexKeys();
	}

	private static void assertFoundIfNear(String stored, String query) {
		NameKey key = new NameKey(stored);
		NameKey asked = new NameKey(query);
		if (Texts.distance(stored, query) <= asked.limitWith(key)) {
			assertThat(asked.probeKeys()).as("probes of %s for %s", query, stored).containsAnyOf(key.indexKeys());
			assertThat(Long.bitCount(asked.letters() ^ key.letters())).as("letters of %s and %s", query, stored)
				.isLessThanOrEqualTo(asked.mostLettersApart());
		}
	}

}
