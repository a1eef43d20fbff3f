package io.onerow.api.onerow;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.upsert.Deadline;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.onerow.api.onerow.Wires.header;
import static io.onerow.api.onerow.Wires.outcome;
import static io.onerow.api.onerow.Wires.text;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The policy by which whatever is known of a person counts, as it is seen from outside.
 */
@IntegrationTest
class CorroboratedPolicyIntegrationTests {

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
	void corroboratedLinksWhateverIsKnownOfThePerson() {
		String stored = "{'fullName': 'John Smith', 'language': 'en', 'dateOfBirth': '1985-03-07', 'phone': '+41 44 668 18 00', "
				+ "'address': {'street': 'Kade 1', 'city': 'Delft', 'postalCode': '2600'}}";
		String id = text(this.wires.contact(stored), "/id");
		corroborated("{'policy': 'corroborated', 'region': 'CH'}");
		HttpResponse<String> turned = this.wires.contact("{'fullName': 'Smith, Jhon', 'dateOfBirth': '1985-07-03'}");
		assertThat(turned.statusCode()).as(turned.body()).isEqualTo(200);
		assertThat(header(turned, MATCH)).isEqualTo("by=evidence, candidates=1, policy=corroborated, rung=name-birth");
		assertThat(text(turned, "/id")).isEqualTo(id);
		HttpResponse<String> phone = this.wires.contact("{'fullName': 'Jhon Miller', 'phone': '044 668 18 00'}");
		assertThat(header(phone, MATCH)).endsWith("rung=id");
		HttpResponse<String> married = this.wires.contact(
				"{'fullName': 'Jhon Meier', 'dateOfBirth': '1985-07-03', 'address': {'street': 'Kade 1', 'postalCode': '2601'}}");
		assertThat(header(married, MATCH)).endsWith("rung=birth-address-given");
		HttpResponse<String> twin = this.wires.contact(
				"{'fullName': 'Mary Meier', 'dateOfBirth': '1985-07-03', 'address': {'street': 'Kade 1', 'postalCode': '2601'}}");
		assertThat(twin.statusCode()).isEqualTo(409);
		assertThat(text(twin, "/candidates/0/rung")).isEqualTo("twin");
		assertThat(text(twin, "/candidates/0/evidence/givenName")).isEqualTo("differs");
		this.wires.contact("{'fullName': 'Jhon Meier', 'dateOfBirth': '1985-07-03', 'phone': '+41446681801'}");
		HttpResponse<String> old = this.wires.contact("{'fullName': 'Jhon Kahn', 'phone': '044 668 18 00'}");
		assertThat(header(old, MATCH)).as("the phone that he had").endsWith("rung=id");
		assertThat(text(old, "/id")).isEqualTo(id);
		HttpResponse<String> nobody = this.wires
			.contact("{'fullName': 'Paul Kahn', 'language': 'en', 'dateOfBirth': '1985-07-03'}");
		assertThat(header(nobody, MATCH)).isEqualTo("by=none, policy=corroborated, rung=none");
		assertThat(contacts()).hasSize(2);
	}

	@Test
	void corroboratedIsGuardedUntilTheIndexIsComplete() {
		HttpResponse<String> asked = this.wires.admin("PUT", TENANT, "{'policy': 'corroborated'}");
		assertThat(text(asked, "/policy")).isEqualTo("corroborated");
		JdbcClient jdbc = this.context.getBean(JdbcClient.class);
		String wait = "update match_policy set complete = false, asked_at = now() + ?::interval where tenant_id = ?";
		policy("{'policy': 'corroborated', 'onDoubt': 'create'}");
		jdbc.sql(wait).params("1 hour", this.tenant).update();
		assertThat(header(this.wires.contact(BORN), MATCH)).isEqualTo("by=none, policy=guarded, rung=none");
		assertThat(header(this.wires.contact(BORN), MATCH)).endsWith("policy=guarded, rung=name-birth");
		HttpResponse<String> chosen = this.wires.contact(BORN, HEADER, "corroborated");
		assertThat(chosen.statusCode()).isEqualTo(403);
		assertThat(text(chosen, "/message")).contains("before it counts");
		jdbc.sql(wait).params("-1 hour", this.tenant).update();
		corroborated("{'policy': 'corroborated', 'onDoubt': 'create'}");
		assertThat(header(this.wires.contact(BORN), MATCH)).endsWith("policy=corroborated, rung=name-birth");
	}

