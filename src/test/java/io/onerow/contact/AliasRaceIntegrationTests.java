package io.onerow.contact;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.onerow.IntegrationTest;
import io.onerow.Race;
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
import io.onerow.upsert.Outcome;
import io.onerow.upsert.UpsertRetry;
import io.onerow.upsert.Upserted;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Races of those who know a contact by what it was, and by what it is. */
@IntegrationTest
class AliasRaceIntegrationTests {

	private static final int THREADS = 32;

	@Autowired
	private ContactService contacts;

	@Autowired
	private AccountService accounts;

	@Autowired
	private MatchPolicies policies;

	@Autowired
	private Tenants tenants;

	@Autowired
	private UpsertRetry retry;

	private Directory directory;

	private long deadlocks;

	@BeforeEach
	void emptyAccount() {
		TenantId tenant = this.tenants.ensure(new TenantId("alias-" + UUID.randomUUID().toString().substring(0, 8)))
			.id();
		this.directory = Directory.ofAccount(tenant,
				this.accounts.create(AccountScope.of(tenant), AccountChanges.ofName("Race")).id());
		this.deadlocks = this.retry.deadlocks();
	}

	/**
	 * Some know the old address only, some the new, and some change the one to the other.
	 */
	@ParameterizedTest
	@EnumSource(names = { "GUARDED", "CORROBORATED", "KEYS" })
	void raceOfAnOldAndANewAddressCreatesNobody(Policy policy) throws Exception {
		matchBy(policy);
		SentContact first = numbered("John Smith", "old@acme.com", Map.of());
		UUID id = this.contacts.upsert(this.directory, first).value().id();
		List<SentContact> sent = List.of(person("John Smith", "old@acme.com"),
				numbered("John Smith", "new@acme.com", Map.of()), person("Jon Smith", "new@acme.com"));
		this.contacts.upsert(this.directory, sent.get(1));
		List<Upserted<Contact>> results = Race.of(THREADS,
				(i) -> () -> this.contacts.upsert(this.directory, sent.get(i % sent.size())));
		assertNobodyCreated(results, id);
	}

	@ParameterizedTest
	@EnumSource(names = { "GUARDED", "CORROBORATED" })
	void raceOfAnOldAndANewPhoneCreatesNobody(Policy policy) throws Exception {
		matchBy(policy);
		Map<String, Change<JsonNode>> old = Map.of(PersonFacts.PHONE, Change.set(new StringNode("+41446681800")));
		Map<String, Change<JsonNode>> other = Map.of(PersonFacts.PHONE, Change.set(new StringNode("+41446681801")));
		UUID id = this.contacts.upsert(this.directory, numbered("John Smith", null, old)).value().id();
		List<SentContact> sent = List.of(known("John Smith", old), numbered("John Smith", null, other),
				known("Jon Smith", other));
		this.contacts.upsert(this.directory, sent.get(1));
		assertNobodyCreated(
				Race.of(THREADS, (i) -> () -> this.contacts.upsert(this.directory, sent.get(i % sent.size()))), id);
	}

	/** By an id that the one system has, and by one that the other has, or by both. */
	@ParameterizedTest
	@EnumSource(names = { "GUARDED", "CORROBORATED", "KEYS" })
	void raceOfTwoIdsOfOnePersonCreatesOneContact(Policy policy) throws Exception {
		matchBy(policy);
		List<Upserted<Contact>> results = Race.of(THREADS,
				(i) -> () -> this.contacts.upsert(this.directory,
						SentContact.byAddressOrName(ContactChanges
							.ofPerson(sent("John Smith"), sent("john@acme.com"), sent("en"), List.of())
							.with(Change.set("E" + i % 4), AttributesPatch.NONE))));
		assertThat(results).filteredOn((result) -> result.outcome() == Outcome.CREATED).hasSize(1);
		assertThat(this.contacts.list(this.directory, null, 10)).hasSize(1);
		for (int i = 0; i < 4; i++) {
			SentContact byId = numbered("E" + i, "Jon Smith", null, Map.of());
			assertThat(this.contacts.upsert(this.directory, byId).value().id()).isEqualTo(results.get(0).value().id());
		}
		assertThat(this.retry.deadlocks()).isEqualTo(this.deadlocks);
	}

	private void assertNobodyCreated(List<Upserted<Contact>> results, UUID id) {
		assertThat(results).extracting((result) -> result.value().id()).containsOnly(id);
		assertThat(results).extracting(Upserted::outcome).doesNotContain(Outcome.CREATED);
		assertThat(this.contacts.list(this.directory, null, 10)).hasSize(1);
		assertThat(this.retry.deadlocks()).isEqualTo(this.deadlocks);
	}

	private static SentContact numbered(String name, @Nullable String email, Map<String, Change<JsonNode>> facts) {
		return numbered("E", name, email, facts);
	}

	private static SentContact numbered(String id, String name, @Nullable String email,
			Map<String, Change<JsonNode>> facts) {
		return SentContact.byAddressOrName(ContactChanges.ofPerson(sent(name), sent(email), sent("en"), List.of())
			.with(Change.set(id), AttributesPatch.of(facts)));
	}

	private static SentContact person(String name, String email) {
		return SentContact.byAddressOrName(ContactChanges.ofPerson(sent(name), sent(email), sent("en"), List.of()));
	}

	private static SentContact known(String name, Map<String, Change<JsonNode>> facts) {
		return SentContact.byAddressOrName(ContactChanges.ofPerson(sent(name), Change.keep(), sent("en"), List.of())
			.with(Change.keep(), AttributesPatch.of(facts)));
	}

	private static Change<String> sent(@Nullable String text) {
		return (text != null) ? Change.set(text) : Change.keep();
	}

	private void matchBy(Policy policy) {
		this.policies.put(this.directory.tenant(), this.directory.scope(),
				new MatchPolicy(policy, OnDoubt.REFUSE, false, null, Survivorship.NEWEST));
		// the directory is empty
		this.policies.complete(this.directory.tenant(), EvidenceIndex.CONTACTS, Instant.now().plusSeconds(1));
	}

}
