package io.onerow.contact;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.random.RandomGenerator;

import io.onerow.IntegrationTest;
import io.onerow.Property;
import io.onerow.account.AccountChanges;
import io.onerow.account.AccountScope;
import io.onerow.account.AccountService;
import io.onerow.matching.OnDoubt;
import io.onerow.matching.Policy;
import io.onerow.policy.EvidenceIndex;
import io.onerow.policy.MatchPolicies;
import io.onerow.policy.MatchPolicy;
import io.onerow.policy.Survivorship;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import io.onerow.upsert.AttributesPatch;
import io.onerow.upsert.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is found among those that are stored, against all who are there. */
@IntegrationTest
class DuplicateLookIntegrationTests {

	private static final List<String> GIVEN = List.of("Johann", "Johanna", "Jo", "Maria Anna", "Christopher",
			"Unknown");

	private static final List<String> SURNAMES = List.of("Strauss", "Straus", "van Dijk", "Papageorgiou", "Bach");

	private static final UUID START = new UUID(0, 0);

	@Autowired
	private ContactService contacts;

	@Autowired
	private ContactRepository repository;

	@Autowired
	private DuplicateLook look;

	@Autowired
	private AccountService accounts;

	@Autowired
	private MatchPolicies policies;

	@Autowired
	private Tenants tenants;

	@Autowired
	private JdbcClient jdbc;

	@ParameterizedTest
	@EnumSource(names = { "SEED", "GUARDED", "CORROBORATED" })
	void finderAsksAsIfAllWhoAreOlderHadBeenReadAndJudged(Policy policy) {
		Directory directory = account(new TenantId("look-" + policy), policy);
		Directory other = account(directory.tenant(), policy);
		RandomGenerator random = new SplittableRandom(20_261_127);
		for (int i = 0; i < 160; i++) {
			this.contacts.create((i % 6 == 0) ? other : directory, changes(random));
		}
		// as an undo leaves them
		this.jdbc.sql("""
				insert into contact_unprobed select tenant_id, directory_id, contact_id from contact where tenant_id = ?
				order by contact_id limit 10""").param(directory.tenant().value()).update();
		this.jdbc.sql(
				"delete from contact_probe where (tenant_id, contact_id) in (select tenant_id, contact_id from contact_unprobed)")
			.update();
		List<PlacedContact> all = this.repository.page(directory.tenant(), null, START, START, 1_000);
		assertThat(all).hasSize(160);
		Set<String> found = new TreeSet<>();
		DuplicateLook.Seen seen = this.look.look(directory.tenant(), all, null);
		seen.pairs()
			.values()
			.forEach((pairs) -> pairs
				.forEach((pair) -> found.add(pair.record() + " " + pair.other().id() + " " + pair.other().rung())));
		assertThat(found).isNotEmpty().containsExactlyInAnyOrderElementsOf(byBruteForce(all));
		assertThat(seen.keysOnly()).isZero();
		assertThat(seen.tooMany()).isZero();
	}

	private Set<String> byBruteForce(List<PlacedContact> all) {
		Set<String> pairs = new TreeSet<>();
		for (PlacedContact one : all) {
			MatchPolicy policy = this.policies.of(one.directory().tenant(), one.directory().scope(), (Policy) null);
			List<Contact> older = all.stream()
				.filter((other) -> other.directory().equals(one.directory())
						&& other.contact().id().compareTo(one.contact().id()) < 0)
				.map(PlacedContact::contact)
				.toList();
			Compared.of(one.directory(), one.contact(), one.contact(), policy)
				.among(older.stream().map((other) -> PersonCards.known(other, other, policy.region())).toList())
				.stream()
				.limit(10)
				.forEach((suspect) -> pairs.add(one.contact().id() + " " + suspect.id() + " " + suspect.rung()));
		}
		return pairs;
	}

	/** So that a page takes a bounded time, and asks a bounded number of questions. */
	@Test
	void whoIsOneOfTooManyIsCountedUnlessSomebodyIsFound() {
		Directory directory = account(new TenantId("look-crowd"), Policy.SEED);
		for (int i = 0; i < 120; i++) {
			this.contacts.create(directory, named("Zoe Mremmizann"));
		}
		Contact unlike = this.contacts.create(directory, named("Zoe Zimmermann"));
		Contact alike = this.contacts.create(directory, named("Zoe Mremmizann"));
		DuplicateLook.Seen nobody = this.look.look(directory.tenant(), List.of(new PlacedContact(directory, unlike)),
				null);
		assertThat(nobody.pairs()).isEmpty();
		assertThat(nobody.tooMany()).isEqualTo(1);
		DuplicateLook.Seen some = this.look.look(directory.tenant(), List.of(new PlacedContact(directory, alike)),
				null);
		assertThat(some.pairs().get(directory)).hasSize(10);
		assertThat(some.tooMany()).isZero();
	}

	private Directory account(TenantId id, Policy policy) {
		TenantId tenant = this.tenants.ensure(id).id();
		Directory directory = Directory.ofAccount(tenant,
				this.accounts.create(AccountScope.of(tenant), AccountChanges.ofName("Look")).id());
		this.policies.put(tenant, directory.scope(),
				new MatchPolicy(policy, OnDoubt.REVIEW, false, "CH", Survivorship.NEWEST));
		this.policies.complete(tenant, EvidenceIndex.CONTACTS, Instant.now().plusSeconds(1));
		return directory;
	}

	private static ContactChanges changes(RandomGenerator random) {
		Map<String, Change<JsonNode>> more = new HashMap<>();
		if (random.nextInt(4) > 0) {
			more.put(PersonFacts.BIRTH_DATE, Change.set(new StringNode(
					LocalDate.of(1980 + random.nextInt(2), 1 + random.nextInt(3), 1 + random.nextInt(4)).toString())));
		}
		if (random.nextInt(3) == 0) {
			more.put(PersonFacts.PHONE, Change.set(new StringNode("+4144668180" + random.nextInt(10))));
		}
		if (random.nextInt(4) > 0) {
			more.put(PersonFacts.ADDRESS,
					Change.set(JsonNodeFactory.instance.objectNode()
						.put(PersonFacts.STREET, Property.oneOf(List.of("Kade 1", "Kade 2", "Wolfsweg 1"), random))
						.put(PersonFacts.CODE, Property.oneOf(List.of("2600", "2601", "6200", "7000"), random))));
		}
		return named(typed(Property.oneOf(GIVEN, random) + " " + Property.oneOf(SURNAMES, random), random))
			.with(Change.keep(), AttributesPatch.of(more));
	}

	private static String typed(String name, RandomGenerator random) {
		int at = random.nextInt(name.length());
		return switch (random.nextInt(5)) {
			case 0 -> name.substring(name.lastIndexOf(' ') + 1) + ", " + name.substring(0, name.lastIndexOf(' '));
			case 1 -> name.substring(name.lastIndexOf(' ') + 1);
			case 2 ->
				name.substring(0, at) + (char) ('a' + random.nextInt(26)) + name.substring(at + random.nextInt(2));
			default -> name;
		};
	}

	private static ContactChanges named(String name) {
		return ContactChanges.ofPerson(Change.set(name), Change.keep(), Change.set("de"), new ArrayList<>());
	}

}
