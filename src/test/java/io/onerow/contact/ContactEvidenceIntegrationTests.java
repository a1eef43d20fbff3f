package io.onerow.contact;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import io.onerow.IntegrationTest;
import io.onerow.Property;
import io.onerow.Race;
import io.onerow.account.AccountChanges;
import io.onerow.account.AccountScope;
import io.onerow.account.AccountService;
import io.onerow.matching.KeyKind;
import io.onerow.matching.Match;
import io.onerow.matching.MatchPlan;
import io.onerow.matching.OnDoubt;
import io.onerow.matching.Policy;
import io.onerow.matching.Probes;
import io.onerow.matching.Sought;
import io.onerow.policy.EvidenceIndex;
import io.onerow.policy.MatchPolicies;
import io.onerow.policy.MatchPolicy;
import io.onerow.policy.Survivorship;
import io.onerow.review.Reviews;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import io.onerow.upsert.AskedPolicy;
import io.onerow.upsert.AttributesPatch;
import io.onerow.upsert.Change;
import io.onerow.upsert.Claim;
import io.onerow.upsert.DoneBefore;
import io.onerow.upsert.Doubtful;
import io.onerow.upsert.KeyLocks;
import io.onerow.upsert.Look;
import io.onerow.upsert.Outcome;
import io.onerow.upsert.Preconditions;
import io.onerow.upsert.UpsertRetry;
import io.onerow.upsert.Upserted;
import io.onerow.upsert.WriteContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whom the index of evidence finds, against all who are there. */
@IntegrationTest
class ContactEvidenceIntegrationTests {

	private static final List<String> GIVEN = List.of("Johann", "Johanna", "Jo", "Maria Anna", "Christopher", "Lee");

	private static final List<String> SURNAMES = List.of("Strauss", "Straus", "van Dijk", "Papageorgiou", "Bach");

	private static final int THREADS = 64;

	private static final MatchPolicy POLICY = new MatchPolicy(Policy.CORROBORATED, OnDoubt.REFUSE, false, "CH",
			Survivorship.NEWEST);

	@Autowired
	private ContactService contacts;

	@Autowired
	private ContactRepository repository;

	@Autowired
	private AccountService accounts;

	@Autowired
	private MatchPolicies policies;

	@Autowired
	private Reviews reviews;

	@Autowired
	private Tenants tenants;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private UpsertRetry retry;

	private Directory directory;

	@BeforeEach
	void emptyAccount() {
		TenantId tenant = this.tenants.ensure(new TenantId("evidence")).id();
		this.directory = Directory.ofAccount(tenant,
				this.accounts.create(AccountScope.of(tenant), AccountChanges.ofName("Evidence")).id());
		this.policies.put(tenant, this.directory.scope(), POLICY);
		this.policies.complete(tenant, EvidenceIndex.CONTACTS, Instant.now().plusSeconds(1));
	}

	/**
	 * Each of whom the ladder links, doubts, or excludes by what the index is made of.
	 */
	@Test
	void indexDecidesAsIfAllHadBeenReadAndJudged() {
		RandomGenerator random = new SplittableRandom(20_261_127);
		for (int i = 0; i < 250; i++) {
			this.contacts.create(this.directory, changes(random, i));
		}
		List<Contact> all = haveOtherPhones(random, this.contacts.list(this.directory, null, 1_000));
		MatchPlan plan = POLICY.of(MatchPlan.CONTACT_OF_ACCOUNT);
		Map<String, Integer> decided = new HashMap<>();
		for (int i = 0; i < 400; i++) {
			SentContact sent = SentContact.byAddressOrName(changes(random, 1_000 + i)).under(POLICY);
			PersonCards cards = PersonCards.of(this.directory, this.repository, Clock.systemUTC(), POLICY,
					this.reviews);
			Look.Seen<Contact> seen = (Look.Seen<Contact>) cards.look(sent, KeyLocks.NONE);
			Match<UUID> byIndex = plan.decide(sent.sought(), seen.candidates());
			Match<UUID> byBruteForce = plan.decide(sent.sought(),
					all.stream().map((contact) -> PersonCards.known(contact, contact, "CH")).toList());
			assertThat(rung(byIndex)).as("%s", sent.sought()).isEqualTo(rung(byBruteForce));
			assertThat(of(byIndex)).isEqualTo(of(byBruteForce));
			decided.merge(rung(byBruteForce), 1, Integer::sum);
		}
		assertThat(decided).containsKeys("name-birth", "name-address", "id", "none", "tie", "birth-address-given",
				"household");
	}

