package io.onerow.api.onerow;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.onerow.api.onerow.Wires.header;
import static io.onerow.api.onerow.Wires.outcome;
import static io.onerow.api.onerow.Wires.text;
import static org.assertj.core.api.Assertions.assertThat;

/** How much it takes for an upsert to be of a record that is there. */
@IntegrationTest
class PoliciesIntegrationTests {

	private static final String TENANT = "/api/onerow/v1/policies/tenant";

	private static final String HEADER = "Onerow-Match-Policy";

	private static final String MATCH = "Onerow-Match";

	private static final String BORN = "{'fullName': 'John Smith', 'language': 'en', 'dateOfBirth': '1985-03-27'}";

	@Autowired
	private ApplicationContext context;

	private final String tenant = "t" + UUID.randomUUID().toString().substring(24);

	private Wires wires;

	@BeforeEach
	void newTenant() {
		this.wires = Wires.of(this.context, this.tenant);
	}

	@Test
	void guardedLinksANameOnlyWithWhatElseIsKnown() {
		policy("{'policy': 'guarded'}");
		HttpResponse<String> first = this.wires.contact(BORN);
		assertThat(outcome(first)).isEqualTo("created");
		assertThat(header(first, MATCH)).isEqualTo("by=none, policy=guarded, rung=none");
		assertThat(first.body()).as("the wire as ever").doesNotContain("1985");
		HttpResponse<String> same = this.wires.contact(BORN);
		assertThat(outcome(same)).isEqualTo("unchanged");
		assertThat(header(same, MATCH))
			.isEqualTo("by=name, distance=0, limit=2, candidates=1, policy=guarded, rung=name-birth");
		HttpResponse<String> near = this.wires
			.contact("{'fullName': 'Jon Smith', 'email': 'jon@acme.com', 'dateOfBirth': '1985-03-28'}");
		assertThat(outcome(near)).isEqualTo("updated");
		assertThat(text(near, "/id")).isEqualTo(text(first, "/id"));
		HttpResponse<String> other = this.wires
			.contact("{'fullName': 'Jon Smith', 'language': 'en', 'dateOfBirth': '1999-12-31'}");
		assertThat(outcome(other)).as("excluded").isEqualTo("created");
		assertThat(this.wires.contact("{'fullName': 'Whoever', 'email': 'JON@acme.com'}").statusCode()).isEqualTo(200);
		JsonNode record = Client.json(this.wires.send("GET", "/api/onerow/v1/records/" + text(first, "/id"), ""));
		assertThat(record.at("/fields/attributes.dateOfBirth/value").stringValue()).isEqualTo("1985-03-28");
	}

	@Test
	void doubtIsRefusedAndNothingIsWritten() {
		policy("{'policy': 'guarded'}");
		String father = text(this.wires.contact(
				"{'fullName': 'John Smith', 'language': 'en', 'dateOfBirth': '1950-01-01', 'address': {'street': 'Kade 1', 'city': 'Delft', 'postalCode': '2600'}}"),
				"/id");
		String son = "{'fullName': 'John Smith', 'language': 'en', 'dateOfBirth': '1985-03-27', 'address': {'street': 'Kade 1', 'city': 'Delft'}}";
		HttpResponse<String> doubt = this.wires.contact(son);
		assertThat(doubt.statusCode()).isEqualTo(409);
		assertThat(header(doubt, "Content-Type")).startsWith("application/problem+json");
		assertThat(outcome(doubt)).isEqualTo("doubt");
		assertThat(header(doubt, MATCH)).isEqualTo("by=none, policy=guarded, rung=contradicted");
		assertThat(text(doubt, "/message")).contains(father);
		assertThat(Client.json(doubt).at("/candidates").size()).isEqualTo(1);
		assertThat(text(doubt, "/candidates/0/recordId")).isEqualTo(father);
		assertThat(text(doubt, "/candidates/0/rung")).isEqualTo("contradicted");
		assertThat(text(doubt, "/candidates/0/evidence/birthDate")).isEqualTo("contradicts");
		assertThat(text(doubt, "/candidates/0/evidence/address")).isEqualTo("agrees");
		assertThat(text(doubt, "/candidates/0/why"))
			.isEqualTo("Its name is 0 edits away, of at most 2, and address agrees, but birthDate contradicts.");
		assertThat(contacts()).hasSize(1);
		// by an id of his own he is no doubt, and is known from then on
		policy("{'policy': 'guarded', 'onDoubt': 'create'}");
		HttpResponse<String> created = this.wires.contact(son.replace("'language'", "'externalId': 'S', 'language'"));
		assertThat(outcome(created)).isEqualTo("created");
		assertThat(header(created, MATCH)).isEqualTo("by=none, policy=guarded, rung=contradicted");
		HttpResponse<String> again = this.wires.contact("{'fullName': 'Johnny Smith', 'externalId': 'S'}");
		assertThat(outcome(again)).isEqualTo("updated");
		assertThat(header(again, MATCH)).isEqualTo("by=key, policy=guarded, rung=key");
		assertThat(contacts()).hasSize(2);
	}

