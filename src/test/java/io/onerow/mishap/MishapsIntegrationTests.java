package io.onerow.mishap;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.tenant.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** What requests have met is counted over time, for the tenant. */
@IntegrationTest
class MishapsIntegrationTests {

	private static final String PERSON = "{\"fullName\":\"%s\",\"language\":\"en\",\"phone\":\"+31 20 111111\",\"dateOfBirth\":\"%s\"}";

	@Autowired
	private ApplicationContext context;

	@Autowired
	private Mishaps mishaps;

	@Autowired
	private MishapUpkeep upkeep;

	@Autowired
	private ErasableMishaps erasable;

	private final TenantId tenant = new TenantId("m" + UUID.randomUUID().toString().substring(24));

	/** Else it could store what was counted before it is looked at. */
	@BeforeEach
	void stopUpkeep() {
		this.upkeep.stop();
	}

	@AfterEach
	void startUpkeep() {
		this.upkeep.start();
	}

	@Test
	void whatRequestsHaveMetIsCountedOverTime() {
		Client client = Client.of(this.context, this.tenant.value(), "accounts:all", "admin");
		String contacts = "/api/public/v1/accounts/"
				+ Client.json(client.send("POST", "/api/public/v1/accounts", "{\"fullName\": \"Acme\"}"))
					.get("id")
					.stringValue()
				+ "/contacts";
		client.send("PUT", "/api/onerow/v1/policies/tenant", "{\"policy\": \"guarded\"}");
		assertThat(upsert(client, contacts, "John Smith", "1950-01-01")).isEqualTo(200);
		assertThat(upsert(client, contacts, "Jon Smith", "1985-03-27")).isEqualTo(409);
		client.send("PUT", "/api/onerow/v1/policies/tenant", "{\"policy\": \"guarded\", \"onDoubt\": \"review\"}");
		assertThat(upsert(client, contacts, "Jon Smith", "1985-03-27")).isEqualTo(200);
		assertThat(upsert(client, contacts, "Jon Smith", "never")).isEqualTo(400);
		assertThat(client.send("PUT", contacts + "/upsert?dryRun=true", PERSON.formatted("Jon Smith", "never"))
			.statusCode()).as("a dry run").isEqualTo(400);
		assertThat(client.get(contacts + "/" + UUID.randomUUID()).statusCode()).as("reads").isEqualTo(404);
		this.mishaps.count(this.tenant, "billabex", Mishap.RACE, 3);
		assertThat(counts()).as("nobody waits for the database").isEmpty();
		this.mishaps.store();
		assertThat(counts()).containsExactly("billabex doubt 2", "billabex race 3", "billabex refused 1");
		this.mishaps.count(this.tenant, "billabex", Mishap.RACE, 1);
		this.mishaps.store();
		assertThat(counts()).contains("billabex race 4");
		this.upkeep.purge(Instant.now().plus(Duration.ofDays(30)));
		assertThat(counts()).hasSize(3);
		this.upkeep.purge(Instant.now().plus(Duration.ofDays(32)));
		assertThat(counts()).isEmpty();
		this.mishaps.count(this.tenant, "sam", Mishap.FAILED, 1);
		this.mishaps.store();
		assertThat(this.erasable.eraseAll(this.tenant, 10)).isEqualTo(1);
		assertThat(counts()).isEmpty();
	}

	private static int upsert(Client client, String contacts, String name, String born) {
		return client.send("PUT", contacts + "/upsert", PERSON.formatted(name, born)).statusCode();
	}

	/** The steps are of a day, of which there may be two. */
	private List<String> counts() {
		return this.mishaps.counts(this.tenant, Instant.now().minus(Duration.ofDays(2)), 30 * 86_400)
			.stream()
			.map((count) -> count.wire() + " " + count.what() + " " + count.times())
			.toList();
	}

}
