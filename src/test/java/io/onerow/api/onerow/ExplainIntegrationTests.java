package io.onerow.api.onerow;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

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

}
