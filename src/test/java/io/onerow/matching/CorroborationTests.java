package io.onerow.matching;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The ladder of the corroborated policy, rung by rung. */
class CorroborationTests {

	private static final MatchPlan REFUSING = MatchPlan.CONTACT_OF_ACCOUNT.under(Policy.CORROBORATED, OnDoubt.REFUSE,
			false);

	private static final MatchPlan CREATING = MatchPlan.CONTACT_OF_ACCOUNT.under(Policy.CORROBORATED, OnDoubt.CREATE,
			false);

	private static final Set<String> ASKED = Set.of("parent-child", "twin", "other-name", "household");

	/** Name, birth date, street, town, phone, number; empty where not known. */
	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					John Smith;;;;+41446681800; | John Miller;;;;044 668 18 00; | id
					John Smith;1985-03-27;;;+41446681800; | J Smith;1985-03-27;;;044 668 18 00; | id
					John Smith;;;;+41446681800; | Mary Smith;;;;044 668 18 00; | none
					John Smith;1985-03-27;;;+41446681800; | John Smith;1955-03-20;;;044 668 18 00; | none
					John Smith;1985-03-27;;;; | Jon Smith;1985-03-28;;;; | name-birth
					John Smith;1985-03-07;;;; | Smith John;1985-07-03;;;; | name-birth
					John Smith;1985-03-27;;;; | Smith, Jhon;1985-03-27;;;; | name-birth
					Jonathan Featherstone;1985-03-27;;;; | Jonahtan Fetherstnoe;1985-03-27;;;; | name-birth
					John Smith;1985-03-27;Kade 1;2600 Delft;; | John Smith;;Kade 1;2600 Delft;; | name-address
					John Smith;;Kade 1;2600 Delft;; | John Smith;;Weg 12;2601 Delft;; | none
					John Smith;;Kade 1;2600 Delft;; | John Smith;;Kade 12;2600 Delft;; | name-address
					John Smith;;;;;1234567 | John Smith;;;;;1234657 | name-near-id
					John Smith;;;;;1234567 | John Smith;;;;;1243657 | none
					John Smith;;;;;ab12345 | John Smith;;;;;ab12346 | none
					John Smith;1985-03-27;;;;1234567 | John Smith;1955-03-20;;;;1234568 | none
					John Smith;1985-03-27;Kade 1;2600 Delft;; | John Miller;;Kade 1;2600 Delft;; | given-whole-address
					John Smith;1985-03-27;Kade 1;2600 Delft;; | John Miller;1985-03-27;Kade 12;2600 Delft;; | birth-address-given
					John Smith;1985-03-27;Kade 1;2600 Delft;; | Smith;1985-03-27;Kade 1;;; | birth-address
					John Smith;1985-03-27;Kade 1;2600 Delft;; | John;1985-03-27;Kade 1;;; | birth-address-given
					John Smith;1985-03-27;Kade 1;2600 Delft;; | Unknown;1985-03-27;Kade 1;;; | birth-address
					John Smith;1985-03-27;Kade 1;2600 Delft;;1234567 | Mary Miller;1985-03-27;Kade 1;;;1234568 | birth-address-near-id
					John Smith;1985-03-27;Kade 1;2600 Delft;; | John Smith;1987-11-02;Kade 1;2600 Delft;; | name-home
					John Smith;1985-03-27;Kade 1;2600 Delft;; | Jon Smith;1987-11-02;Kade 1;2600 Delft;; | parent-child
					John Smith;1985-03-27;Kade 1;2600 Delft;; | John Smith;1955-11-02;Kade 1;2600 Delft;; | parent-child
					John Smith;1985-03-27;Kade 1;2600 Delft;; | Mary Smith;1985-03-27;Kade 1;2600 Delft;; | twin
					John Smith;1985-03-27;Kade 1;2600 Delft;; | Mary Miller;1985-03-27;Kade 1;2600 Delft;; | other-name
					John Smith;;Kade 1;2600 Delft;; | Mary Smith;;Kade 1;2600 Delft;; | household
					John Smith;;Kade 1;2600 Delft;; | Mary Miller;;Kade 1;2600 Delft;; | none
					John Smith;;;;; | John Smith;;;;; | none
					Unknown;;Kade 1;2600 Delft;; | Unknown;;Kade 1;2600 Delft;; | none
					王小明;1985-03-27;;;; | 王小明;1985-03-28;;;; | name-birth
					王小明;1985-03-27;;;; | 王小朋;1985-03-27;;;; | none
					""")
	void personIsLinkedByWhatCorroborates(String known, String said, String rung) {
		Candidate<Integer> there = there(1, known);
		Match<Integer> match = REFUSING.decide(sought(said), List.of(there));
		assertThat(match.receipt().toString()).endsWith("policy=corroborated, rung=" + rung);
		boolean links = !rung.equals("none") && !ASKED.contains(rung);
		assertThat(match instanceof Match.Found).isEqualTo(links);
		assertThat(match instanceof Match.Doubt).isEqualTo(ASKED.contains(rung));
		assertThat(match.receipt().toString()).startsWith(links ? "by=evidence, candidates=1" : "by=none");
		Match<Integer> creating = CREATING.decide(sought(said), List.of(there));
		assertThat(creating instanceof Match.Found).isEqualTo(links);
		assertThat(creating.receipt()).isEqualTo(match.receipt());
		// it is the same the other way round
		assertThat(REFUSING.decide(sought(known), List.of(there(1, said))).receipt()).isEqualTo(match.receipt());
	}

	@Test
	void bestRungWinsThenMostAgreementThenTheNearest() {
		String sent = "John Smith;1985-03-27;Kade 1;2600 Delft;;";
		Candidate<Integer> born = there(1, "John Smith;1985-03-27;;;;");
		Candidate<Integer> housed = there(2, "John Smith;;Kade 1;2600 Delft;;");
		Candidate<Integer> both = there(3, "Jon Smith;1985-03-27;Kade 1;2600 Delft;;");
		Candidate<Integer> nearest = there(4, "John Smith;1985-03-28;Kade 1;2600 Delft;;");
		assertThat(found(sent, List.of(housed, born))).isEqualTo(1);
		assertThat(found(sent, List.of(housed, born, both))).isEqualTo(3);
		assertThat(found(sent, List.of(housed, born, both, nearest))).isEqualTo(4);
	}

	@Test
	void twoThatAreEqualAreADoubt() {
		String john = "John Smith;1985-03-27;;;;";
		Match<Integer> match = REFUSING.decide(sought(john), List.of(there(2, john), there(1, john)));
		assertThat(match.receipt()).hasToString("by=none, policy=corroborated, rung=tie");
		assertThat(((Match.Doubt<Integer>) match).suspects()).extracting(Match.Suspect::id).containsExactly(1, 2);
	}

	@Test
	void crowdIsADoubtUnlessSomebodyIsLinked() {
		String john = "John Smith;1985-03-27;;;;";
		Match<Integer> match = REFUSING.decide(sought(john), List.of(Candidate.crowd(7, 101)));
		assertThat(match.receipt()).hasToString("by=none, policy=corroborated, rung=too-many");
		assertThat(((Match.Doubt<Integer>) match).suspects().get(0).why()).contains("one by one");
		assertThat(found(john, List.of(Candidate.crowd(7, 101), there(1, john)))).isEqualTo(1);
	}

	@Test
	void keyGoesBefore() {
		MatchKey email = MatchKey.of(EmailKey.of("john@acme.com"));
		Sought sent = new Sought(Set.of(email), Set.of(email), null).corroboratedBy(NameSearch.of("Clara Schumann"),
				Person.UNKNOWN);
		assertThat(REFUSING.decide(sent, List.of(Candidate.of(1, Set.of(email)))).receipt())
			.hasToString("by=email, policy=corroborated, rung=email");
	}

	@Test
	void ladderStandsBehindTheKeysOfEachPlan() {
		String john = "John Smith;1985-03-27;;;;";
		for (MatchPlan plan : List.of(MatchPlan.CONTACT_OF_CONNECTION, MatchPlan.CONTACT_OF_COMPANY_BOOK)) {
			MatchPlan corroborated = plan.under(Policy.CORROBORATED, OnDoubt.REFUSE, false);
			assertThat(corroborated.decide(sought(john), List.of(there(1, john)))).isInstanceOf(Match.Found.class);
		}
		MatchKey number = new MatchKey(KeyKind.NUMBER, "7");
		Sought numbered = new Sought(Set.of(number), Set.of(), null).corroboratedBy(NameSearch.of("John Smith"),
				sought(john).known());
		assertThat(MatchPlan.CONTACT_OF_COMPANY_BOOK.under(Policy.CORROBORATED, OnDoubt.REFUSE, false)
			.decide(numbered, List.of(there(1, john)))).as("an unknown number is a mistake")
			.isInstanceOf(Match.Nobody.class);
	}

	@Test
	void everyCandidateIsExplained() {
		Explanation<Integer> explanation = REFUSING.explain(sought("John Smith;1985-03-27;Kade 1;2600 Delft;;"),
				List.of(there(1, "Jon Smith;1985-03-27;;;;"), there(2, "Mary Smith;1985-03-27;Kade 1;;;"),
						there(3, "Paul Jones;;;;;")));
		assertThat(explanation.decision()).isEqualTo("matched");
		assertThat(explanation.judged()).extracting(Explanation.Judged::rung)
			.containsExactly("name-birth", "twin", null);
		assertThat(explanation.judged()).extracting(Explanation.Judged::accepted).containsExactly(true, false, false);
		assertThat(explanation.judged().get(1).evidence()).containsEntry("givenName", Sign.DIFFERS)
			.containsEntry("birthDate", Sign.AGREES);
		assertThat(explanation.judged().get(0).why()).isEqualTo("GivenName and surname and birthDate agree.");
		assertThat(explanation.judged().get(1).why())
			.isEqualTo("Surname and birthDate and address agree, but the given name is another: a twin, more likely.");
	}

	private static Integer found(String sent, List<Candidate<Integer>> there) {
		return ((Match.Found<Integer>) REFUSING.decide(sought(sent), there)).id();
	}

	private static Sought sought(String text) {
		return new Sought(keys(text), keys(text), null).corroboratedBy(NameSearch.of(part(text, 0)), person(text));
	}

	private static Candidate<Integer> there(int id, String text) {
		return new Candidate<Integer>(id, keys(text), null, 1).known(NameKey.of(part(text, 0)), person(text));
	}

	private static Set<MatchKey> keys(String text) {
		return part(text, 5).isEmpty() ? Set.of() : Set.of(new MatchKey(KeyKind.EXTERNAL_ID, part(text, 5)));
	}

	private static Person person(String text) {
		String born = part(text, 1);
		String town = part(text, 3);
		String phone = part(text, 4);
		boolean hasTown = !town.isEmpty();
		return new Person(null, phone.isEmpty() ? null : PhoneKey.of(phone, "CH"),
				phone.isEmpty() ? null : PhoneKey.end(phone), born.isEmpty() ? null : LocalDate.parse(born),
				PostalAddress.of(part(text, 2), hasTown ? town.substring(5) : null,
						hasTown ? town.substring(0, 4) : null));
	}

	private static String part(String text, int at) {
		return text.split(";", -1)[at];
	}

}
