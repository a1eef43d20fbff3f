package io.onerow.api.propeller;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.Race;
import io.onerow.policy.EvidenceIndex;
import io.onerow.policy.MatchPolicies;
import io.onerow.tenant.TenantId;
import io.onerow.undo.Undoing;
import io.onerow.upsert.Deadline;
import io.onerow.upsert.UpsertRetry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Customers of whom the tenant wants one, whatever source sends them. */
@IntegrationTest
class AnySourceIntegrationTests {

	private static final String POLICY = "/api/onerow/v1/policies/customers";

	private static final String HEADER = "Onerow-Match-Policy";

	private static final String ANN = "'firstName': 'Ann', 'middleName': 'van der', 'lastName': 'Berg'";

	private static final String BORN = ANN + ", 'dateOfBirth': '1985-03-27'";

	private static final String HOME = "'addresses': [{'type': 'invoice', 'street': 'Kade', 'number': '1', 'postalCode': '2600 AA', "
			+ "'city': 'Delft', 'country': 'NL'}]";

	private static final List<String> PEOPLE = List.of("Clara", "Johannes", "Wolfgang", "Amy", "Gustav", "Fanny",
			"Jean Philippe", "Ethel", "Camille", "Ludwig", "Hildegard", "Dmitri");

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private UpsertRetry retry;

	private final String tenant = "a" + UUID.randomUUID().toString().replace("-", "");

	private Erp erp;

	private Client admin;

	private Undoing undoing;

