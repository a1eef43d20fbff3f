package io.onerow.api.onerow;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.Race;
import io.onerow.api.share.Turns;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.TenantScoped;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

import static io.onerow.api.onerow.Wires.text;
import static org.assertj.core.api.Assertions.assertThat;

/** Why it would be which record, and nothing of it is written. */
@IntegrationTest
class ExplainIntegrationTests {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final String EXPLAIN = "/api/onerow/v1/explain";

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	private final String tenant = "t" + UUID.randomUUID().toString().substring(24);

	private Wires wires;

	@BeforeEach
	void newTenant() {
		this.wires = Wires.of(this.context, this.tenant);
	}

	@Test
	void everyNameThatWasLookedAtIsExplained() {
		String smith = contact("John Smith", "john@acme.com");
		String smyth = contact("John Smyth", "smyth@acme.com");
		String other = contact("John Smythes", "smythes@acme.com");
		String before = contents();
		JsonNode jon = explain("billabex", this.wires.contacts() + "/upsert",
				"{'fullName': 'John Smiths', 'language': 'fr'}");
		assertThat(jon.get("decision").stringValue()).isEqualTo("matched");
		assertThat(jon.get("matched").stringValue()).isEqualTo(smith);
		assertThat(jon.get("rule").stringValue()).isEqualTo("name");
		assertThat(candidate(jon, smith)).isEqualTo(JSON.readTree(
				"""
						{"recordId":"%s","evidence":{"name":"john smith","records":1,"distance":1,"limit":2},"rung":"name","accepted":true,
						 "why":"Its name is the nearest: 1 edit away, of at most 2."}"""
					.formatted(smith)));
		assertThat(candidate(jon, smyth).get("why").stringValue())
			.isEqualTo("Its name is farther than the nearest: 2 edits away, that one 1.");
		assertThat(candidate(jon, other).get("accepted").booleanValue()).isFalse();
		assertThat(jon.at("/answer/status").intValue()).isEqualTo(200);
		assertThat(jon.at("/answer/body/language").stringValue()).isEqualTo("fr");
		JsonNode byAddress = explain("billabex", this.wires.contacts() + "/upsert",
				"{'fullName': 'John Smith', 'email': 'smyth@acme.com', 'language': 'fr'}");
		assertThat(byAddress.get("matched").stringValue()).isEqualTo(smyth);
		assertThat(candidate(byAddress, smyth).at("/evidence/email").stringValue()).isEqualTo("smyth@acme.com");
		assertThat(candidate(byAddress, smith).get("why").stringValue()).isEqualTo("Another rule came first: email.");
		JsonNode nobody = explain("billabex", this.wires.contacts() + "/upsert", "{'fullName': 'Clara Schumann'}");
		assertThat(nobody.get("decision").stringValue()).isEqualTo("new");
		assertThat(nobody.get("matched").isNull()).isTrue();
		assertThat(nobody.at("/answer/status").intValue()).as("the wire's own refusal").isEqualTo(400);
		assertThat(nobody.at("/answer/body").toString()).contains("/language");
		JsonNode nothing = explain("billabex", this.wires.contacts() + "/upsert", "{'language': 'fr'}");
		assertThat(nothing.get("decision").stringValue()).isEqualTo("new");
		assertThat(nothing.at("/answer/status").intValue()).isEqualTo(400);
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void everyWireIsExplainedAndWritesNothing() {
		String body = "{'upsert_on': {'key': 'domain', 'values': ['acme.com', 'acme.org']}, 'record': {'name': 'Acme'}}";
		String one = text(this.wires.openint("account", body.replace(", 'acme.org'", "")), "/record/id");
		String two = text(this.wires.openint("account", body.replace("'acme.com', ", "")), "/record/id");
		this.wires.sam("[{'externalId': 'A', 'firstname': 'Bob', 'lastname': 'Lee', 'email1': 'b@acme.com'}]");
		this.wires.bulk("{'customers': [{'source': 'erp', 'sourceId': '1', 'lastName': 'Lee'}]}");
		String before = contents();
		JsonNode ambiguous = explain("openint", "/unified/crm/account/_upsert", body);
		assertThat(ambiguous.get("decision").stringValue()).isEqualTo("ambiguous");
		assertThat(candidate(ambiguous, one).get("accepted").booleanValue()).isFalse();
		assertThat(candidate(ambiguous, two).get("why").stringValue()).contains("and so have others");
		assertThat(ambiguous.at("/answer/status").intValue()).isEqualTo(400);
		JsonNode array = explain("sam", "/rest/company/contact/upsert",
				"""
						[{'externalId': 'A', 'firstname': 'Rob'}, {'externalId': 'B', 'firstname': 'Bob', 'lastname': 'Lee', 'email1': 'B@ACME.com'},
						 {'externalId': 'C', 'firstname': 'Cy', 'lastname': 'Lee'}]""");
		assertThat(array.get("total").intValue()).isEqualTo(3);
		assertThat(array.get("items").findValuesAsString("decision")).containsExactly("matched", "conflict", "new");
		assertThat(array.at("/items/1/candidates/0/why").stringValue()).contains("email");
		JsonNode bulk = explain("propeller", "/customers/bulk/sourceId?receipts=true",
				"""
						{'customers': [{'source': 'erp', 'sourceId': '1', 'lastName': 'Lee'}, {'source': 'erp', 'sourceId': '2', 'lastName': 'Lee'},
						 {'source': 'erp', 'sourceId': '2', 'lastName': 'Ott'}]}""");
		assertThat(bulk.get("items").findValuesAsString("decision")).containsExactly("matched", "new", "matched");
		assertThat(bulk.at("/answer/body/data").findValuesAsString("outcome")).containsExactly("unchanged", "created",
				"updated");
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void itemsAreToldByTheirPlaces() {
		this.wires.sam("[{'externalId': 'A', 'firstname': 'Bob', 'lastname': 'Lee', 'email1': 'b@acme.com'}]");
		JsonNode array = explain("sam", "/rest/company/contact/upsert",
				"[{'firstname': 'Nobody'}, {'externalId': 'A', 'firstname': 'Rob', 'email1': 'b@acme.com'}]");
		assertThat(array.get("items")).hasSize(1);
		assertThat(array.at("/items/0/item").intValue()).isEqualTo(1);
		assertThat(array.at("/items/0/candidates/0/why").stringValue())
			.isEqualTo("It has what was looked for: external id.");
		this.wires.bulk("{'customers': [{'source': 'erp', 'sourceId': 'p'}]}");
		JsonNode bulk = explain("propeller", "/customers/bulk/sourceId",
				"""
						{'customers': [{'source': 'erp', 'sourceId': 'c', 'parent': {'source': 'erp', 'sourceId': 'p'}},
						 {'source': 'erp', 'sourceId': 'p', 'lastName': 'Lee'}, {'source': 'erp', 'sourceId': 'c', 'lastName': 'Lee'}]}""");
		assertThat(bulk.get("items").valueStream().map((item) -> item.get("item").intValue())).containsExactly(0, 1, 2);
		assertThat(bulk.get("items").findValuesAsString("decision")).containsExactly("new", "matched", "matched");
		String parent = bulk.at("/items/1/matched").stringValue();
		assertThat(bulk.at("/items/1/candidates/0/recordId").stringValue()).isEqualTo(parent);
		assertThat(text(this.wires.send("GET", "/api/onerow/v1/records/" + parent, ""), "/kind")).isEqualTo("customer");
		JsonNode account = explain("billabex", "/api/public/v1/accounts",
				"{'fullName': 'Acme', 'contacts': [{'fullName': 'Ann Lee', 'language': 'en'}, {'fullName': 'Anna Lee', 'language': 'en'}]}");
		assertThat(account.get("items").valueStream().map((item) -> item.get("item").toString()))
			.containsExactly("null", "0", "1");
		assertThat(account.get("items").findValuesAsString("decision")).containsExactly("new", "new", "matched");
	}

	@Test
	void eachCandidateIsListedOnceWithAllOfItsKeys() {
		String smith = contact("John Smith", "john@acme.com");
		JsonNode person = explain("billabex", this.wires.contacts() + "/upsert",
				"{'fullName': 'John Smith', 'email': 'john@acme.com', 'language': 'fr'}");
		assertThat(person.get("candidates")).hasSize(1);
		assertThat(candidate(person, smith).at("/evidence/email").stringValue()).isEqualTo("john@acme.com");
		assertThat(candidate(person, smith).at("/evidence/name").stringValue()).isEqualTo("john smith");
		String body = "{'upsert_on': {'key': 'website', 'values': ['acme.com', 'acme.org']}, 'record': {'name': 'Acme'}}";
		this.wires.openint("account", body.replace(", 'acme.org'", ""));
		this.wires.openint("account",
				body.replace(", 'acme.org'", "").replace("'name': 'Acme'", "'website': 'acme.org'"));
		JsonNode account = explain("openint", "/unified/crm/account/_upsert", body);
		assertThat(account.at("/candidates/0/evidence/website").valueStream().map(JsonNode::stringValue))
			.containsExactly("acme.com", "acme.org");
	}

	@Test
	void explanationIsADryRunAsItIs() throws Exception {
		String before = contents();
		String body = body("sam", "/rest/company/contact/upsert",
				"[{'externalId': 'A', 'firstname': 'Bob', 'lastname': 'Lee'}]");
		List<Integer> answers = Race.of(4,
				(n) -> () -> this.wires.send("POST", EXPLAIN + "?dryRun=true", body).statusCode());
		assertThat(answers).containsOnly(200);
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void whoseTurnDoesNotComeIsToldSo() throws Exception {
		SecurityContextHolder.getContext().setAuthentication(new Somebody(new TenantId(this.tenant)));
		Semaphore line = this.context.getBean("dryRunTurns", Turns.class).line();
		SecurityContextHolder.clearContext();
		line.acquire(2);
		try {
			HttpResponse<String> answer = this.wires.send("POST", EXPLAIN,
					body("sam", "/rest/company/contact/upsert", "[]"));
			assertThat(answer.statusCode()).isEqualTo(503);
			assertThat(answer.headers().firstValue("Retry-After")).isPresent();
		}
		finally {
			line.release(2);
		}
	}

	@Test
	void preconditionThatTheRouteCannotKeepIsRefusedByIt() {
		HttpResponse<String> answer = this.wires.send("POST", EXPLAIN,
				body("propeller", "/customers/bulk/sourceId", "{'customers': [{'source': 'erp', 'sourceId': '1'}]}"),
				"If-None-Match", "*");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(Client.json(answer).at("/answer/status").intValue()).isEqualTo(400);
		assertThat(Client.json(answer).at("/answer/body").toString()).contains("If-None-Match");
	}

	@Test
	void wrongRequestNamesTheMember() {
		for (String[] wrong : List.of(
				new String[] { "{'wire': 'fax', 'path': '/rest/company/contact/upsert', 'body': []}",
						"/wire must be one of" },
				new String[] { "{'wire': 'sam', 'path': '/rest/user/contacts', 'body': []}", "/path must be" },
				new String[] { "{'wire': 'billabex', 'path': '/rest/company/contact/upsert', 'body': []}",
						"/path must be" },
				new String[] { "{'wire': 'sam', 'path': 'http://x/rest/company/contact/upsert', 'body': []}",
						"/path must be" },
				new String[] { "{'wire': 'sam', 'path': '/rest/%', 'body': []}", "/path must be" },
				new String[] { "{'wire': 'sam', 'path': '/rest/company/contact/upsert'}", "/body is required" },
				new String[] { "{'wire': 'sam', 'path': '/rest/company/contact/upsert', 'body': [], 'policy': 'bold'}",
						"/policy must be one of seed" },
				new String[] { "{'wire': 'sam', 'path': '/rest/company/contact/upsert', 'body': [], 'x': 1}",
						"/x is not known" })) {
			HttpResponse<String> answer = this.wires.send("POST", EXPLAIN, wrong[0]);
			assertThat(answer.statusCode()).as(wrong[0]).isEqualTo(400);
			assertThat(answer.body()).contains(wrong[1]);
		}
		JsonNode refused = explain("sam", "/rest/company/contact/upsert", "{}");
		assertThat(refused.get("decision").stringValue()).isEqualTo("refused");
		assertThat(refused.at("/answer/status").intValue()).isEqualTo(400);
		assertThat(refused.at("/answer/body/exception").stringValue()).isEqualTo("WSInvalidParameterException");
		assertThat(this.wires.admin("POST", EXPLAIN, "{}").statusCode()).as("without records:read").isEqualTo(403);
	}

	@Test
	void anotherTenantsRecordsAreNotThere() {
		contact("John Smith", "john@acme.com");
		Wires other = Wires.of(this.context, this.tenant + "b");
		JsonNode explained = Client.json(other.send("POST", EXPLAIN,
				body("billabex", this.wires.contacts() + "/upsert", "{'fullName': 'John Smith', 'language': 'en'}")));
		assertThat(explained.at("/answer/status").intValue()).isEqualTo(404);
		assertThat(explained.get("candidates").isEmpty()).isTrue();
	}

	private static JsonNode candidate(JsonNode explained, String id) {
		return explained.get("candidates")
			.valueStream()
			.filter((one) -> one.get("recordId").stringValue().equals(id))
			.findFirst()
			.orElseThrow();
	}

	/** One beside those whose names are near. */
	private String contact(String name, String email) {
		String body = "{'fullName': '%s', 'email': '%s', 'language': 'en'}".formatted(name, email);
		return text(this.wires.send("POST", this.wires.contacts(), body), "/id");
	}

	private JsonNode explain(String wire, String path, String body) {
		HttpResponse<String> answer = this.wires.send("POST", EXPLAIN, body(wire, path, body), "x-connection-id",
				this.wires.openint().connection());
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return Client.json(answer);
	}

	private static String body(String wire, String path, String body) {
		return "{'wire': '%s', 'path': '%s', 'body': %s}".formatted(wire, path, body);
	}

	private String contents() {
		return this.jdbc
			.sql("""
					select (select coalesce(string_agg(c::text, '|' order by contact_id), '') from contact c where tenant_id = :tenant)
						|| (select coalesce(string_agg(a::text, '|' order by account_id), '') from account a where tenant_id = :tenant)
						|| (select coalesce(string_agg(c::text, '|' order by customer_id), '') from customer c where tenant_id = :tenant)
						|| (select last_value from customer_id_seq)""")
			.param("tenant", this.tenant)
			.query(String.class)
			.single();
	}

	/** Who stands in line where the tenant does. */
	private static final class Somebody extends TestingAuthenticationToken implements TenantScoped {

		private final transient TenantId tenant;

		Somebody(TenantId tenant) {
			super(tenant, "");
			this.tenant = tenant;
		}

		@Override
		public TenantId tenant() {
			return this.tenant;
		}

	}

}