	/** Some have had another phone, which others have. */
	private List<Contact> haveOtherPhones(RandomGenerator random, List<Contact> contacts) {
		contacts.stream()
			.filter((contact) -> contact.attributes().text(PersonFacts.PHONE) != null)
			.forEach((contact) -> {
				if (random.nextBoolean()) {
					this.contacts.change(this.directory, contact.id(), phone(random));
				}
			});
		List<Contact> changed = this.repository.find(this.directory,
				contacts.stream().map((contact) -> Sought.byId(contact.id())).toList(), KeyLocks.NONE);
		assertThat(changed).filteredOn((contact) -> !Aliases.of(contact, KeyKind.PHONE).isEmpty())
			.hasSizeGreaterThan(10);
		return changed;
	}

	private static ContactChanges phone(RandomGenerator random) {
		return ContactChanges.ofPerson(Change.keep(), Change.keep(), Change.keep(), List.of())
			.with(Change.keep(), AttributesPatch
				.of(Map.of(PersonFacts.PHONE, Change.set(new StringNode("+4144668181" + random.nextInt(10))))));
	}

	private static String rung(Match<UUID> match) {
		String receipt = match.receipt().toString();
		return receipt.substring(receipt.indexOf("rung=") + 5);
	}

	private static Set<UUID> of(Match<UUID> match) {
		if (match instanceof Match.Found<UUID> found) {
			return Set.of(found.id());
		}
		Set<UUID> ids = new HashSet<>();
		if (match instanceof Match.Doubt<UUID> doubt) {
			doubt.suspects().forEach((suspect) -> ids.add(suspect.id()));
		}
		return ids;
	}

	@Test
	void whoHasTheBirthDateOfThousandsIsFoundByTheName() {
		Contact father = this.contacts.upsert(this.directory, sent("Wolfgang Amadeus", "1900-01-01", "Kade 1", "2600"))
			.value();
		crowd(20_000);
		assertThat(this.contacts.upsert(this.directory, sent("Amadeus, Wolfgang", "1900-01-01", "Weg 2", "7000"))
			.value()
			.id()).isEqualTo(father.id());
		SentContact unlike = sent("Xaver Quirin", "1900-01-01", "Gasse 3", "9000");
		assertThatThrownBy(() -> this.contacts.upsert(this.directory, unlike)).isInstanceOfSatisfying(Doubtful.class,
				(doubt) -> assertThat(doubt.receipt()).hasToString("by=none, policy=corroborated, rung=too-many"));
		SentContact another = sent("Xaver Quirin", "1955-05-05", "Gasse 3", "9000");
		assertThat(this.contacts.upsert(this.directory, another).value().fullName()).isEqualTo("Xaver Quirin");
	}

	/** Of whom nothing is the same but for errors of typing: name, date, postal code. */
	@Test
	void raceOfOneWhoIsMistypedCreatesOneContact() throws Exception {
		long before = this.retry.deadlocks();
		List<List<String>> spellings = List.of(List.of("Johann Strauss", "1985-03-07", "2600"),
				List.of("Johannes Strauss", "1985-03-08", "2600"), List.of("Strauss, Johann", "1985-03-07", "2601"),
				List.of("Johann", "1985-03-07", "6200"), List.of("Johann Straus-Meier", "1985-03-06", "2600"));
		List<Upserted<Contact>> results = Race.of(THREADS, (i) -> () -> {
			List<String> one = spellings.get(i % spellings.size());
			return this.contacts.upsert(this.directory, sent(one.get(0), one.get(1), "Kade 1", one.get(2)));
		});
		assertThat(results).filteredOn((result) -> result.outcome() == Outcome.CREATED).hasSize(1);
		assertThat(this.contacts.list(this.directory, null, 10)).hasSize(1);
		assertThat(this.retry.deadlocks()).isEqualTo(before);
	}

	/** One writes by keys alone what the other is looking for. */
	@Test
	void raceOfPoliciesLeavesNoContactOutOfTheIndex() throws Exception {
		this.policies.put(this.directory.tenant(), this.directory.scope(),
				new MatchPolicy(Policy.CORROBORATED, OnDoubt.CREATE, true, null, Survivorship.NEWEST));
		List<Policy> asked = List.of(Policy.values());
		Race.of(THREADS, (i) -> () -> as(asked.get(i % asked.size()),
				() -> this.contacts.upsert(this.directory, sent("Johann Strauss " + i % 8, "1985-03-27", "", ""))));
		List<Contact> contacts = this.contacts.list(this.directory, null, 1_000);
		assertThat(contacts).isNotEmpty();
		contacts.forEach((contact) -> assertThat(this.jdbc
			.sql("select key from contact_probe where tenant_id = ? and directory_id = ? and contact_id = ?")
			.params(this.directory.tenant().value(), this.directory.id(), contact.id())
			.query(Long.class)
			.list()).hasSameElementsAs(PersonFacts.probes(contact).stored().stream().map(Probes.Stored::key).toList()));
	}

