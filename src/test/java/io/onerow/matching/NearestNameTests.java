package io.onerow.matching;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NearestNameTests {

	private static final NameKey JOHN = NameKey.of("John Smith");

	@Test
	void nothingNearIsNoMatch() {
		assertThat(NearestName.among(JOHN, List.<NameCandidate<Integer>>of())).isEmpty();
		assertThat(NearestName.among(JOHN, List.of(candidate(1, "J. Smith"), candidate(2, "Jonathan Smith"))))
			.isEmpty();
	}

	@Test
	void smallestDistanceWinsOverAge() {
		assertThat(NearestName.among(JOHN,
				List.of(candidate(1, "Jonn Smitt"), candidate(2, "Joan Smith"), candidate(3, "Jane Doe"))))
			.contains(new NameMatch<>(2, 1, 2, 2, OptionalInt.of(2)));
	}

	@Test
	void oldestWinsATieInWhateverOrder() {
		List<NameCandidate<Integer>> candidates = new ArrayList<>(
				List.of(candidate(7, "Joan Smith"), candidate(5, "Johm Smith"), candidate(9, "John Smitt")));
		Optional<NameMatch<Integer>> expected = Optional.of(new NameMatch<>(5, 1, 2, 3, OptionalInt.of(1)));
		assertThat(NearestName.among(JOHN, candidates)).isEqualTo(expected);
		Collections.reverse(candidates);
		assertThat(NearestName.among(JOHN, candidates)).isEqualTo(expected);
	}

	@Test
	void limitIsThatWithTheChosenName() {
		assertThat(NearestName.among(JOHN, List.of(candidate(1, "John Smth"))))
			.contains(new NameMatch<>(1, 1, 1, 1, OptionalInt.empty()));
	}

	@Test
	void candidateThatComesTwiceCountsOnce() {
		assertThat(NearestName.among(JOHN, List.of(candidate(1, "John Smith"), candidate(1, "John Smith"))))
			.contains(new NameMatch<>(1, 0, 2, 1, OptionalInt.empty()));
	}

	@Test
	void allWhoHaveANameAreCandidatesAndTheOldestIsChosen() {
		assertThat(NearestName.among(JOHN,
				List.of(candidate(5, "Joan Smith", 3), candidate(7, "Johm Smith"), candidate(9, "Jane Doe", 9))))
			.contains(new NameMatch<>(5, 1, 2, 4, OptionalInt.of(1)));
		assertThat(NearestName.among(JOHN, List.of(candidate(5, "Joan Smith"), candidate(7, "Jonn Smitt", 3))))
			.contains(new NameMatch<>(5, 1, 2, 4, OptionalInt.of(2)));
	}

	private static NameCandidate<Integer> candidate(int id, String name) {
		return candidate(id, name, 1);
	}

	private static NameCandidate<Integer> candidate(int id, String name, int bearers) {
		return new NameCandidate<>(id, NameKey.of(name), bearers);
	}

}