	@Test
	void corroboratedCountsOnEachWireOfContacts() {
		corroborated("{'policy': 'corroborated'}");
		String sam = "[{'externalId': '%s', 'firstname': '%s', 'lastname': 'Lee', 'dateOfBirth': '1985-03-27'}]";
		assertThat(this.wires.sam(sam.formatted("A", "Robert")).body()).contains("\"rowsAffected\":1");
		HttpResponse<String> again = this.wires.sam(sam.formatted("B", "Robret"), "Onerow-Receipts", "true");
		assertThat(again.body()).contains("\"rowsAffected\":1");
		assertThat(this.context.getBean(JdbcClient.class)
			.sql("select external_id from contact where tenant_id = ?")
			.param(this.tenant)
			.query(String.class)
			.list()).as("the other is one more key").containsExactly("A");
		String home = "'workAddress1': 'Kade 1', 'city': 'Delft', ";
		this.wires.sam(sam.formatted("B", "Robert").replace("'dateOf", home + "'dateOf"));
		assertThat(this.wires.sam(sam.formatted("C", "Mary").replace("'dateOf", home + "'dateOf")).body())
			.contains("\"rowsAffected\":0")
			.containsPattern("It may be contact [0-9]+ .twin., or a new one");
		String openint = "{'upsert_on': {'key': 'email', 'values': ['%s@acme.com']}, 'record': {'first_name': 'Ann', 'last_name': '%s', 'phone': '+41446681800'}}";
		assertThat(header(this.wires.openint("contact", openint.formatted("a", "Lee")), MATCH)).endsWith("rung=none");
		assertThat(header(this.wires.openint("contact", openint.formatted("b", "Lang")), MATCH))
			.isEqualTo("by=evidence, candidates=1, policy=corroborated, rung=id");
	}

	@Test
	void undoneWriteIsFoundByWhatItIsNow() {
		corroborated("{'policy': 'corroborated'}");
		String person = "{'fullName': '%s', 'language': 'en', 'dateOfBirth': '%s', 'address': {'street': 'Kade 1', 'city': 'Delft'}}";
		String id = text(this.wires.contact(person.formatted("John Smith", "1985-03-27")), "/id");
		assertThat(outcome(this.wires.contact(person.formatted("John Smith", "1988-03-27")))).isEqualTo("updated");
		HttpResponse<String> undone = Client.of(this.context, this.tenant, "history:read", "history:undo")
			.send("POST", "/api/onerow/v1/history/" + id + ".2/undo", "");
		assertThat(undone.statusCode()).as(undone.body()).isEqualTo(200);
		HttpResponse<String> found = this.wires.contact(person.formatted("John Miller", "1985-03-26"));
		assertThat(header(found, MATCH)).endsWith("rung=birth-address-given");
		assertThat(text(found, "/id")).isEqualTo(id);
		HttpResponse<String> not = this.wires.contact(person.formatted("John Smith", "1985-03-26"));
		assertThat(outcome(not)).as("what was taken back means another").isEqualTo("created");
	}

	@Test
	void explanationTakesItWhereItCounts() {
		this.wires.contact(BORN);
		String explain = "{'wire': 'billabex', 'path': '" + this.wires.contacts()
				+ "/upsert', 'policy': '%s', 'body': %s}";
		String corroborated = explain.formatted("corroborated", BORN);
		assertThat(this.wires.send("POST", "/api/onerow/v1/explain", corroborated).body()).contains("before it counts");
		corroborated("{'policy': 'corroborated'}");
		JsonNode birth = Client.json(this.wires.send("POST", "/api/onerow/v1/explain",
				explain.formatted("corroborated", BORN.replace("03-27", "03-28"))));
		assertThat(birth.get("decision").stringValue()).isEqualTo("matched");
		assertThat(birth.at("/candidates/0/rung").stringValue()).isEqualTo("name-birth");
		assertThat(birth.at("/candidates/0/evidence/birthDate").stringValue()).isEqualTo("agrees");
		assertThat(contacts()).hasSize(1);
	}

	private JsonNode contacts() {
		return Client.json(this.wires.send("GET", this.wires.contacts(), ""));
	}

	/** Sets it, and waits until it counts. */
	private void corroborated(String body) {
		policy(body);
		Deadline end = Deadline.in(Duration.ofSeconds(30));
		while (!Client.json(this.wires.admin("GET", TENANT, "")).get("complete").booleanValue()) {
			assertThat(end.isOver()).isFalse();
			Thread.onSpinWait();
		}
	}

	private void policy(String body) {
		HttpResponse<String> answer = this.wires.admin("PUT", TENANT, body);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
	}

}
