package io.onerow.matching;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import io.onerow.FebrlPerson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whom the corroborated policy takes for whom, of the people of the FEBRL sets, sent one
 * by one, and of relatives of those of the third, who are nobody that is there.
 */
class CorroborationFebrlTests {

	private static final MatchPlan PLAN = MatchPlan.CONTACT_OF_ACCOUNT.under(Policy.CORROBORATED, OnDoubt.CREATE,
			false);

	@ParameterizedTest(name = "set {0}, with id {1}: links {2}, or asks {3}; {4} wrong relatives; {5} looked at")
	@CsvSource({ "1,false,0.864,0.988,0,4", "2,false,0.861,0.982,0,20", "3,false,0.855,0.975,17,18",
			"1,true,0.994,0.996,0,4", "2,true,0.993,0.998,0,20", "3,true,0.988,0.996,11,20" })
	void copiesAreLinkedAndRelativesAreNot(int set, boolean withId, double linked, double asked, int wrongRelatives,
			double looked) throws IOException {
		List<FebrlPerson> people = FebrlPerson.of(set);
		Directory directory = new Directory(withId);
		people.forEach(directory::upsert);
		Map<Verdict, Integer> copies = Map.copyOf(directory.verdicts);
		assertThat(directory.wrong).as("precision 1").isZero();
		double all = people.size() - directory.known.size();
		assertThat(copies.getOrDefault(Verdict.LINKED, 0) / all).isGreaterThanOrEqualTo(linked);
		assertThat((copies.getOrDefault(Verdict.LINKED, 0) + copies.getOrDefault(Verdict.ASKED, 0)) / all)
			.isGreaterThanOrEqualTo(asked);
		assertThat((double) directory.looked / people.size()).isLessThan(looked);
		if (set == 3) {
			FebrlPerson.relatives(people).forEach(directory::upsert);
			assertThat(directory.wrong).isLessThanOrEqualTo(wrongRelatives);
		}
	}

	private enum Verdict {

		LINKED, ASKED, NONE

	}

	/** With the index in memory. */
	private static final class Directory {

		private final boolean withId;

		private final List<Card> cards = new ArrayList<>();

		private final Map<Long, Set<Integer>> index = new HashMap<>();

		private final Set<String> known = new HashSet<>();

		/** Of those who are known. */
		private final Map<Verdict, Integer> verdicts = new HashMap<>();

		private int wrong;

		private long looked;

		Directory(boolean withId) {
			this.withId = withId;
		}

		void upsert(FebrlPerson person) {
			Card sent = Card.of(person, this.withId);
			Match<Integer> match = PLAN.decide(sent.sought(), candidates(sent));
			boolean isFound = match instanceof Match.Found;
			int place = (match instanceof Match.Found<Integer> found) ? found.id() : this.cards.size();
			if (isFound && !this.cards.get(place).owner.equals(sent.owner)) {
				this.wrong++;
			}
			else if (!this.known.add(sent.owner)) {
				boolean isDoubt = !match.receipt().toString().endsWith("rung=none");
				this.verdicts.merge(isFound ? Verdict.LINKED : (isDoubt ? Verdict.ASKED : Verdict.NONE), 1,
						Integer::sum);
			}
			write(place, isFound ? this.cards.get(place).with(sent) : sent);
		}

		private Collection<Candidate<Integer>> candidates(Card sent) {
			Set<Integer> found = new TreeSet<>();
			sent.probes().wanted().forEach((wanted) -> found.addAll(this.index.getOrDefault(wanted.key(), Set.of())));
			for (int i = 0; i < this.cards.size(); i++) {
				if (sent.id != null && sent.id.equals(this.cards.get(i).id)) {
					found.add(i);
				}
			}
			this.looked += found.size();
			return found.stream().map((place) -> this.cards.get(place).candidate(place)).toList();
		}

		private void write(int place, Card card) {
			if (place == this.cards.size()) {
				this.cards.add(card);
			}
			else {
				this.cards.get(place)
					.probes()
					.stored()
					.forEach((row) -> Objects.requireNonNull(this.index.get(row.key())).remove(place));
				this.cards.set(place, card);
			}
			card.probes()
				.stored()
				.forEach((row) -> this.index.computeIfAbsent(row.key(), (unused) -> new HashSet<>()).add(place));
		}

	}

	private record Card(String owner, NameKey name, Person person, @Nullable String id) {

		static Card of(FebrlPerson one, boolean withId) {
			return new Card(one.person(), NameKey.of(one.fullName()),
					new Person(null, null, null, one.day(), PostalAddress.of(one.line(), one.town(), one.code())),
					(withId && !one.id().isEmpty()) ? one.id() : null);
		}

		Probes probes() {
			return Probes.of(NameSearch.of(this.name), this.person, this.id);
		}

		Sought sought() {
			return new Sought(keys(), keys(), null).corroboratedBy(NameSearch.of(this.name), this.person);
		}

		Candidate<Integer> candidate(int place) {
			return new Candidate<Integer>(place, keys(), null, 1).known(this.name, this.person);
		}

		private Set<MatchKey> keys() {
			return (this.id != null) ? Set.of(new MatchKey(KeyKind.EXTERNAL_ID, this.id)) : Set.of();
		}

		/** The latest value wins. */
		Card with(Card sent) {
			return new Card(sent.owner, sent.name,
					new Person(null, null, null,
							(sent.person.birthDate() != null) ? sent.person.birthDate() : this.person.birthDate(),
							(sent.person.address() != null) ? sent.person.address() : this.person.address()),
					(sent.id != null) ? sent.id : this.id);
		}

	}

}