	@Test
	void keysAskNoName() {
		policy("{'policy': 'keys'}");
		String john = "{'fullName': 'John Smith', 'language': 'en'}";
		assertThat(outcome(this.wires.contact(john))).isEqualTo("created");
		HttpResponse<String> again = this.wires.contact(john);
		assertThat(outcome(again)).isEqualTo("created");
		assertThat(header(again, MATCH)).isEqualTo("by=none, policy=keys, rung=none");
		String email = "{'fullName': 'John Smith', 'email': 'j@acme.com', 'language': 'en'}";
		assertThat(outcome(this.wires.contact(email))).isEqualTo("created");
		assertThat(header(this.wires.contact(email), MATCH)).isEqualTo("by=email, policy=keys, rung=email");
		assertThat(contacts()).hasSize(3);
	}

	@Test
	void placeholdersStayApart() {
		policy("{'policy': 'guarded'}");
		for (int i = 0; i < 3; i++) {
			assertThat(outcome(this.wires.contact("{'fullName': 'Unknown', 'language': 'en'}"))).isEqualTo("created");
		}
		assertThat(contacts()).hasSize(3);
	}

	@Test
	void nearestScopeCounts() {
		String account = this.wires.contacts().split("/", -1)[5];
		String own = "/api/onerow/v1/policies/account:" + account;
		policy("{'policy': 'keys', 'region': 'ch'}");
		assertThat(this.wires.admin("GET", own, "").body())
			.isEqualTo("{\"scope\":\"account:%s\",\"from\":\"tenant\",\"policy\":\"keys\",\"onDoubt\":\"refuse\","
				.formatted(account)
					+ "\"requestMayChoose\":false,\"region\":\"CH\",\"survivorship\":\"newest\",\"aliases\":true,\"complete\":true}");
		this.wires.contact(BORN);
		this.wires.contact(BORN);
		assertThat(contacts()).hasSize(2);
		HttpResponse<String> put = this.wires.admin("PUT", own, "{'policy': 'seed'}");
		assertThat(text(put, "/from")).isEqualTo("account:" + account);
		assertThat(header(this.wires.contact("{'fullName': 'Jon Smith'}"), MATCH))
			.isEqualTo("by=name, distance=1, limit=1, candidates=2, runner-up=1");
		assertThat(text(this.wires.admin("PUT", own, "{'policy': null}"), "/policy")).isEqualTo("keys");
		assertThat(outcome(this.wires.contact(BORN))).isEqualTo("created");
	}

	@Test
	void policyOfEachScopeIsKept() {
		String connection = "/api/onerow/v1/policies/connection:" + this.wires.openint().connection();
		for (String scope : List.of("/api/onerow/v1/policies/book", connection)) {
			assertThat(text(this.wires.admin("PUT", scope, "{'policy': 'keys'}"), "/policy")).isEqualTo("keys");
			assertThat(text(this.wires.admin("GET", scope, ""), "/policy")).isEqualTo("keys");
		}
		String body = "{'upsert_on': {'key': 'email', 'values': ['a@acme.com']}, 'record': {'last_name': 'Lee'}}";
		assertThat(header(this.wires.openint("contact", body), MATCH)).isEqualTo("by=none, policy=keys, rung=none");
		assertThat(header(this.wires.openint("contact", body), MATCH)).isEqualTo("by=email, policy=keys, rung=email");
		HttpResponse<String> sam = this.wires.sam("[{'externalId': 'A', 'firstname': 'Bob', 'lastname': 'Lee'}]");
		assertThat(sam.body()).contains("\"rowsAffected\":1");
		assertThat(text(this.wires.admin("GET", TENANT, ""), "/policy")).isEqualTo("seed");
	}

