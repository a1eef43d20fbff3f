package io.onerow.matching;

import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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

	@Property(tries = 20_000)
	void editedNameIsFound(@ForAll("names") String stored, @ForAll("edits") List<Edit> edits) {
		String query = Edit.apply(edits, stored);
		assertFoundIfNear(stored, query);
		assertFoundIfNear(query, stored);
	}

	@Property(tries = 20_000)
	void anyTwoNearNamesFindEachOther(@ForAll("shortNames") String stored, @ForAll("shortNames") String query) {
		assertFoundIfNear(stored, query);
	}

	@Property
	void keysAreDistinctAscendingAndProbed(@ForAll("names") String name) {
		NameKey key = new NameKey(name);
		assertThat(key.indexKeys()).isSorted().doesNotHaveDuplicates();
		assertThat(key.probeKeys()).isSorted().doesNotHaveDuplicates().contains(key.indexKeys());
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

	@Provide
	Arbitrary<String> names() {
		return Arbitraries.oneOf(Texts.name(3, 13), Texts.repetitiveName(3, 13));
	}

	@Provide
	Arbitrary<String> shortNames() {
		return Texts.repetitiveName(4, 6);
	}

	@Provide
	Arbitrary<List<Edit>> edits() {
		return Edit.upTo(NameKey.MAX_LIMIT);
	}

}