	/** Rows as so many contacts of one birth date have them. */
	private void crowd(int size) {
		Contact one = this.contacts.create(this.directory,
				sent("Zoe Zimmer", "1900-01-01", "Allee 9", "1000").changes());
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc
				.sql("""
						insert into contact (tenant_id, directory_id, contact_id, full_name, name_key, name_keys, name_letters,
							email_status, language, attributes, version, created_at, updated_at, key_version)
						select c.tenant_id, c.directory_id, gen_random_uuid(), c.full_name, c.name_key, c.name_keys,
							c.name_letters, c.email_status, c.language, c.attributes, c.version, c.created_at, c.updated_at,
							c.key_version
						from contact c, generate_series(1, ?)
						where c.tenant_id = ? and c.directory_id = ? and c.contact_id = ?""")
				.params(size, this.directory.tenant().value(), this.directory.id(), one.id())
				.update();
			this.jdbc
				.sql("""
						insert into contact_probe (tenant_id, directory_id, key, contact_id, letters, home)
						select c.tenant_id, c.directory_id, p.key, c.contact_id, p.letters, p.home
						from contact c join contact_probe p using (tenant_id, directory_id)
						where c.tenant_id = ? and c.directory_id = ? and p.contact_id = ? and c.contact_id <> p.contact_id""")
				.params(this.directory.tenant().value(), this.directory.id(), one.id())
				.update();
		});
	}

	private static <T> T as(Policy policy, Supplier<T> work) {
		WriteContext.bind(new WriteContext("test", "none", "none", null, false, Preconditions.NONE, Claim.NONE,
				DoneBefore.NOTHING, null, new AskedPolicy(policy, null)));
		try {
			return work.get();
		}
		finally {
			WriteContext.bind(null);
		}
	}

	private static ContactChanges changes(RandomGenerator random, int id) {
		return sent(typed(Property.oneOf(GIVEN, random) + " " + Property.oneOf(SURNAMES, random), random),
				(random.nextInt(4) == 0) ? ""
						: LocalDate.of(1980 + random.nextInt(2), 1 + random.nextInt(3), 1 + random.nextInt(4))
							.toString(),
				(random.nextInt(4) == 0) ? "" : Property.oneOf(List.of("Kade 1", "Kade 2", "Wolfsweg 1"), random),
				Property.oneOf(List.of("2600", "2601", "6200", "7000"), random),
				(random.nextInt(3) == 0) ? "+4144668180" + random.nextInt(10) : "", "n" + id)
			.changes();
	}

	private static String typed(String name, RandomGenerator random) {
		return switch (random.nextInt(4)) {
			case 0 -> name;
			case 1 -> name.substring(name.lastIndexOf(' ') + 1) + ", " + name.substring(0, name.lastIndexOf(' '));
			case 2 -> name.substring(name.lastIndexOf(' ') + 1);
			default -> {
				int at = random.nextInt(name.length());
				yield name.substring(0, at) + (char) ('a' + random.nextInt(26))
						+ name.substring(at + random.nextInt(2));
			}
		};
	}

	private static SentContact sent(String name, String born, String street, String code) {
		return sent(name, born, street, code, "", "n0");
	}

	private static SentContact sent(String name, String born, String street, String code, String phone, String id) {
		Map<String, Change<JsonNode>> more = new HashMap<>();
		if (!born.isEmpty()) {
			more.put(PersonFacts.BIRTH_DATE, Change.set(new StringNode(born)));
		}
		if (!phone.isEmpty()) {
			more.put(PersonFacts.PHONE, Change.set(new StringNode(phone)));
		}
		if (!street.isEmpty()) {
			ObjectNode address = JsonNodeFactory.instance.objectNode();
			more.put(PersonFacts.ADDRESS,
					Change.set(address.put(PersonFacts.STREET, street).put(PersonFacts.CODE, code)));
		}
		Change<String> externalId = id.equals("n0") ? Change.keep() : Change.set(id);
		return SentContact.byAddressOrName(
				ContactChanges.ofPerson(Change.set(name), Change.keep(), Change.set("de"), new ArrayList<>())
					.with(externalId, AttributesPatch.of(more)));
	}

}