	@Test
	void requestChoosesWhereItMay() {
		String choice = "guarded; on-doubt=create";
		HttpResponse<String> refused = this.wires.contact(BORN, HEADER, choice);
		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(text(refused, "/message")).contains(HEADER);
		assertThat(outcome(this.wires.contact(BORN, HEADER, "seed"))).as("that of the tenant").isEqualTo("created");
		policy("{'policy': 'seed', 'requestMayChoose': true}");
		assertThat(header(this.wires.contact(BORN, HEADER, choice), MATCH)).endsWith("policy=guarded, rung=name-birth");
		String other = BORN.replace("1985", "1999");
		assertThat(outcome(this.wires.contact(other, HEADER, choice))).isEqualTo("created");
		assertThat(this.wires.contact("{'fullName': 'John Smith'}", HEADER, "guarded").statusCode()).isEqualTo(409);
		HttpResponse<String> created = this.wires.contact("{'fullName': 'John Smith', 'language': 'en'}", HEADER,
				"guarded;on-doubt=create");
		assertThat(outcome(created)).isEqualTo("created");
		assertThat(header(created, MATCH)).isEqualTo("by=none, policy=guarded, rung=tie");
		assertThat(outcome(this.wires.contact("{'fullName': 'John Smith'}"))).as("of the tenant")
			.isEqualTo("unchanged");
	}

