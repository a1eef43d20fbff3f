package io.onerow.contact;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.onerow.IntegrationTest;
import io.onerow.Onerow;
import io.onerow.Race;
import io.onerow.TestDatabase;
import io.onerow.account.AccountChanges;
import io.onerow.account.AccountScope;
import io.onerow.account.AccountService;
import io.onerow.matching.OnDoubt;
import io.onerow.matching.Policy;
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
import io.onerow.upsert.KeyLocks;
import io.onerow.upsert.Outcome;
import io.onerow.upsert.Preconditions;
import io.onerow.upsert.UpsertRetry;
import io.onerow.upsert.Upserted;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The races that the service claims to survive, each proved once by breaking the code.
 */
@IntegrationTest
class ContactRaceIntegrationTests {

	private static final int THREADS = 64;

	@Autowired
	private ContactService contacts;

	@Autowired
	private Reviews reviews;

	@Autowired
	private ContactRepository repository;

	@Autowired
	private AccountService accounts;

	@Autowired
	private MatchPolicies policies;

	@Autowired
	private Tenants tenants;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private UpsertRetry retry;

	@Autowired
	private TransactionTemplate transaction;

	private Directory directory;

	private long deadlocks;

	/** Of a tenant that no test has set a policy for. */
	@BeforeEach
	void emptyAccount() {
		TenantId tenant = this.tenants.ensure(new TenantId("race-" + UUID.randomUUID().toString().substring(0, 8)))
			.id();
		this.directory = Directory.ofAccount(tenant,
				this.accounts.create(AccountScope.of(tenant), AccountChanges.ofName("Race")).id());
		this.deadlocks = deadlocks();
	}

	@ParameterizedTest
	@EnumSource
	void raceOfIdenticalUpsertsCreatesOneContact(Policy policy) throws Exception {
		matchBy(policy);
		SentContact john = person("John Smith", "john@acme.com", "en");
		assertOneCreated(Race.of(THREADS, (i) -> () -> this.contacts.upsert(this.directory, john)));
	}

	@ParameterizedTest
	@EnumSource
	void raceOfOneEmailInManyCasesCreatesOneContact(Policy policy) throws Exception {
		matchBy(policy);
		assertOneCreated(Race.of(THREADS, (i) -> () -> this.contacts.upsert(this.directory,
				person("John Smith", inCase("john.smith@acme.com", i), "en"))));
	}

	@ParameterizedTest
	@EnumSource(names = { "SEED", "GUARDED", "CORROBORATED" })
	void raceOfNearNamesWithoutEmailCreatesOneContact(Policy policy) throws Exception {
		matchBy(policy);
		List<Upserted<Contact>> results = Race.of(THREADS, (i) -> () -> this.contacts.upsert(this.directory,
				near("Maximilian Featherst" + (char) ('a' + i % 26) + "ne", policy)));
		assertThat(results).filteredOn((result) -> result.outcome() == Outcome.CREATED).hasSize(1);
		assertThat(rows()).isEqualTo(1);
		assertThat(deadlocks()).isEqualTo(this.deadlocks);
	}

	/** Each of two persons of one name, whoever comes first. */
	@Test
	void raceOfTwoWhoAreToldApartCreatesTwo() throws Exception {
		matchBy(Policy.GUARDED);
		List<Upserted<Contact>> results = Race.of(THREADS, (i) -> () -> this.contacts.upsert(this.directory,
				born("Johann Strauss", (i % 2 == 0) ? "1950-01-01" : "1985-03-27")));
		assertThat(results).filteredOn((result) -> result.outcome() == Outcome.CREATED).hasSize(2);
		assertThat(rows()).isEqualTo(2);
		assertThat(deadlocks()).isEqualTo(this.deadlocks);
	}

	@Test
	void raceOfANameAndItsHalvesTheOtherWayRoundCreatesOneContact() throws Exception {
		matchBy(Policy.GUARDED);
		List<Upserted<Contact>> results = Race.of(THREADS, (i) -> () -> this.contacts.upsert(this.directory,
				born((i % 2 == 0) ? "Johann Strauss" : "Strauss, Johann", "1985-03-27")));
		assertThat(results).filteredOn((result) -> result.outcome() == Outcome.CREATED).hasSize(1);
		assertThat(rows()).isEqualTo(1);
		assertThat(deadlocks()).isEqualTo(this.deadlocks);
	}

