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
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.onerow.api.onerow.Wires.header;
import static io.onerow.api.onerow.Wires.text;
import static org.assertj.core.api.Assertions.assertThat;

/** Addresses and phones that several persons have. */
@IntegrationTest
class SharedValuesIntegrationTests {

	private static final String TENANT = "/api/onerow/v1/policies/tenant";

	private static final String VALUES = "/api/onerow/v1/shared-values";

	private static final String MATCH = "Onerow-Match";

	private static final String PERSON = "{'fullName': '%s', 'email': 'Desk@acme.com', 'language': 'en'}";

	@Autowired
	private ApplicationContext context;

	private final String tenant = "t" + UUID.randomUUID().toString().substring(24);

	private Wires wires;

	@BeforeEach
	void newTenant() {
		this.wires = Wires.of(this.context, this.tenant);
	}

	@Test
	void addressOfThreeNamesIsNoKeyOfOne() {
		policy("{'policy': 'guarded'}");
		String first = id(PERSON.formatted("Ann Lee"));
		for (String name : List.of("Anne Lee", "Lee, Ann", "Bob Ray")) {
			assertThat(id(PERSON.formatted(name))).as("a key as ever").isEqualTo(first);
		}
		assertThat(values()).as("spellings are no names").isEmpty();
		assertThat(id(PERSON.formatted("Cyd Ott"))).isEqualTo(first);
		assertThat(values()).hasSize(1);
		assertThat(values().at("/0/value").stringValue()).isEqualTo("desk@acme.com");
		assertThat(values().at("/0/names").intValue()).isEqualTo(3);
		assertThat(values().at("/0/byHand").booleanValue()).isFalse();
		assertThat(values().at("/0/scope").stringValue()).isEqualTo(scope());
		forget();
		String dan = id(PERSON.formatted("Dan Fox"));
		assertThat(dan).isNotEqualTo(first);
		HttpResponse<String> again = this.wires.contact(PERSON.formatted("Dan Fox"));
		assertThat(text(again, "/id")).isEqualTo(dan);
		assertThat(text(again, "/email/address")).isEqualTo("Desk@acme.com");
		assertThat(header(again, MATCH)).contains("policy=guarded, rung=name-");
		assertThat(id(PERSON.formatted("Cyd Otter"))).as("the given name agrees").isEqualTo(first);
		assertThat(contacts()).hasSize(2);
		assertThat(header(this.wires.contact("{'email': 'desk@acme.com', 'language': 'de'}"), MATCH))
			.as("of whom nothing is known")
			.endsWith("rung=email");
		this.wires.send("PATCH", this.wires.contacts() + "/" + dan, "{'email': 'dan@acme.com'}");
		assertThat(header(this.wires.contact("{'email': 'dan@acme.com'}"), MATCH)).endsWith("rung=email");
	}

	@Test
	void phoneOfSeveralContradictsNobody() {
		policy("{'policy': 'guarded', 'region': 'CH'}");
		String person = "{'fullName': '%s', 'language': 'en', 'phone': '%s'}";
		String john = id(person.formatted("John Smith", "044 668 18 00"));
		String other = person.formatted("Jon Smith", "044 668 18 01");
		assertThat(explained(other)).isEqualTo("new");
		for (String name : List.of("Ann Lee", "Bob Ray")) {
			id(person.formatted(name, "+41 44 668 18 00"));
		}
		assertThat(values().at("/0/value").stringValue()).isEqualTo("+41446681800");
		forget();
		assertThat(explained(other)).as("nothing agrees").isEqualTo("doubt");
		assertThat(id(person.formatted("Jon Smith", "044 668 18 00"))).isEqualTo(john);
	}

