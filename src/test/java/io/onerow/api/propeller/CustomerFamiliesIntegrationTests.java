package io.onerow.api.propeller;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.Race;
import io.onerow.upsert.UpsertRetry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** No customer is below itself, whoever says so, and in whatever order. */
@IntegrationTest
class CustomerFamiliesIntegrationTests {

	private static final String RING = "/parent: must be neither the customer nor one below it";

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private UpsertRetry retry;

	private Erp erp;

	private String tenant;

	@BeforeEach
	void logIn() {
		this.tenant = "f" + UUID.randomUUID().toString().replace("-", "");
		this.erp = Erp.of(this.context, this.tenant);
	}

	@Test
	void customerIsNotItsOwnParent() {
		assertThat(errors(this.erp.bulk(under("new", "new"), "{'source': 'erp', 'sourceId': 'a'}")))
			.containsExactly("#/customers/0" + RING);
		long id = this.erp.get("/customers/sourceId/a?source=erp").get("id").longValue();
		assertThat(errors(this.erp.bulk(under("a", "a")))).containsExactly("#/customers/0" + RING);
		assertThat(errors(this.erp.bulk("{'source': 'erp', 'sourceId': 'a', 'parent': {'id': " + id + "}}")))
			.containsExactly("#/customers/0" + RING);
		assertThat(errors(this.erp.send("POST", "/customers/bulk/id",
				"{'customers': [{'id': " + id + ", 'parent': {'id': " + id + "}}]}")))
			.containsExactly("#/customers/0" + RING);
		HttpResponse<String> patched = this.erp.send("PATCH", "/customers/id/" + id, "{'parent': {'id': " + id + "}}");
		assertThat(patched.statusCode()).isEqualTo(400);
		assertThat(Erp.messages(patched)).containsExactly("#" + RING);
		assertThat(Client.json(patched).at("/error/code").intValue()).isEqualTo(10017);
		HttpResponse<String> posted = this.erp.send("POST", "/customers", under("b", "b"));
		assertThat(Erp.messages(posted)).containsExactly("#" + RING);
	}

	@Test
	void parentIsNotBelowItsChild() {
		this.erp.bulk("{'source': 'erp', 'sourceId': 'a'}", under("b", "a"), under("c", "b"), under("d", "c"));
		assertThat(errors(this.erp.bulk(under("a", "b")))).containsExactly("#/customers/0" + RING);
		assertThat(errors(this.erp.bulk("{'source': 'erp', 'sourceId': 'e'}", under("a", "d"))))
			.containsExactly("#/customers/1" + RING);
		assertThat(errors(this.erp.bulk(under("d", "a"), under("a", "e")))).isEmpty();
		assertRingless();
	}

	@Test
	void newOnesThatNameEachOtherInOneRequestAllFailAndWhatIsBelowThemHasNoParent() {
		HttpResponse<String> answer = this.erp.bulk(under("below", "a"), under("a", "b"), under("b", "c"),
				under("c", "a"), "{'source': 'erp', 'sourceId': 'x'}", under("y", "x"));
		assertThat(errors(answer)).containsExactly("Parent customer not found", "#/customers/1" + RING,
				"#/customers/2" + RING, "#/customers/3" + RING);
		assertThat(Erp.actions(answer)).containsExactly("create", "create");
	}

	@Test
	void storedOnesThatNameEachOtherInOneRequestAreTakenUntilTheRingWouldClose() {
		this.erp.bulk("{'source': 'erp', 'sourceId': 'a'}", "{'source': 'erp', 'sourceId': 'b'}",
				"{'source': 'erp', 'sourceId': 'c'}");
		assertThat(errors(this.erp.bulk(under("a", "b"), under("b", "c"), under("c", "a"), under("below", "a"))))
			.containsExactly("#/customers/2" + RING);
		assertRingless();
	}

	@Test
	void idsThatNameEachOtherInOneRequestAreTakenUntilTheRingWouldClose() {
		JsonNode made = Client
			.json(this.erp.bulk("{'source': 'erp', 'sourceId': 'a'}", "{'source': 'erp', 'sourceId': 'b'}"));
		long a = made.at("/data/0/id").longValue();
		long b = made.at("/data/1/id").longValue();
		assertThat(errors(this.erp.send("POST", "/customers/bulk/id", "{'customers': [{'id': " + a
				+ ", 'parent': {'id': " + b + "}}, {'id': " + b + ", 'parent': {'id': " + a + "}}]}")))
			.containsExactly("#/customers/1" + RING);
	}

	@Test
	void tooLongALineOfParentsIsRefusedAndEnds() {
		this.erp.bulk("{'source': 'erp', 'sourceId': 'a'}", "{'source': 'erp', 'sourceId': 'b'}");
		this.jdbc
			.sql("""
					insert into customer (tenant_id, customer_id, source, source_id, language, parent_id, addresses, version,
						created_at, updated_at)
					select :tenant, -n, 'line', n, 'EN', case when n > 1 then 1 - n end, '[]', 1, now(), now()
					from generate_series(1, 1001) as n""")
			.param("tenant", this.tenant)
			.update();
		assertThat(errors(
				this.erp.bulk("{'source': 'erp', 'sourceId': 'a', 'parent': {'source': 'line', 'sourceId': 1000}}",
						"{'source': 'erp', 'sourceId': 'b', 'parent': {'source': 'line', 'sourceId': 1001}}")))
			.containsExactly("#/customers/1" + RING);
	}

	@Test
	void parentsThatAreChangedAtTheSameTimeCloseNoRing() throws Exception {
		int customers = 20;
		long deadlocks = this.retry.deadlocks();
		this.erp.bulk(IntStream.range(0, customers)
			.mapToObj((number) -> "{'source': 'erp', 'sourceId': 'c" + number + "'}")
			.toArray(String[]::new));
		for (int round = 1; round < 6; round++) {
			int step = round;
			List<HttpResponse<String>> answers = Race.of(8,
					(client) -> () -> this.erp.bulk(IntStream.range(0, customers)
						.mapToObj((number) -> under("c" + (client * 7 + number) % customers,
								"c" + (client * 7 + number + step) % customers))
						.toArray(String[]::new)));
			assertThat(answers).allSatisfy(
					(answer) -> assertThat(errors(answer)).allSatisfy((error) -> assertThat(error).endsWith(RING)));
			assertRingless();
		}
		assertThat(this.retry.deadlocks()).isEqualTo(deadlocks);
	}

	private void assertRingless() {
		assertThat(this.jdbc
			.sql("""
					with recursive up (start, at) as (
						select customer_id, parent_id from customer where tenant_id = :tenant and parent_id is not null
						union
						select up.start, c.parent_id from up join customer c on c.tenant_id = :tenant and c.customer_id = up.at
						where c.parent_id is not null
					)
					select count(*) from up where start = at""")
			.param("tenant", this.tenant)
			.query(Long.class)
			.single()).isZero();
	}

	private static String under(String sourceId, String parent) {
		return "{'source': 'erp', 'sourceId': '" + sourceId + "', 'parent': {'source': 'erp', 'sourceId': '" + parent
				+ "'}}";
	}

	private static List<String> errors(HttpResponse<String> answer) {
		return Client.json(answer).get("data").findValues("error").stream().map(JsonNode::stringValue).toList();
	}

}
