package io.onerow.matching;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

import io.onerow.matching.Match.Conflict;
import io.onerow.matching.Match.Found;
import io.onerow.matching.Match.Nobody;
import io.onerow.matching.Match.Several;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MatchPlanTests {

	private static final MatchKey EMAIL = key(KeyKind.EMAIL, "a@x.example");

	private static final MatchKey OTHER_EMAIL = key(KeyKind.EMAIL, "b@x.example");

	private static final MatchKey EXTERNAL = key(KeyKind.EXTERNAL_ID, "E1");

	private static final MatchKey OTHER_EXTERNAL = key(KeyKind.EXTERNAL_ID, "E2");

	private static final MatchKey NUMBER = key(KeyKind.NUMBER, "7");

	private static final MatchKey WEBSITE = key(KeyKind.WEBSITE, "x.example");

	@Test
	void nothingNearIsNobody() {
		assertThat(byName()).isEqualTo(new Nobody<>(true));
		assertThat(byName(named(1, "J. Smith"), named(2, "Jonathan Smith"))).isEqualTo(new Nobody<>(true));
	}

	@Test
	void smallestDistanceWinsOverAge() {
		Candidate<Integer> joan = named(2, "Joan Smith");
		assertThat(byName(named(1, "Jonn Smitt"), joan, named(3, "Jane Doe")))
			.isEqualTo(new Found<>(joan, new Receipt.ByName(1, 2, 2, OptionalInt.of(2))));
	}

	@Test
	void oldestWinsATieInWhateverOrder() {
		Candidate<Integer> johm = named(5, "Johm Smith");
		List<Candidate<Integer>> candidates = new ArrayList<>(
				List.of(named(7, "Joan Smith"), johm, named(9, "John Smitt")));
		Match<Integer> expected = new Found<>(johm, new Receipt.ByName(1, 2, 3, OptionalInt.of(1)));
		for (int order = 0; order < 2; order++) {
			assertThat(decide(MatchPlan.CONTACT_OF_ACCOUNT, john(), candidates)).isEqualTo(expected);
			Collections.reverse(candidates);
		}
	}

	@Test
	void everyCandidateIsExplainedByTheRulesThatDecide() {
		List<Candidate<Integer>> candidates = List.of(named(1, "Johm Smitt"), named(2, "Joan Smith"),
				named(3, "Johm Smith"), named(4, "Jane Doe"), Candidate.of(5, Set.of(EMAIL)));
		Explanation<Integer> byName = MatchPlan.CONTACT_OF_ACCOUNT.explain(john(), candidates);
		assertThat(byName.match()).isEqualTo(decide(MatchPlan.CONTACT_OF_ACCOUNT, john(), candidates));
		assertThat(byName.judged()).extracting(Explanation.Judged::accepted)
			.containsExactly(false, true, false, false, false);
		assertThat(byName.judged()).extracting(Explanation.Judged::why)
			.containsExactly("Its name is farther than the nearest: 2 edits away, that one 1.",
					"Its name is the nearest: 1 edit away, of at most 2.",
					"Its name is as near as the nearest, but that record is older.",
					"Its name is more than 1 edit away, which is the limit.", "No rule takes it.");
		Sought both = new Sought(Set.of(EMAIL), Set.of(EMAIL), john().name());
		assertThat(MatchPlan.CONTACT_OF_ACCOUNT.explain(both, candidates).judged()).extracting(Explanation.Judged::why)
			.contains("It has what was looked for: email.", "Another rule came first: email.");
	}

	@Test
	void limitIsThatWithTheChosenName() {
		Candidate<Integer> short9 = named(1, "John Smth");
		assertThat(byName(short9)).isEqualTo(new Found<>(short9, new Receipt.ByName(1, 1, 1, OptionalInt.empty())));
	}

	@Test
	void recordsOfOneNameCountEach() {
		Candidate<Integer> three = Candidate.named(1, NameKey.of("John Smith"), 3);
		assertThat(byName(three)).isEqualTo(new Found<>(three, new Receipt.ByName(0, 2, 3, OptionalInt.of(0))));
	}

	@Test
	void allWhoHaveANameAreCandidatesAndTheOldestIsChosen() {
		Candidate<Integer> joans = Candidate.named(5, NameKey.of("Joan Smith"), 3);
		Candidate<Integer> joan = named(5, "Joan Smith");
		assertThat(byName(joans, named(7, "Johm Smith"), Candidate.named(9, NameKey.of("Jane Doe"), 9)))
			.isEqualTo(new Found<>(joans, new Receipt.ByName(1, 2, 4, OptionalInt.of(1))));
		assertThat(byName(joan, Candidate.named(7, NameKey.of("Jonn Smitt"), 3)))
			.isEqualTo(new Found<>(joan, new Receipt.ByName(1, 2, 4, OptionalInt.of(2))));
	}

	@Test
	void candidateThatComesTwiceCountsOnce() {
		Candidate<Integer> john = named(1, "John Smith");
		assertThat(byName(john, john)).isEqualTo(new Found<>(john, new Receipt.ByName(0, 2, 1, OptionalInt.empty())));
	}

	@Test
	void addressWinsOverANearerName() {
		Candidate<Integer> byEmail = new Candidate<>(2, Set.of(EMAIL), NameKey.of("Jane Doe"), 1);
		assertThat(decide(MatchPlan.CONTACT_OF_ACCOUNT,
				new Sought(Set.of(EMAIL), Set.of(EMAIL), NameSearch.of("John Smith")),
				List.of(named(1, "John Smith"), byEmail)))
			.isEqualTo(new Found<>(byEmail, Receipt.by(Receipt.Rule.EMAIL)));
	}

	@Test
	void aliasFindsUnlessAnotherHasTheKeyOrThePersonIsAnother() {
		MatchPlan plan = MatchPlan.CONTACT_OF_ACCOUNT.under(Policy.GUARDED, OnDoubt.REFUSE, true);
		Sought john = new Sought(Set.of(EMAIL, EXTERNAL), Set.of(EMAIL, EXTERNAL), NameSearch.of("John Smith"));
		Candidate<Integer> jon = Candidate.of(1, Set.of(OTHER_EXTERNAL))
			.alias(Set.of(EMAIL))
			.known(NameKey.of("Jon Smith"), Person.UNKNOWN);
		Receipt alias = Receipt.by(Receipt.Rule.EMAIL).under(Policy.GUARDED, "alias");
		assertThat(decide(plan, john, List.of(jon))).isEqualTo(new Found<>(jon, alias));
		Candidate<Integer> holder = keyed(2, EXTERNAL);
		assertThat(decide(plan, john, List.of(jon, holder)))
			.isEqualTo(new Found<>(holder, Receipt.by(Receipt.Rule.KEY).under(Policy.GUARDED)));
		Candidate<Integer> ann = jon.known(NameKey.of("Ann Lee"), Person.UNKNOWN);
		assertThat(decide(plan, john, List.of(ann))).isInstanceOf(Nobody.class);
		Candidate<Integer> other = keyed(3).alias(Set.of(EXTERNAL));
		assertThat(decide(plan, john, List.of(jon, other))).isEqualTo(new Several<>(List.of(1, 3), alias));
		assertThat(decide(MatchPlan.CONTACT_OF_COMPANY_BOOK.under(Policy.KEYS, OnDoubt.REFUSE, true), john,
				List.of(keyed(4, EMAIL, OTHER_EXTERNAL))))
			.isInstanceOf(Found.class);
	}

	@Test
	void sharedAddressWantsTheGivenNameOrTheBirthDate() {
		MatchPlan plan = MatchPlan.CONTACT_OF_ACCOUNT.under(Policy.CORROBORATED, OnDoubt.REFUSE, true);
		Person born = new Person(null, null, null, LocalDate.of(1985, 3, 27), null);
		Candidate<Integer> jon = keyed(1, EMAIL).known(NameKey.of("Jon Smith"), born);
		Sought sought = new Sought(Set.of(EMAIL), Set.of(EMAIL), null).sharing(Set.of(EMAIL));
		Receipt key = Receipt.by(Receipt.Rule.EMAIL).under(Policy.CORROBORATED);
		Sought other = sought.corroboratedBy(NameSearch.of("Ann Smith"), Person.UNKNOWN);
		assertThat(decide(plan, other, List.of(jon))).isInstanceOf(Nobody.class);
		for (Sought same : List.of(sought.corroboratedBy(NameSearch.of("John Miller"), Person.UNKNOWN),
				sought.corroboratedBy(NameSearch.of("Ann Miller"), born),
				sought.corroboratedBy(null, Person.UNKNOWN))) {
			assertThat(decide(plan, same, List.of(jon))).isEqualTo(new Found<>(jon, key));
		}
		Person older = new Person(null, null, null, LocalDate.of(1950, 1, 1), null);
		assertThat(decide(plan, sought.corroboratedBy(NameSearch.of("Jon Smith"), older), List.of(jon)))
			.isInstanceOf(Nobody.class);
		Sought own = sought.sharing(Set.of()).corroboratedBy(NameSearch.of("Ann Miller"), older);
		assertThat(decide(plan, own, List.of(jon))).isEqualTo(new Found<>(jon, key));
	}

	@Test
	void severalWithOneOfTheAddressesAreNotChosenFrom() {
		assertThat(decide(MatchPlan.CONTACT_OF_CONNECTION, sought(Set.of(EMAIL, OTHER_EMAIL), Set.of()),
				List.of(keyed(2, OTHER_EMAIL), keyed(1, EMAIL))))
			.isEqualTo(new Several<>(List.of(1, 2), Receipt.by(Receipt.Rule.EMAIL)));
	}

	@Test
	void contactIsFoundAgainByTheAddressThatItWasGiven() {
		assertThat(decide(MatchPlan.CONTACT_OF_CONNECTION, sought(Set.of(EMAIL), Set.of(OTHER_EMAIL)),
				List.of(keyed(1, OTHER_EMAIL))))
			.isEqualTo(new Found<>(keyed(1, OTHER_EMAIL), Receipt.by(Receipt.Rule.EMAIL)));
	}

	@Test
	void keyOfAnotherCannotBeGiven() {
		assertThat(decide(MatchPlan.CONTACT_OF_CONNECTION, sought(Set.of(EMAIL), Set.of(OTHER_EMAIL)),
				List.of(keyed(1, EMAIL), keyed(2, OTHER_EMAIL))))
			.isEqualTo(new Conflict<>(KeyKind.EMAIL, 2, Receipt.by(Receipt.Rule.EMAIL)));
		assertThat(decide(MatchPlan.NEW, sought(Set.of(), Set.of(EMAIL)), List.of(keyed(2, EMAIL))))
			.isEqualTo(new Conflict<>(KeyKind.EMAIL, 2, Receipt.by(Receipt.Rule.NONE)));
		assertThat(decide(MatchPlan.BY_ID, sought(Set.of(key(KeyKind.ID, "1")), Set.of(EMAIL)),
				List.of(keyed(1, key(KeyKind.ID, "1")), keyed(2, EMAIL))))
			.isEqualTo(new Conflict<>(KeyKind.EMAIL, 2, Receipt.by(Receipt.Rule.KEY)));
	}

	@Test
	void numberDecidesAloneAndAnUnknownOneCreatesNobody() {
		List<Candidate<Integer>> candidates = List.of(keyed(1, NUMBER), keyed(2, EXTERNAL));
		assertThat(decide(MatchPlan.CONTACT_OF_COMPANY_BOOK, sought(Set.of(NUMBER), Set.of()), candidates))
			.isEqualTo(new Found<>(keyed(1, NUMBER), Receipt.by(Receipt.Rule.KEY)));
		assertThat(decide(MatchPlan.CONTACT_OF_COMPANY_BOOK, sought(Set.of(key(KeyKind.NUMBER, "8")), Set.of()),
				candidates))
			.isEqualTo(new Nobody<>(false));
	}

	@Test
	void externalIdGoesBeforeTheAddressWhichSaysThatItDecided() {
		Sought both = sought(Set.of(EXTERNAL, EMAIL), Set.of(EXTERNAL));
		assertThat(decide(MatchPlan.CONTACT_OF_COMPANY_BOOK, both, List.of(keyed(1, EXTERNAL))))
			.isEqualTo(new Found<>(keyed(1, EXTERNAL), Receipt.by(Receipt.Rule.KEY)));
		assertThat(decide(MatchPlan.CONTACT_OF_COMPANY_BOOK, both, List.of(keyed(1, EMAIL))))
			.isEqualTo(new Found<>(keyed(1, EMAIL), Receipt.by(Receipt.Rule.EMAIL)));
	}

	@Test
	void addressOfAContactWithAnotherExternalIdIsSomebodyElses() {
		assertThat(decide(MatchPlan.CONTACT_OF_COMPANY_BOOK, sought(Set.of(EXTERNAL, EMAIL), Set.of(EXTERNAL)),
				List.of(keyed(1, EMAIL, OTHER_EXTERNAL))))
			.isEqualTo(new Conflict<>(KeyKind.EMAIL, 1, Receipt.by(Receipt.Rule.EMAIL)));
	}

	@Test
	void websiteMayBelongToSeveralAccountsButThenDecidesNothing() {
		Sought website = sought(Set.of(WEBSITE), Set.of());
		assertThat(decide(MatchPlan.ACCOUNT_OF_CONNECTION, website, List.of(keyed(1, WEBSITE))))
			.isEqualTo(new Found<>(keyed(1, WEBSITE), Receipt.by(Receipt.Rule.KEY)));
		assertThat(decide(MatchPlan.ACCOUNT_OF_CONNECTION, website, List.of(keyed(1, WEBSITE), keyed(2, WEBSITE))))
			.isEqualTo(new Several<>(List.of(1, 2), Receipt.by(Receipt.Rule.KEY)));
		assertThat(decide(MatchPlan.NEW, sought(Set.of(), Set.of(WEBSITE)), List.of(keyed(1, WEBSITE))))
			.isEqualTo(new Nobody<>(true));
	}

	@Test
	void customerThatWaitsForItsLanguageTakesTheFirstThatNoOtherHas() {
		MatchKey dutch = key(KeyKind.IDENTITY, "s 1 NL");
		MatchKey waiting = key(KeyKind.DEFAULTED, "s 1");
		Sought sought = sought(Set.of(dutch, waiting), Set.of());
		assertThat(decide(MatchPlan.CUSTOMER, sought, List.of(keyed(1, waiting))))
			.isEqualTo(new Found<>(keyed(1, waiting), Receipt.by(Receipt.Rule.KEY)));
		assertThat(decide(MatchPlan.CUSTOMER, sought, List.of(keyed(1, waiting), keyed(2, dutch))))
			.isEqualTo(new Found<>(keyed(2, dutch), Receipt.by(Receipt.Rule.KEY)));
		assertThat(decide(MatchPlan.CUSTOMER, sought, List.of(keyed(1, key(KeyKind.SOURCE, "s 1")))))
			.isEqualTo(new Nobody<>(true));
	}

	@SafeVarargs
	@SuppressWarnings("varargs")
	private static Match<Integer> byName(Candidate<Integer>... candidates) {
		return decide(MatchPlan.CONTACT_OF_ACCOUNT, john(), List.of(candidates));
	}

	private static Match<Integer> decide(MatchPlan plan, Sought sought, List<Candidate<Integer>> candidates) {
		return plan.decide(sought, candidates);
	}

	private static Sought john() {
		return new Sought(Set.of(), Set.of(), NameSearch.of("John Smith"));
	}

	private static Sought sought(Set<MatchKey> keys, Set<MatchKey> given) {
		return new Sought(keys, given, null);
	}

	private static Candidate<Integer> named(int id, String name) {
		return Candidate.named(id, NameKey.of(name), 1);
	}

	private static Candidate<Integer> keyed(int id, MatchKey... keys) {
		return Candidate.of(id, Set.of(keys));
	}

	private static MatchKey key(KeyKind kind, String value) {
		return new MatchKey(kind, value);
	}

}