	@Test
	void valueIsNamedByHandAndTakenBack() {
		policy("{'policy': 'guarded', 'region': 'CH'}");
		String named = "{'scope': '" + scope() + "', 'kind': 'email', 'value': ' DESK@acme.com'}";
		HttpResponse<String> put = this.wires.admin("PUT", VALUES, named);
		assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
		assertThat(put.body()).as("personal data").doesNotContain("desk@");
		String id = text(put, "/id");
		assertThat(text(this.wires.admin("PUT", VALUES, named), "/id")).isEqualTo(id);
		assertThat(values().at("/0/byHand").booleanValue()).isTrue();
		String first = id(PERSON.formatted("Ann Lee"));
		assertThat(id(PERSON.formatted("Bob Ray"))).isNotEqualTo(first);
		assertThat(id(PERSON.formatted("Bob Ray"))).isNotEqualTo(first);
		assertThat(contacts()).hasSize(2);
		assertThat(this.wires.admin("DELETE", VALUES + "/" + id, "").statusCode()).isEqualTo(204);
		assertThat(this.wires.admin("DELETE", VALUES + "/" + id, "").statusCode()).isEqualTo(404);
		assertThat(values()).isEmpty();
		String shared = id(PERSON.formatted("Cyd Ott"));
		for (String name : List.of("Dan Fox", "Eve Gil", "Flo Hay")) {
			assertThat(id(PERSON.formatted(name))).as("of one, whatever is seen").isEqualTo(shared);
		}
		assertThat(values()).isEmpty();
		JsonNode trail = Client.json(this.wires.admin("GET", "/api/onerow/v1/admin/audit", "")).get("items");
		assertThat(trail.at("/0/kind").stringValue()).isEqualTo("shared-value");
		assertThat(trail.at("/0/before/shared").booleanValue()).isTrue();
		assertThat(trail.at("/1/after/shared").booleanValue()).isTrue();
		assertThat(trail.toString()).doesNotContainIgnoringCase("desk@acme.com");
		this.wires.admin("PUT", VALUES, "{'scope': 'book', 'kind': 'phone', 'value': '044 668 18 00'}");
		assertThat(Client.json(this.wires.send("GET", VALUES, "")).at("/items/0/value").stringValue())
			.isEqualTo("+41446681800");
		assertThat(values()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = {
			"{'kind': 'email', 'value': 'a@b.c'}|/scope is required",
			"{'scope': 'tenant', 'kind': 'email', 'value': 'a@b.c'}|/scope must be of one directory",
			"{'scope': 'all', 'kind': 'email', 'value': 'a@b.c'}|/scope must be tenant, account",
			"{'scope': 'book', 'kind': 'name', 'value': 'a@b.c'}|/kind must be one of",
			"{'scope': 'book', 'kind': 'email', 'value': 'acme'}|/value must be an email address",
			"{'scope': 'book', 'kind': 'phone', 'value': '044 668 18 00'}|/value must be a phone number, with +",
			"{'scope': 'book', 'kind': 'phone', 'value': '+41446681800', 'x': 1}|/x is not known" })
	void wrongValueNamesTheMember(String body, String fault) {
		HttpResponse<String> answer = this.wires.admin("PUT", VALUES, body);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains(fault);
	}

	@Test
	void onlyWhoReadsRecordsReadsValuesAndOnlyAdministratorsNameThem() {
		String named = "{'scope': 'book', 'kind': 'email', 'value': 'desk@acme.com'}";
		assertThat(this.wires.send("PUT", VALUES, named).statusCode()).isEqualTo(403);
		assertThat(this.wires.admin("GET", VALUES, "").statusCode()).isEqualTo(403);
		this.wires.admin("PUT", VALUES, named);
		this.wires.admin("PUT", VALUES, named.replace("desk", "info"));
		JsonNode page = Client.json(this.wires.send("GET", VALUES + "?limit=1", ""));
		assertThat(page.get("items")).hasSize(1);
		JsonNode next = Client
			.json(this.wires.send("GET", VALUES + "?limit=1&after=" + page.get("next").stringValue(), ""));
		assertThat(next.at("/items/0/value").stringValue()).isNotEqualTo(page.at("/items/0/value").stringValue());
		assertThat(this.wires.send("GET", VALUES + "?limit=0", "").statusCode()).isEqualTo(400);
		assertThat(this.wires.send("GET", VALUES + "?scope=connection:nobody", "").statusCode()).isEqualTo(404);
		Wires others = Wires.of(this.context, "t" + UUID.randomUUID().toString().substring(24));
		assertThat(Client.json(others.send("GET", VALUES, "")).get("items")).isEmpty();
		assertThat(others.admin("DELETE", VALUES + "/" + page.at("/items/0/id").stringValue(), "").statusCode())
			.isEqualTo(404);
	}

	@Test
	void erasedPersonLeavesNoValue() {
		policy("{'policy': 'guarded'}");
		String id = id(PERSON.formatted("Ann Lee"));
		id(PERSON.formatted("Bob Ray"));
		id(PERSON.formatted("Cyd Ott"));
		assertThat(values()).hasSize(1);
		assertThat(this.wires.admin("DELETE", "/api/onerow/v1/records/" + id + "?erase=true", "").statusCode())
			.isEqualTo(204);
		assertThat(values()).isEmpty();
		assertThat(this.context.getBean(JdbcClient.class)
			.sql("select count(*) from contact_value_name where tenant_id = ?")
			.param(this.tenant)
			.query(Long.class)
			.single()).isZero();
	}

	private String explained(String body) {
		return text(
				this.wires.send("POST", "/api/onerow/v1/explain",
						"{'wire': 'billabex', 'path': '" + this.wires.contacts() + "/upsert', 'body': " + body + "}"),
				"/decision");
	}

	/** What was remembered, as each instance does after ten seconds. */
	private void forget() {
		this.wires.admin("PUT", VALUES, "{'scope': 'book', 'kind': 'email', 'value': 'other@acme.com'}");
	}

	private String scope() {
		return "account:" + this.wires.contacts().split("/", -1)[5];
	}

	private JsonNode values() {
		return Client.json(this.wires.send("GET", VALUES + "?scope=" + scope(), "")).get("items");
	}

	private String id(String body) {
		HttpResponse<String> answer = this.wires.contact(body);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return text(answer, "/id");
	}

	private JsonNode contacts() {
		return Client.json(this.wires.send("GET", this.wires.contacts(), ""));
	}

	private void policy(String body) {
		HttpResponse<String> answer = this.wires.admin("PUT", TENANT, body);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
	}

}
