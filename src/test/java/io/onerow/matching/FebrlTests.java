package io.onerow.matching;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The index against all pairs of some misspelt names, 3 million of them. */
class FebrlTests {

	@ParameterizedTest(name = "dataset{0}.csv, each {1}. person: {2} near pairs, {3} of one person")
	@CsvSource({ "1,1,371,359", "2,3,488,420", "3,3,1447,1382" })
	void indexFindsThePairsThatBruteForceFinds(int file, int each, int nearPairs, int ofOnePerson) throws IOException {
		List<Row> rows = rows(file).stream().filter((row) -> row.person() % each == 0).toList();
		Set<Pair> found = pairsByIndex(rows);
		assertThat(found).isEqualTo(pairsByBruteForce(rows)).hasSize(nearPairs);
		assertThat(found.stream().filter((pair) -> pair.isOnePerson(rows))).hasSize(ofOnePerson);
	}

	private static Set<Pair> pairsByIndex(List<Row> rows) {
		Map<Long, List<Integer>> index = new HashMap<>();
		Set<Pair> pairs = new HashSet<>();
		for (int i = 0; i < rows.size(); i++) {
			NameKey query = rows.get(i).key();
			for (long probe : query.probeKeys()) {
				for (int stored : index.getOrDefault(probe, List.of())) {
					NameKey found = rows.get(stored).key();
					if (Long.bitCount(query.letters() ^ found.letters()) <= query.mostLettersApart()
							&& query.distanceTo(found).isPresent()) {
						pairs.add(new Pair(stored, i));
					}
				}
			}
			for (long key : query.indexKeys()) {
				index.computeIfAbsent(key, (unused) -> new ArrayList<>()).add(i);
			}
		}
		return pairs;
	}

	private static Set<Pair> pairsByBruteForce(List<Row> rows) {
		int[][] names = rows.stream().map(Row::letters).toArray(int[][]::new);
		Set<Pair> pairs = new HashSet<>();
		for (int i = 0; i < names.length; i++) {
			for (int stored = 0; stored < i; stored++) {
				if (isNear(names[i], names[stored])) {
					pairs.add(new Pair(stored, i));
				}
			}
		}
		return pairs;
	}

	/** The rule in its own words. */
	private static boolean isNear(int[] one, int[] other) {
		int limit = Math.min(2, (int) Math.floor(0.2 * Math.min(one.length, other.length)));
		return Math.abs(one.length - other.length) <= limit && Texts.distance(one, other) <= limit;
	}

	private static List<Row> rows(int file) throws IOException {
		InputStream csv = Objects
			.requireNonNull(FebrlTests.class.getResourceAsStream("/febrl/dataset" + file + ".csv"));
		try (BufferedReader lines = new BufferedReader(new InputStreamReader(csv, StandardCharsets.UTF_8))) {
			return lines.lines().skip(1).map(Row::of).toList();
		}
	}

	private record Row(int person, NameKey key) {

		static Row of(String line) {
			String[] columns = line.split(",", -1);
			return new Row(Integer.parseInt(columns[0].split("-", -1)[1]),
					NameKey.of(columns[1].strip() + " " + columns[2].strip()));
		}

		int[] letters() {
			return this.key.value().chars().toArray();
		}

	}

	private record Pair(int older, int newer) {

		boolean isOnePerson(List<Row> rows) {
			return rows.get(this.older).person() == rows.get(this.newer).person();
		}

	}

}
