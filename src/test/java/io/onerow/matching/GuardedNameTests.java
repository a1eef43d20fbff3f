package io.onerow.matching;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The ladder of the guarded policy, rung by rung. */
class GuardedNameTests {

	private static final MatchPlan REFUSING = MatchPlan.CONTACT_OF_ACCOUNT.under(Policy.GUARDED, OnDoubt.REFUSE, false);

	private static final MatchPlan CREATING = MatchPlan.CONTACT_OF_ACCOUNT.under(Policy.GUARDED, OnDoubt.CREATE, false);

	/**
	 * Of the one who is there, and of the one who is sent: email, phone, birth date,
	 * street, town.
	 */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			;;;; | ;;;; | name-account
			a@acme.com;;;; | ;;;; | name-account
			;;1985-03-27;; | ;;1985-03-27;; | name-birth
			;;1985-03-27;; | ;;1985-03-28;; | name-birth
			;;1985-03-07;; | ;;1985-07-03;; | name-birth
			;+41 44 668 18 00;;; | ;044 668 18 00;;; | name-phone
			;+41 44 668 18 00;1985-03-27;; | ;044 668 18 00;1985-03-27;; | name-phone
			;;;Hauptstr. 5;8001 Bern | ;;;Hauptstr. 5;8001 Bern | name-address
			info@acme.com;;;; | a@acme.com;;;; | name-domain
			a@acme.com;;;; | b@other.com;;;; | none
			;;1985-03-27;; | ;;1990-01-01;; | none
			;+41 44 668 18 00;;; | ;+41 44 668 18 01;;; | none
			a@acme.com;;;; | b@acme.com;;;; | contradicted
			a@gmail.com;;;; | b@gmail.com;;;; | none
			a@acme.com;;1985-03-27;; | b@other.com;;1985-03-27;; | contradicted
			;;1985-03-27;Hauptstr. 5;8001 Bern | ;;1955-01-01;Hauptstr. 5;8001 Bern | contradicted
			;;;Hauptstr. 5;8001 Bern | ;;;Seeweg 12;4000 Basel | name-only
			info@gmail.com;;;; | b@acme.com;;;; | name-only
			""")
	void nameIsLinkedByWhatElseIsKnown(String known, String said, String rung) {
		Candidate<Integer> there = john(1, person(known));
		Sought sent = sought("Jon Smith", person(said));
		Match<Integer> match = REFUSING.decide(sent, List.of(there));
		String receipt = match.receipt().toString();
		assertThat(receipt).endsWith(", policy=guarded, rung=" + rung);
		boolean links = rung.startsWith("name-") && !rung.equals("name-only");
		assertThat(match instanceof Match.Found).isEqualTo(links);
		assertThat(match instanceof Match.Doubt).isEqualTo(!links && !rung.equals("none"));
		assertThat(receipt).startsWith(links ? "by=name, distance=1, limit=1, candidates=1" : "by=none");
		Match<Integer> creating = CREATING.decide(sent, List.of(there));
		assertThat(creating instanceof Match.Found).isEqualTo(links);
		assertThat(creating.receipt()).hasToString(receipt);
	}

	@Test
	void bestRungWinsThenMostAgreementThenTheNearest() {
		Person sent = person(";+41446681800;1985-03-27;;");
		Candidate<Integer> birth = john(1, person(";;1985-03-27;;"));
		Candidate<Integer> phone = john(2, person(";+41446681800;;;"));
		Candidate<Integer> both = john(3, person(";+41446681800;1985-03-27;;"));
		assertThat(found(sent, List.of(birth, phone))).isEqualTo(2);
		assertThat(found(sent, List.of(both, birth, phone))).isEqualTo(3);
		Candidate<Integer> exact = new Candidate<Integer>(4, Set.of(), null, 1).known(NameKey.of("Jon Smith"),
				Person.UNKNOWN);
		assertThat(found(Person.UNKNOWN, List.of(john(1, Person.UNKNOWN), exact))).isEqualTo(4);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "Smith Jon|;;1985-03-27;;|name-birth", "Smith, John|;;1985-03-27;;|name-birth",
					"Smith Jon|;;;;|none", "Smith Jon|a@acme.com;;;;|none", "Smith Jon|;;1999-01-01;;|none",
					"Smith Peter|;;1985-03-27;;|none" })
	void halvesTheOtherWayRoundNeedSomethingThatAgrees(String name, String said, String rung) {
		Candidate<Integer> there = john(1, person("b@acme.com;;1985-03-27;;"));
		Sought sent = new Sought(Set.of(), Set.of(), NameSearch.of(name)).guardedBy(person(said));
		assertThat(REFUSING.decide(sent, List.of(there)).receipt().toString()).endsWith("rung=" + rung);
	}

	@Test
	void twoThatAreEqualAreADoubt() {
		Sought sent = sought("Jon Smith", Person.UNKNOWN);
		Match<Integer> match = REFUSING.decide(sent, List.of(john(2, Person.UNKNOWN), john(1, Person.UNKNOWN)));
		assertThat(match.receipt()).hasToString("by=none, policy=guarded, rung=tie");
		assertThat(((Match.Doubt<Integer>) match).suspects()).extracting(Match.Suspect::id).containsExactly(1, 2);
		assertThat(((Match.Doubt<Integer>) match).suspects()).extracting(Match.Suspect::rung).containsOnly("tie");
	}

	@Test
	void nameOfTooManyIsADoubt() {
		Match<Integer> match = REFUSING.decide(sought("Jon Smith", Person.UNKNOWN),
				List.of(Candidate.named(1, NameKey.of("John Smith"), 101)));
		assertThat(match.receipt()).hasToString("by=none, policy=guarded, rung=too-many");
		assertThat(((Match.Doubt<Integer>) match).suspects().get(0).why()).contains("101 have it");
	}

	/** Three who are sent as nobody are three. */
	@ParameterizedTest
	@ValueSource(strings = { "Unknown", "UNKNOWN UNKNOWN", "N/A", "n. a.", "-", "?", "X", "Test", "Test User",
			"test123", "Unknown Contact", "Ann", "Jörg", "john.smith@acme.com", "Not available", "No Name", "王" })
	void whatIsNoFullNameMatchesNobody(String name) {
		Candidate<Integer> there = new Candidate<Integer>(1, Set.of(), null, 1).known(NameKey.of(name), Person.UNKNOWN);
		Match<Integer> match = REFUSING.decide(sought(name, Person.UNKNOWN), List.of(there));
		assertThat(match).as(name)
			.isEqualTo(new Match.Nobody<>(true, Receipt.by(Receipt.Rule.NONE).under(Policy.GUARDED), List.of()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Ann Lee", "Testa Rossa", "Christopher Guest", "王小明", "Smith", "Null, Maria" })
	void nameOfAPersonMatches(String name) {
		Candidate<Integer> there = new Candidate<Integer>(1, Set.of(), null, 1).known(NameKey.of(name), Person.UNKNOWN);
		assertThat(REFUSING.decide(sought(name, Person.UNKNOWN), List.of(there))).as(name)
			.isInstanceOf(Match.Found.class);
	}

	@Test
	void anotherIdeographIsAnotherName() {
		Candidate<Integer> there = new Candidate<Integer>(1, Set.of(), null, 1).known(NameKey.of("王小明 李大同"),
				Person.UNKNOWN);
		assertThat(NameKey.of("王小明 李大同").distanceTo(NameKey.of("王小朋 李大同"))).hasValue(1);
		assertThat(REFUSING.decide(sought("王小朋 李大同", Person.UNKNOWN), List.of(there))).isInstanceOf(Match.Nobody.class);
	}

	@Test
	void keyGoesBeforeAndIsToldWithThePolicy() {
		MatchKey email = MatchKey.of(EmailKey.of("john@acme.com"));
		Candidate<Integer> there = Candidate.of(1, Set.of(email));
		Sought sent = new Sought(Set.of(email), Set.of(email), NameSearch.of("Clara Schumann"));
		assertThat(REFUSING.decide(sent, List.of(there)).receipt()).hasToString("by=email, policy=guarded, rung=email");
		MatchPlan keys = MatchPlan.CONTACT_OF_ACCOUNT.under(Policy.KEYS, OnDoubt.REFUSE, false);
		assertThat(keys.decide(sent.byKeys(), List.of(there)).receipt())
			.hasToString("by=email, policy=keys, rung=email");
		assertThat(
				keys.decide(sought("John Smith", Person.UNKNOWN).byKeys(), List.of(john(1, Person.UNKNOWN))).receipt())
			.hasToString("by=none, policy=keys, rung=none");
	}

	@Test
	void everyCandidateIsExplained() {
		Person sent = person(";;1985-03-27;;");
		Explanation<Integer> explanation = REFUSING.explain(sought("Jon Smith", sent),
				List.of(john(1, sent), john(2, person(";;1999-01-01;;")), john(3, Person.UNKNOWN)));
		assertThat(explanation.decision()).isEqualTo("matched");
		assertThat(explanation.judged()).extracting(Explanation.Judged::rung)
			.containsExactly("name-birth", "different", "name-account");
		assertThat(explanation.judged()).extracting(Explanation.Judged::accepted).containsExactly(true, false, false);
		assertThat(explanation.judged()).extracting(Explanation.Judged::why)
			.containsExactly("Its name is 1 edit away, of at most 1, and birthDate agrees.",
					"Its name is 1 edit away, of at most 1, but birthDate contradicts, and nothing else agrees.",
					"Its name is 1 edit away, of at most 1, it is of the same account, and nothing is known that differs."
							+ " Another one is better.");
		assertThat(explanation.judged().get(1).evidence()).containsEntry("birthDate", Sign.CONTRADICTS);
	}

	private static Integer found(Person sent, List<Candidate<Integer>> there) {
		return ((Match.Found<Integer>) REFUSING.decide(sought("Jon Smith", sent), there)).id();
	}

	private static Sought sought(String name, Person person) {
		return new Sought(Set.of(), Set.of(), NameSearch.of(name)).guardedBy(person);
	}

	private static Candidate<Integer> john(int id, Person person) {
		return new Candidate<Integer>(id, Set.of(), null, 1).known(NameKey.of("John Smith"), person);
	}

	/** Email, phone, birth date, street and town with its code; empty where not known. */
	private static Person person(String known) {
		String[] parts = known.split(";", -1);
		boolean hasTown = !parts[4].isEmpty();
		return new Person(parts[0].isEmpty() ? null : new Mailbox(EmailKey.of(parts[0]).value()),
				parts[1].isEmpty() ? null : PhoneKey.of(parts[1], "CH"),
				parts[1].isEmpty() ? null : PhoneKey.end(parts[1]),
				parts[2].isEmpty() ? null : LocalDate.parse(parts[2]), PostalAddress.of(parts[3],
						hasTown ? parts[4].substring(5) : null, hasTown ? parts[4].substring(0, 4) : null));
	}

}