	@ParameterizedTest
	@ValueSource(strings = { "bold", "guarded; on-doubt=ask", "guarded, keys", "\"guarded\"", "guarded; x=1",
			"guarded; on-doubt", "", ";" })
	void headerThatIsNoPolicyIsNamed(String value) {
		policy("{'policy': 'seed', 'requestMayChoose': true}");
		HttpResponse<String> answer = this.wires.contact(BORN, HEADER, value);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(text(answer, "/message")).contains(HEADER);
		HttpResponse<String> sam = this.wires.sam("[]", HEADER, value);
		assertThat(sam.statusCode()).isEqualTo(400);
		assertThat(sam.body()).contains(HEADER);
		assertThat(this.wires.contact(BORN, HEADER, "keys", HEADER, "keys").statusCode()).isEqualTo(400);
		assertThat(contacts()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			value = { "{}|/policy is required", "{'policy': 'bold'}|/policy must be one of",
					"{'policy': 'keys', 'onDoubt': 'ask'}|/onDoubt must be one of refuse, create, review",
					"{'policy': 'keys', 'region': 'XX'}|/region must be",
					"{'policy': 'keys', 'aliases': 'some'}|/aliases must be true or false",
					"{'policy': 'keys', 'keys': true}|/keys is not known",
					"{'policy': 'keys', 'requestMayChoose': 'yes'}|/requestMayChoose must be true or false" })
	void wrongPolicyNamesTheMember(String body, String fault) {
		HttpResponse<String> answer = this.wires.admin("PUT", TENANT, body);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains(fault);
		assertThat(text(this.wires.admin("GET", TENANT, ""), "/policy")).isEqualTo("seed");
	}

	@Test
	void scopeIsOneThatIsThere() {
		for (String scope : List.of("account:" + UUID.randomUUID(), "connection:nobody")) {
			assertThat(this.wires.admin("GET", "/api/onerow/v1/policies/" + scope, "").statusCode()).isEqualTo(404);
			assertThat(this.wires.admin("PUT", "/api/onerow/v1/policies/" + scope, "{'policy': 'keys'}").statusCode())
				.isEqualTo(404);
		}
		for (String scope : List.of("account:1", "everybody", "connection:", "user:1")) {
			HttpResponse<String> answer = this.wires.admin("GET", "/api/onerow/v1/policies/" + scope, "");
			assertThat(answer.statusCode()).isEqualTo(400);
			assertThat(answer.body()).contains("scope");
		}
		assertThat(this.wires.send("GET", TENANT, "").statusCode()).as("without admin").isEqualTo(403);
		assertThat(this.wires.send("PUT", TENANT, "{'policy': 'keys'}").statusCode()).isEqualTo(403);
		assertThat(this.wires.admin("PUT", TENANT, "{'policy': 'keys'}", "If-Match", "*").statusCode()).isEqualTo(400);
	}

	@Test
	void tenantHasABoundedNumberOfPolicies() {
		policy("{'policy': 'guarded'}");
		this.context.getBean(JdbcClient.class)
			.sql("""
					insert into match_policy (tenant_id, scope, policy, on_doubt, request_may_choose)
					select ?, 'connection:' || n, 'keys', 'refuse', false from generate_series(1, 999) n""")
			.param(this.tenant)
			.update();
		HttpResponse<String> more = this.wires.admin("PUT", "/api/onerow/v1/policies/book", "{'policy': 'keys'}");
		assertThat(more.statusCode()).isEqualTo(409);
		assertThat(more.body()).contains("1000 policies");
		policy("{'policy': 'keys'}");
	}

	@Test
	void dryRunPreconditionHistoryAndUndoKnowThePolicy() {
		policy("{'policy': 'guarded'}");
		String id = text(this.wires.contact(BORN), "/id");
		String near = "{'fullName': 'Jon Smith', 'dateOfBirth': '1985-03-27'}";
		HttpResponse<String> dry = this.wires.contact(near, "Onerow-Dry-Run", "true");
		assertThat(header(dry, MATCH)).endsWith("policy=guarded, rung=name-birth");
		assertThat(this.wires.contact("{'fullName': 'Jon Smith', 'dateOfBirth': '1985-03-27'}", "If-None-Match", "*")
			.statusCode()).isEqualTo(412);
		assertThat(contacts().get(0).get("fullName").stringValue()).isEqualTo("John Smith");
		assertThat(outcome(this.wires.contact(near, "If-Match", "\"1\""))).isEqualTo("updated");
		Client reader = Client.of(this.context, this.tenant, "history:read", "history:undo");
		JsonNode entry = Client.json(reader.get("/api/onerow/v1/history?rule=name&recordId=" + id)).at("/items/0");
		assertThat(entry.at("/match").toString()).isEqualTo(
				"{\"by\":\"name\",\"distance\":1,\"limit\":1,\"candidates\":1,\"policy\":\"guarded\",\"rung\":\"name-birth\"}");
		HttpResponse<String> undone = reader.send("POST",
				"/api/onerow/v1/history/" + entry.get("id").stringValue() + "/undo", "");
		assertThat(undone.statusCode()).isEqualTo(200);
		HttpResponse<String> again = this.wires
			.contact(near.replace("'dateOfBirth'", "'language': 'en', 'dateOfBirth'"));
		assertThat(outcome(again)).as("the name does not mean him").isEqualTo("created");
	}

	@Test
	void explanationTakesAPolicy() {
		this.wires.contact(BORN);
		String explain = "{'wire': 'billabex', 'path': '" + this.wires.contacts()
				+ "/upsert', 'policy': '%s', 'body': %s}";
		String other = BORN.replace("1985", "1999");
		JsonNode seed = Client
			.json(this.wires.send("POST", "/api/onerow/v1/explain", explain.formatted("seed", other)));
		assertThat(seed.get("decision").stringValue()).isEqualTo("matched");
		JsonNode guarded = Client
			.json(this.wires.send("POST", "/api/onerow/v1/explain", explain.formatted("guarded", other)));
		assertThat(guarded.get("decision").stringValue()).isEqualTo("new");
		assertThat(guarded.at("/candidates/0/rung").stringValue()).isEqualTo("different");
		assertThat(guarded.at("/candidates/0/evidence/birthDate").stringValue()).isEqualTo("contradicts");
		JsonNode doubt = Client.json(this.wires.send("POST", "/api/onerow/v1/explain", explain.formatted("guarded",
				"{'fullName': 'John Smith', 'address': {'street': 'Kade 1', 'city': 'Delft'}}")));
		assertThat(doubt.get("decision").stringValue()).isEqualTo("matched");
		JsonNode keys = Client.json(this.wires.send("POST", "/api/onerow/v1/explain", explain.formatted("keys", BORN)));
		assertThat(keys.get("decision").stringValue()).isEqualTo("new");
		assertThat(contacts()).hasSize(1);
	}

	/** A new account is filled by the policy of its tenant. */
	@Test
	void contactsThatComeWithAnAccountAreMatchedByIt() {
		String account = "{'fullName': 'Acme', 'contacts': [%s, %s]}";
		String unknown = "{'fullName': 'Unknown', 'language': 'en'}";
		assertThat(countOf(account.formatted(unknown, unknown))).isEqualTo(1);
		policy("{'policy': 'guarded'}");
		assertThat(countOf(account.formatted(unknown, unknown))).isEqualTo(2);
		assertThat(countOf(account.formatted(BORN, BORN))).isEqualTo(1);
		HttpResponse<String> doubt = this.wires.send("POST", "/api/public/v1/accounts", account.formatted(
				BORN.replace("}", ", 'phone': '+41446681800'}"), BORN.replace("}", ", 'phone': '+41446681801'}")));
		assertThat(doubt.statusCode()).isEqualTo(409);
		assertThat(outcome(doubt)).isEqualTo("doubt");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			value = { "'dateOfBirth': '27.3.1985'|/dateOfBirth must be a date",
					"'dateOfBirth': '1985-02-30'|/dateOfBirth must be a date",
					"'phone': 'call me'|/phone must be a phone number", "'phone': 41|/phone must be a string",
					"'address': 'Kade 1'|/address must be an object",
					"'address': {'street': 1}|/address/street must be a string",
					"'externalId': 7|/externalId must be a string" })
	void furtherMembersAreChecked(String member, String fault) {
		HttpResponse<String> answer = this.wires.contact("{'fullName': 'Ann Lee', 'language': 'en', " + member + "}");
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains(fault);
	}

	@Test
	void furtherMembersAreKeptUnderTheSeedTooAndClearedByAChange() {
		String body = "{'fullName': 'Ann Lee', 'language': 'en', 'phone': '044 668 18 00', 'externalId': 'A', 'address': {'city': 'Bern'}}";
		HttpResponse<String> created = this.wires.contact(body);
		assertThat(header(created, MATCH)).isEqualTo("by=none");
		assertThat(outcome(this.wires.contact(body))).isEqualTo("unchanged");
		assertThat(header(this.wires.contact("{'externalId': 'A', 'language': 'de'}"), MATCH)).isEqualTo("by=key");
		String record = "/api/onerow/v1/records/" + text(created, "/id");
		assertThat(text(this.wires.send("GET", record, ""), "/fields/attributes.phone/value"))
			.isEqualTo("044 668 18 00");
		HttpResponse<String> patched = this.wires.send("PATCH", this.wires.contacts() + "/" + text(created, "/id"),
				"{'phone': null, 'externalId': null}");
		assertThat(patched.statusCode()).isEqualTo(200);
		assertThat(patched.body())
			.isEqualTo(this.wires.send("GET", this.wires.contacts() + "/" + text(created, "/id"), "").body());
		JsonNode fields = Client.json(this.wires.send("GET", record, "")).get("fields");
		assertThat(fields.propertyNames()).contains("attributes.address")
			.doesNotContain("attributes.phone", "externalId");
	}

	private int countOf(String account) {
		String id = text(this.wires.send("POST", "/api/public/v1/accounts", account), "/id");
		return Client.json(this.wires.send("GET", "/api/public/v1/accounts/" + id + "/contacts", "")).size();
	}

	private JsonNode contacts() {
		return Client.json(this.wires.send("GET", this.wires.contacts(), ""));
	}

	private void policy(String body) {
		HttpResponse<String> answer = this.wires.admin("PUT", TENANT, body);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
	}

}