	@BeforeEach
	void logIn() {
		this.erp = Erp.of(this.context, this.tenant);
		this.admin = Client.of(this.context, this.tenant, "admin", "records:read", "records:erase", "customers:read",
				"customers:write", "bulk:write", "history:undo", "imports:write");
		this.undoing = new Undoing(this.context, this.tenant);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', value = {
			// guarded: a near name, and what agrees besides
			"guarded|" + BORN + "|" + BORN
					+ "|by=name, distance=0, limit=2, candidates=1, policy=guarded, rung=name-birth",
			"guarded|" + ANN
					+ ", 'email': 'Ann@Berg.example'|'firstName': 'Ann', 'lastName': 'van den Berg', 'email': 'ann@berg.example'"
					+ "|by=name, distance=1, limit=2, candidates=1, policy=guarded, rung=name-email",
			"guarded|" + ANN + ", 'mobile': '+31612345678', 'phone': '015 1234567'|" + ANN + ", 'phone': '+31151234567'"
					+ "|by=name, distance=0, limit=2, candidates=1, policy=guarded, rung=name-phone",
			"guarded|" + ANN + ", 'ssn': '123.456.789'|" + ANN + ", 'ssn': 123456789"
					+ "|by=name, distance=0, limit=2, candidates=1, policy=guarded, rung=id",
			"guarded|" + ANN + ", " + HOME + "|" + ANN + ", " + HOME
					+ "|by=name, distance=0, limit=2, candidates=1, policy=guarded, rung=name-address",
			// corroborated: whatever is known
			"corroborated|" + BORN + "|" + BORN + "|by=evidence, candidates=1, policy=corroborated, rung=name-birth",
			"corroborated|" + ANN + ", 'ssn': 'AB123456'|'firstName': 'Ann', 'lastName': 'Smith', 'ssn': 'ab 12 34 56'"
					+ "|by=evidence, candidates=1, policy=corroborated, rung=id",
			"corroborated|" + ANN
					+ ", 'email': 'ann@berg.example'|'firstName': 'Ann', 'lastName': 'Smith', 'email': 'ann@berg.example'"
					+ "|by=evidence, candidates=1, policy=corroborated, rung=id",
			"corroborated|" + BORN + ", " + HOME
					+ "|'firstName': 'Anne', 'lastName': 'Smith', 'dateOfBirth': '27/03/1985', " + HOME
					+ "|by=evidence, candidates=1, policy=corroborated, rung=birth-address-given" })
	void customerOfAnotherSourceIsFoundByWhatIsKnown(String policy, String stored, String sent, String receipt) {
		counts("{'policy': '" + policy + "', 'region': 'NL'}");
		long id = id(send("erp", "1", stored));
		JsonNode linked = send("shop", "S-7", sent);
		assertThat(linked.get("match").stringValue()).isEqualTo(receipt);
		assertThat(linked.get("outcome").stringValue()).isEqualTo("updated");
		assertThat(id(linked)).isEqualTo(id);
		JsonNode again = send("shop", "S-7", "'lastName': 'Somebody Else'");
		assertThat(id(again)).as("the key is its own now, whatever comes").isEqualTo(id);
		assertThat(again.get("match").stringValue()).isEqualTo("by=key, policy=" + policy + ", rung=alias");
		assertThat(send("erp", "1", stored).get("match").stringValue())
			.isEqualTo("by=key, policy=" + policy + ", rung=key");
		assertThat(this.erp.get("/customers/sourceId/S-7?source=shop").get("sources").toString())
			.isEqualTo("[{\"source\":\"erp\",\"sourceId\":\"1\"},{\"source\":\"shop\",\"sourceId\":\"S-7\"}]");
		assertThat(rows()).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			value = { "guarded|" + BORN + "|" + ANN + ", 'dateOfBirth': '1950-01-01'",
					"guarded|" + ANN + "|'lastName': 'Bach'",
					"guarded|" + BORN + ", 'ssn': '123456789'|" + BORN + ", 'ssn': '987654321'",
					"corroborated|" + BORN + ", 'ssn': '123456789'|" + BORN + ", 'ssn': '987654321'",
					"corroborated|" + BORN + "|" + ANN + ", 'dateOfBirth': '1950-01-01'",
					"corroborated|" + BORN + "|" + BORN + ", 'primaryLanguage': 'fr'" })
	void whoIsContradictedOrOfAnotherLanguageIsAnother(String policy, String stored, String sent) {
		counts("{'policy': '" + policy + "'}");
		send("erp", "1", stored);
		JsonNode other = send("shop", "S-7", sent);
		assertThat(other.get("match").stringValue()).isEqualTo("by=none, policy=" + policy + ", rung=none");
		assertThat(other.get("outcome").stringValue()).isEqualTo("created");
		assertThat(send("erp", "2", stored).get("outcome").stringValue()).as("of one source").isEqualTo("created");
	}

	@Test
	void doubtIsRefusedOrCreated() {
		counts("{'policy': 'guarded', 'requestMayChoose': true}");
		long id = id(send("erp", "1", ANN + ", 'email': 'ann@berg.example'"));
		JsonNode doubtful = send("shop", "S-7", ANN);
		assertThat(doubtful.get("success").booleanValue()).isFalse();
		assertThat(doubtful.get("error").stringValue())
			.isEqualTo("It may be customer " + id + ", or a new one; nothing was saved.");
		assertThat(doubtful.get("match").stringValue()).isEqualTo("by=none, policy=guarded, rung=name-only");
		HttpResponse<String> alone = this.erp.send("POST", "/customers",
				"{'source': 'shop', 'sourceId': 'S-7', " + ANN + "}");
		assertThat(alone.statusCode()).isEqualTo(409);
		assertThat(alone.body()).contains("It may be customer " + id);
		assertThat(rows()).isEqualTo(1);
		HttpResponse<String> forced = this.admin
			.send(this.admin
				.request("POST", Erp.BULK + "?receipts=true",
						BodyPublishers.ofString(
								Erp.body("{'source': 'shop', 'sourceId': 'S-7', " + ANN + "}").replace('\'', '"')))
				.header("Content-Type", "application/json")
				.header(HEADER, "guarded; on-doubt=create"));
		assertThat(Client.json(forced).at("/data/0/match").stringValue())
			.isEqualTo("by=none, policy=guarded, rung=name-only");
		assertThat(rows()).isEqualTo(2);
		HttpResponse<String> again = this.erp.send("POST", "/customers",
				"{'source': 'crm', 'sourceId': 'C', " + ANN + ", 'email': 'ann@berg.example'}");
		assertThat(again.statusCode()).as(again.body()).isEqualTo(400);
		assertThat(again.body()).contains("60004");
	}

	@Test
	void policyIsSetForCustomersAlone() {
		String tenantWide = "/api/onerow/v1/policies/tenant";
		assertThat(put(tenantWide, "{'policy': 'corroborated'}").statusCode()).isEqualTo(200);
		assertThat(Client.json(this.admin.get(POLICY)).get("policy").stringValue()).isEqualTo("seed");
		assertThat(send("erp", "1", BORN).get("match").stringValue()).isEqualTo("by=none");
		assertThat(send("shop", "1", BORN).get("outcome").stringValue()).isEqualTo("created");
		HttpResponse<String> reviewed = put(POLICY, "{'policy': 'guarded', 'onDoubt': 'review'}");
		assertThat(reviewed.statusCode()).isEqualTo(400);
		assertThat(reviewed.body()).contains("onDoubt", "refuse or create");
		HttpResponse<String> forgetful = put(POLICY, "{'policy': 'guarded', 'aliases': false}");
		assertThat(forgetful.statusCode()).isEqualTo(400);
		assertThat(forgetful.body()).contains("aliases");
		assertThat(this.jdbc.sql("select count(*) from customer_probe where tenant_id = ?")
			.param(this.tenant)
			.query(Long.class)
			.single()).isZero();
	}

	@Test
	void customersOfBeforeAreFoundOnceAllAreInTheIndex() {
		long id = id(send("erp", "1", BORN));
		assertThat(put(POLICY, "{'policy': 'corroborated'}").statusCode()).isEqualTo(200);
		Deadline end = Deadline.in(Duration.ofSeconds(30));
		while (!Client.json(this.admin.get(POLICY)).get("complete").booleanValue()) {
			assertThat(end.isOver()).isFalse();
			Thread.onSpinWait();
		}
		assertThat(id(send("shop", "S-7", BORN))).isEqualTo(id);
	}

	@Test
	void keysCountWhileTheIndexIsNotComplete() {
		counts("{'policy': 'guarded', 'requestMayChoose': true}");
		long id = id(send("erp", "1", BORN));
		send("shop", "S-7", BORN);
		put(POLICY, "{'policy': 'keys'}");
		assertThat(send("crm", "C", BORN).get("match").stringValue()).isEqualTo("by=none, policy=keys, rung=none");
		assertThat(id(send("shop", "S-7", BORN))).as("what another source calls it stays").isEqualTo(id);
		put(POLICY, "{'policy': null}");
		assertThat(send("shop", "S-7", BORN).get("match").stringValue()).isEqualTo("by=none");
	}

	@ParameterizedTest
	@ValueSource(strings = { "guarded", "corroborated" })
	void racingSourcesCreateEachPersonOnce(String policy) throws Exception {
		counts("{'policy': '" + policy + "'}");
		int people = PEOPLE.size();
		long deadlocks = this.retry.deadlocks();
		List<HttpResponse<String>> answers = Race.of(8, (i) -> () -> {
			List<Integer> order = new ArrayList<>(IntStream.range(0, people).boxed().toList());
			if (i % 2 == 1) {
				Collections.reverse(order);
			}
			return this.erp.bulk(order.stream()
				.map((n) -> "{'source': 's%d', 'sourceId': %d, 'firstName': '%s', 'lastName': 'Person', 'dateOfBirth': '%d-%02d-%02d'}"
					.formatted(i, n, PEOPLE.get(n), 1940 + 5 * n, 1 + n, 1 + 2 * n))
				.toArray(String[]::new));
		});
		assertThat(answers).allSatisfy((answer) -> assertThat(answer.body()).doesNotContain("\"success\":false"));
		assertThat(rows()).isEqualTo(people);
		assertThat(this.jdbc.sql("select count(*) from customer_alias where tenant_id = ?")
			.param(this.tenant)
			.query(Long.class)
			.single()).isEqualTo(7L * people);
		assertThat(this.retry.deadlocks()).isEqualTo(deadlocks);
	}

	@Test
	void undoneLinkIsNotMadeAgain() {
		counts("{'policy': 'guarded'}");
		long id = id(send("erp", "1", BORN + ", 'title': 'Dr'"));
		HttpResponse<String> link = this.erp
			.bulk("{'source': 'shop', 'sourceId': 'S-7', " + BORN + ", 'title': 'Prof'}");
		HttpResponse<String> undone = this.undoing.undo(this.undoing.entry(link));
		assertThat(undone.statusCode()).as(undone.body()).isEqualTo(200);
		assertThat(this.erp.get("/customers/id/" + id).get("title").stringValue()).isEqualTo("Dr");
		assertThat(this.erp.get("/customers/id/" + id).get("sources")).hasSize(1);
		JsonNode other = send("shop", "S-7", BORN);
		assertThat(other.get("outcome").stringValue()).isEqualTo("created");
		assertThat(id(send("crm", "C", BORN + ", 'title': 'Dr'"))).as("of two as good, none").isZero();
	}

	@Test
	void deletedCustomerComesBackWithTheKeysOfAllSources() {
		counts("{'policy': 'guarded'}");
		long id = id(send("erp", "1", BORN));
		send("shop", "S-7", BORN);
		HttpResponse<String> deleted = this.undoing.client().delete("/customers/sourceId/S-7?source=shop");
		assertThat(deleted.statusCode()).isEqualTo(204);
		assertThat(rows()).isZero();
		assertThat(this.undoing.undo(this.undoing.entry(deleted)).statusCode()).isEqualTo(200);
		assertThat(id(send("shop", "S-7", BORN))).isEqualTo(id);
		assertThat(id(send("crm", "C", BORN))).as("it is in the index again").isEqualTo(id);
		assertThat(rows()).isEqualTo(1);
	}

	@Test
	void erasedCustomerLeavesNothing() {
		counts("{'policy': 'corroborated'}");
		send("erp", "1", BORN);
		send("shop", "canary-7", BORN);
		String record = this.undoing.column("record_id::text", "history", "kind = 'customer'").get(0);
		JsonNode view = Client.json(this.admin.get("/api/onerow/v1/records/" + record));
		assertThat(view.get("keys").toString()).contains("shop canary-7");
		assertThat(this.admin.delete("/api/onerow/v1/records/" + record + "?erase=true").statusCode()).isEqualTo(204);
		assertThat(List.of("customer", "customer_alias", "customer_probe", "customer_unprobed"))
			.allSatisfy((table) -> assertThat(this.undoing.column("tenant_id", table, "true")).isEmpty());
		assertThat(this.undoing.column("outcome", "history", "true")).containsExactly("erased");
	}

	@Test
	void whatIsChangedByIdIsFoundByItsNewEvidence() {
		counts("{'policy': 'corroborated'}");
		long id = id(send("erp", "1", "'firstName': 'Paul', 'lastName': 'Kahn'"));
		this.erp.send("PATCH", "/customers/id/" + id,
				"{'dateOfBirth': '1985-03-27', 'firstName': 'Ann', " + "'middleName': 'van der', 'lastName': 'Berg'}");
		JsonNode linked = send("shop", "S-7", BORN);
		assertThat(id(linked)).isEqualTo(id);
		JsonNode child = send("crm", "K", "'lastName': 'Child', 'parent': {'source': 'shop', 'sourceId': 'S-7'}");
		assertThat(this.erp.get("/customers/id/" + id(child)).at("/parent/id").longValue()).isEqualTo(id);
	}

	@Test
	void fullSyncOfItsOwnSourceDoesNotMissWhatAnotherOneHas() {
		counts("{'policy': 'guarded'}");
		send("erp", "1", BORN);
		send("shop", "S-7", BORN);
		long alone = id(send("erp", "2", "'lastName': 'Elsewhere'"));
		String syncs = "/api/onerow/v1/syncs";
		HttpResponse<String> opened = this.admin.send("POST", syncs, "{\"kind\": \"customers\", \"source\": \"erp\"}");
		JsonNode missing = Client
			.json(this.admin.get(syncs + "/" + Client.json(opened).get("id").stringValue() + "/missing"))
			.get("items");
		assertThat(missing.valueStream().map((item) -> item.get("recordId").stringValue()))
			.containsExactly("00000000-0000-8000-8000-%012x".formatted(alone));
	}

	@Test
	void explanationTellsTheRungOfEachAndWritesNothing() {
		counts("{'policy': 'guarded'}");
		long id = id(send("erp", "1", BORN + ", 'ssn': '123456789'"));
		HttpResponse<String> explained = this.admin.send("POST", "/api/onerow/v1/explain",
				("{'wire': 'propeller', 'policy': 'corroborated', 'path': '/customers/bulk/sourceId', 'body': "
						+ Erp.body("{'source': 'shop', 'sourceId': 'S-7', 'lastName': 'Berg', 'ssn': 123456789}") + "}")
					.replace('\'', '"'));
		JsonNode item = Client.json(explained).at("/items/0");
		assertThat(item.get("decision").stringValue()).as(explained.body()).isEqualTo("matched");
		assertThat(item.at("/candidates/0/rung").stringValue()).isEqualTo("id");
		assertThat(item.at("/candidates/0/recordId").stringValue())
			.isEqualTo("00000000-0000-8000-8000-%012x".formatted(id));
		assertThat(this.erp.get("/customers/id/" + id).get("sources")).hasSize(1);
	}

	private JsonNode send(String source, String sourceId, String members) {
		HttpResponse<String> answer = this.erp.send("POST", Erp.BULK + "?receipts=true",
				Erp.body("{'source': '" + source + "', 'sourceId': '" + sourceId + "', " + members + "}"));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return Client.json(answer).at("/data/0");
	}

	private static long id(JsonNode line) {
		return line.path("id").asLong(0);
	}

	/** Sets a policy, and has it count at once. */
	private void counts(String body) {
		HttpResponse<String> set = put(POLICY, body);
		assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
		this.context.getBean(MatchPolicies.class)
			.complete(new TenantId(this.tenant), EvidenceIndex.CUSTOMERS, Instant.now().plusSeconds(1));
	}

	private HttpResponse<String> put(String path, String body) {
		return this.admin.send("PUT", path, body.replace('\'', '"'));
	}

	private long rows() {
		return this.jdbc.sql("select count(*) from customer where tenant_id = ?")
			.param(this.tenant)
			.query(Long.class)
			.single();
	}

}