	/** Of those whom one request may match by the name and another may not. */
	@Test
	void raceOfPoliciesLeavesOneContactForAnAddress() throws Exception {
		this.policies.put(this.directory.tenant(), this.directory.scope(),
				new MatchPolicy(Policy.CORROBORATED, OnDoubt.REFUSE, true, null, Survivorship.NEWEST));
		this.policies.complete(this.directory.tenant(), EvidenceIndex.CONTACTS, Instant.now().plusSeconds(1));
		List<Policy> asked = List.of(Policy.values());
		List<Upserted<Contact>> results = Race.of(THREADS,
				(i) -> () -> as(asked.get(i % asked.size()), () -> this.contacts.upsert(this.directory,
						person("Maximilian Featherstone", inCase("max@acme.com", i), "en"))));
		assertOneCreated(results);
	}

	@ParameterizedTest
	@EnumSource(names = { "GUARDED", "CORROBORATED", "KEYS" })
	void everyEffectiveWriteIsOneVersionUnderAPolicy(Policy policy) throws Exception {
		matchBy(policy);
		assertVersionsCountWrites(List.of(this.contacts), 200);
	}

	@Test
	void everyEffectiveWriteIsOneVersion() throws Exception {
		assertVersionsCountWrites(List.of(this.contacts), 400);
	}

	@Test
	void twoInstancesKeepTheSamePromises() throws Exception {
		try (ConfigurableApplicationContext second = secondInstance()) {
			List<ContactService> both = List.of(this.contacts, second.getBean(ContactService.class));
			SentContact john = person("John Smith", "john@acme.com", "en");
			assertOneCreated(Race.of(THREADS, (i) -> () -> both.get(i % 2).upsert(this.directory, john)));
			emptyAccount();
			assertVersionsCountWrites(both, 400);
			for (int person = 0; person < 5; person++) {
				emptyAccount();
				assertOneCreatedOfManySurnames(both);
			}
		}
	}

	/** What is the same of all is looked for in the index of evidence alone. */
	private void assertOneCreatedOfManySurnames(List<ContactService> instances) throws Exception {
		matchBy(Policy.CORROBORATED);
		List<String> surnames = List.of("Berg", "Lindqvist", "Papageorgiou", "Zweig", "von Humboldt", "Okafor");
		List<Upserted<Contact>> results = Race.of(THREADS, (i) -> () -> instances.get(i % instances.size())
			.upsert(this.directory, atHome("Nora " + surnames.get(i % surnames.size()), "1985-03-27")));
		assertThat(results).filteredOn((result) -> result.outcome() == Outcome.CREATED).hasSize(1);
		assertThat(rows()).isEqualTo(1);
		assertThat(deadlocks()).isEqualTo(this.deadlocks);
	}

	@Test
	void createOfANearNameWaitsAndOneOfAnUnrelatedNameDoesNot() throws Exception {
		CountDownLatch inserted = new CountDownLatch(1);
		CountDownLatch commit = new CountDownLatch(1);
		ExecutorService pool = Executors.newFixedThreadPool(2);
		try {
			Future<?> first = pool.submit(() -> this.transaction.executeWithoutResult((status) -> {
				records().look(person("Wolfgang Amadeus", null, "de"), KeyLocks.NONE);
				inserted.countDown();
				await(commit);
			}));
			await(inserted);
			SentContact unrelated = person("Johann Sebastian", null, "de");
			assertThat(this.contacts.upsert(this.directory, unrelated).outcome()).isEqualTo(Outcome.CREATED);
			SentContact near = person("Wolfgang Amadeo", null, "de");
			Future<Upserted<Contact>> second = pool.submit(() -> this.contacts.upsert(this.directory, near));
			assertThatThrownBy(() -> second.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
			commit.countDown();
			first.get(10, TimeUnit.SECONDS);
			assertThat(second.get(10, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.UPDATED);
			assertThat(rows()).isEqualTo(2);
		}
		finally {
			commit.countDown();
			pool.shutdownNow();
		}
	}

	@Test
	void upsertWithinATransactionIsRefused() {
		SentContact john = person("John Smith", "john@acme.com", "en");
		assertThatThrownBy(
				() -> this.transaction.executeWithoutResult((status) -> this.contacts.upsert(this.directory, john)))
			.isInstanceOf(IllegalTransactionStateException.class);
		assertThat(rows()).isZero();
	}

	/** Most of these are each other's near names, so that all write what others read. */
	@Test
	void nobodyIsRefusedForNamesThatAreNearEachOther() throws Exception {
		List<Integer> done = Race.of(16, (i) -> () -> {
			Random random = new Random(i);
			for (int n = 0; n < 100; n++) {
				int person = random.nextInt(1_000);
				this.contacts.upsert(this.directory,
						person("John Smith " + person, "fight" + person + "@acme.com", "en"));
			}
			return i;
		});
		assertThat(done).hasSize(16);
	}

	private PersonRecords records() {
		return new PersonRecords(this.directory, this.repository, Clock.systemUTC(), Caffeine.newBuilder().build(),
				PersonCards.of(this.directory, this.repository, Clock.systemUTC(), MatchPolicy.SEED, this.reviews),
				WriteContext.SERVICE);
	}

	private static SentContact person(@Nullable String fullName, @Nullable String email, @Nullable String language) {
		return SentContact
			.byAddressOrName(ContactChanges.ofPerson(sent(fullName), sent(email), sent(language), List.of()));
	}

	private static SentContact born(String name, String date) {
		return known(name, Map.of(PersonFacts.BIRTH_DATE, Change.set(new StringNode(date))));
	}

	private static SentContact atHome(String name, String date) {
		JsonNode home = JsonNodeFactory.instance.objectNode()
			.put(PersonFacts.STREET, "Hauptstrasse 12")
			.put(PersonFacts.TOWN, "Bern")
			.put(PersonFacts.CODE, "3011");
		return known(name, Map.of(PersonFacts.BIRTH_DATE, Change.set(new StringNode(date)), PersonFacts.ADDRESS,
				Change.set(home)));
	}

	private static SentContact known(String name, Map<String, Change<JsonNode>> facts) {
		AttributesPatch more = AttributesPatch.of(facts);
		return SentContact.byAddressOrName(
				ContactChanges.ofPerson(sent(name), Change.keep(), sent("de"), List.of()).with(Change.keep(), more));
	}

	private static SentContact near(String name, Policy policy) {
		return (policy == Policy.CORROBORATED) ? born(name, "1985-03-27") : person(name, null, "en");
	}

	private void matchBy(Policy policy) {
		this.policies.put(this.directory.tenant(), this.directory.scope(),
				new MatchPolicy(policy, OnDoubt.REFUSE, false, null, Survivorship.NEWEST));
		// the directory is empty
		this.policies.complete(this.directory.tenant(), EvidenceIndex.CONTACTS, Instant.now().plusSeconds(1));
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

	private static Change<String> sent(@Nullable String text) {
		return (text != null) ? Change.set(text) : Change.keep();
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void assertOneCreated(List<Upserted<Contact>> results) {
		assertThat(results).filteredOn((result) -> result.outcome() == Outcome.CREATED).hasSize(1);
		assertThat(results).filteredOn((result) -> result.outcome() == Outcome.UNCHANGED).hasSize(THREADS - 1);
		assertThat(results).extracting((result) -> result.value().id()).containsOnly(results.get(0).value().id());
		assertThat(rows()).isEqualTo(1);
		assertThat(deadlocks()).isEqualTo(this.deadlocks);
	}

	private void assertVersionsCountWrites(List<ContactService> instances, int upserts) throws Exception {
		int people = 50;
		List<Long> written = Race.of(16, (i) -> hammer(instances.get(i % instances.size()), i, upserts, people));
		assertThat(rows()).isEqualTo(people);
		assertThat(this.jdbc.sql("select sum(version) from contact where tenant_id = ? and directory_id = ?")
			.params(this.directory.tenant().value(), this.directory.id())
			.query(Long.class)
			.single()).isEqualTo(written.stream().mapToLong(Long::longValue).sum());
		assertThat(deadlocks()).isEqualTo(this.deadlocks);
	}

	/** Counts the writes that it was told of. */
	private Callable<Long> hammer(ContactService instance, int seed, int upserts, int people) {
		return () -> {
			Random random = new Random(seed);
			long written = 0;
			for (int i = 0; i < upserts; i++) {
				int person = random.nextInt(people);
				SentContact upsert = person(nameUnlikeOthers(person), "person" + person + "@acme.com",
						(random.nextInt(4) == 0) ? "fr" : "en");
				if (instance.upsert(this.directory, upsert).outcome() != Outcome.UNCHANGED) {
					written++;
				}
			}
			return written;
		};
	}

	private static String nameUnlikeOthers(int person) {
		return Character.toString('a' + person % 26).repeat(5) + " " + Character.toString('a' + person / 26).repeat(5);
	}

	/** Each of 64 numbers gives another spelling. */
	private static String inCase(String text, int bits) {
		StringBuilder spelling = new StringBuilder();
		for (int i = 0; i < text.length(); i++) {
			String letter = text.substring(i, i + 1);
			spelling.append(((bits >> (i % 6)) & 1) == 1 ? letter.toUpperCase(Locale.ROOT) : letter);
		}
		return spelling.toString();
	}

	private long rows() {
		return this.jdbc.sql("select count(*) from contact where tenant_id = ? and directory_id = ?")
			.params(this.directory.tenant().value(), this.directory.id())
			.query(Long.class)
			.single();
	}

	private long deadlocks() {
		return this.retry.deadlocks();
	}

	private static ConfigurableApplicationContext secondInstance() {
		return new SpringApplicationBuilder(Onerow.class).properties(Map.of("server.port", "0"))
			.initializers(new TestDatabase())
			.run();
	}

}
