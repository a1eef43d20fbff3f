package io.onerow.api.onerow;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.Race;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.onerow.api.onerow.Wires.header;
import static io.onerow.api.onerow.Wires.outcome;
import static io.onerow.api.onerow.Wires.text;
import static org.assertj.core.api.Assertions.assertThat;

/** The keys that a contact has had, and those that it has besides. */
@IntegrationTest
class AliasesIntegrationTests {

	private static final String TENANT = "/api/onerow/v1/policies/tenant";

	private static final String MATCH = "Onerow-Match";

	@Autowired
	private ApplicationContext context;

	private final String tenant = "t" + UUID.randomUUID().toString().substring(24);

	private Wires wires;

	@BeforeEach
	void newTenant() {
		this.wires = Wires.of(this.context, this.tenant);
	}

	@ParameterizedTest
	@ValueSource(strings = { "guarded", "keys" })
	void addressThatAContactHasHadIsAKeyOfIt(String policy) {
		policy("{'policy': '%s'}".formatted(policy));
		String id = id("{'externalId': 'E', 'fullName': 'John Smith', 'email': 'old@acme.com', 'language': 'en'}");
		assertThat(outcome(this.wires.contact("{'externalId': 'E', 'email': 'New@acme.com'}"))).isEqualTo("updated");
		assertThat(keys(id)).contains("{\"kind\":\"email\",\"value\":\"new@acme.com\"}",
				"{\"kind\":\"email\",\"value\":\"old@acme.com\",\"alias\":true}");
		HttpResponse<String> old = this.wires.contact("{'fullName': 'John Smith', 'email': 'OLD@acme.com'}");
		assertThat(header(old, MATCH)).isEqualTo("by=email, policy=" + policy + ", rung=alias");
		assertThat(text(old, "/id")).isEqualTo(id);
		assertThat(text(old, "/email/address")).as("the latest value").isEqualTo("OLD@acme.com");
		assertThat(header(this.wires.contact("{'email': 'old@acme.com'}"), MATCH))
			.isEqualTo("by=email, policy=" + policy + ", rung=email");
		assertThat(header(this.wires.contact("{'email': 'new@acme.com'}"), MATCH)).endsWith("rung=alias");
		assertThat(contacts()).hasSize(1);
		assertThat(
				header(this.wires.contact("{'email': 'old@acme.com', 'fullName': 'Ann Lee', 'language': 'en'}"), MATCH))
			.as("no half of the name")
			.endsWith(policy.equals("guarded") ? "by=none, policy=guarded, rung=none" : "policy=keys, rung=alias");
	}

	@Test
	void addressOfAnotherIsNoAliasAnyMore() {
		policy("{'policy': 'keys'}");
		String john = "{'externalId': 'J', 'fullName': 'John Smith', 'email': '%s', 'language': 'en'}";
		id(john.formatted("desk@acme.com"));
		String johns = id(john.formatted("john@acme.com"));
		String ann = id("{'externalId': 'A', 'fullName': 'Ann Lee', 'email': 'desk@acme.com', 'language': 'en'}");
		assertThat(ann).isNotEqualTo(johns);
		assertThat(id("{'email': 'desk@acme.com'}")).as("hers").isEqualTo(ann);
		id("{'externalId': 'A', 'email': 'ann@acme.com'}");
		assertThat(id("{'email': 'desk@acme.com'}")).as("she had it last").isEqualTo(ann);
		assertThat(keys(johns)).noneMatch((key) -> key.contains("desk@"));
		assertThat(contacts()).hasSize(2);
	}

	@Test
	void idOfAnotherSystemIsOneMoreKey() {
		policy("{'policy': 'keys'}");
		String sam = "[{'externalId': '%s', 'email1': 'b@acme.com', 'firstname': 'Bob', 'lastname': 'Lee'}]";
		assertThat(this.wires.sam(sam.formatted("A")).body()).contains("\"rowsAffected\":1");
		assertThat(this.wires.sam(sam.formatted("B")).body()).contains("\"rowsAffected\":1");
		HttpResponse<String> byOther = this.wires.send("POST", "/rest/company/contact/upsert?receipts=true",
				"[{'externalId': 'B', 'firstname': 'Rob', 'lastname': 'Lee'}]");
		assertThat(text(byOther, "/0/match")).as(byOther.body()).isEqualTo("by=key, policy=keys, rung=alias");
		assertThat(this.wires.sam(sam.formatted("C").replace("b@", "c@")).body()).contains("\"rowsAffected\":1");
		assertThat(stored("select external_id from contact where tenant_id = ? order by 1")).containsExactly("A", "C");
		assertThat(stored("select value from contact_alias where tenant_id = ?")).containsExactly("B");
		HttpResponse<String> taken = this.wires.sam(sam.formatted("C"));
		assertThat(taken.body()).as("that of another contact").contains("\"rowsAffected\":0");
	}

	@Test
	void seedAndWhoWantsNoneKeepNone() {
		String sam = "[{'externalId': '%s', 'email1': 'b@acme.com', 'firstname': 'Bob', 'lastname': 'Lee'}]";
		this.wires.sam(sam.formatted("A"));
		assertThat(this.wires.sam(sam.formatted("B")).body()).contains("\"rowsAffected\":0");
		policy("{'policy': 'keys', 'aliases': false}");
		assertThat(this.wires.sam(sam.formatted("B")).body()).contains("\"rowsAffected\":0");
		String john = "{'externalId': 'J', 'fullName': 'John Smith', 'email': '%s', 'language': 'en'}";
		String id = id(john.formatted("old@acme.com"));
		id(john.formatted("new@acme.com"));
		assertThat(id("{'fullName': 'John Smith', 'email': 'old@acme.com', 'language': 'en'}")).isNotEqualTo(id);
		assertThat(stored("select value from contact_alias where tenant_id = ?")).isEmpty();
		assertThat(text(this.wires.admin("GET", TENANT, ""), "/aliases")).isEqualTo("false");
		policy("{'policy': 'seed'}");
		assertThat(text(this.wires.admin("GET", TENANT, ""), "/aliases")).isEqualTo("false");
		policy("{'policy': 'guarded'}");
		assertThat(text(this.wires.admin("GET", TENANT, ""), "/aliases")).isEqualTo("true");
	}

	@Test
	void phoneThatAPersonHasHadAgrees() {
		policy("{'policy': 'guarded', 'region': 'CH'}");
		String john = "{'fullName': 'John Smith', 'language': 'en', 'externalId': 'J', 'phone': '%s'}";
		String id = id(john.formatted("044 668 18 00"));
		id(john.formatted("044 668 18 01"));
		HttpResponse<String> old = this.wires.contact("{'fullName': 'Jon Smith', 'phone': '+41 44 668 18 00'}");
		assertThat(header(old, MATCH)).endsWith("rung=name-phone");
		assertThat(text(old, "/id")).isEqualTo(id);
		assertThat(this.wires.contact("{'fullName': 'Jon Smith', 'phone': '+41446681802', 'language': 'en'}").body())
			.as("another")
			.doesNotContain(id);
		assertThat(keys(id)).contains("{\"kind\":\"phone\",\"value\":\"+41446681801\",\"alias\":true}");
	}

	@Test
	void undoTakesTheAliasThatTheWriteHasMade() {
		policy("{'policy': 'keys'}");
		String john = "{'externalId': 'J', 'fullName': 'John Smith', 'email': '%s', 'language': 'en'}";
		String id = id(john.formatted("first@acme.com"));
		id(john.formatted("second@acme.com"));
		id(john.formatted("third@acme.com"));
		undo(id, 3);
		assertThat(keys(id)).contains("{\"kind\":\"email\",\"value\":\"first@acme.com\",\"alias\":true}")
			.noneMatch((key) -> key.contains("third@"));
		assertThat(id("{'fullName': 'Ann Lee', 'email': 'third@acme.com', 'language': 'en'}")).isNotEqualTo(id);
		assertThat(id("{'email': 'second@acme.com'}")).isEqualTo(id);
		assertThat(id("{'externalId': 'K', 'email': 'second@acme.com'}")).isEqualTo(id);
		assertThat(id("{'externalId': 'K'}")).isEqualTo(id);
		undo(id, 5);
		assertThat(keys(id)).noneMatch((key) -> key.contains("\"K\""));
	}

	@Test
	void aliasesComeBackWithAContactAndAreErasedWithIt() {
		policy("{'policy': 'keys'}");
		String john = "{'externalId': 'J', 'fullName': 'John Smith', 'email': '%s', 'language': 'en'}";
		String id = id(john.formatted("old@acme.com"));
		id(john.formatted("new@acme.com"));
		Client all = Client.of(this.context, this.tenant, "accounts:all", "history:undo", "admin");
		assertThat(all.send("DELETE", this.wires.contacts() + "/" + id, "").statusCode()).isEqualTo(204);
		assertThat(stored("select value from contact_alias where tenant_id = ?")).isEmpty();
		undo(id, 3);
		assertThat(id("{'fullName': 'John Smith', 'email': 'old@acme.com'}")).isEqualTo(id);
		assertThat(all.send("DELETE", "/api/onerow/v1/records/" + id + "?erase=true", "").statusCode()).isEqualTo(204);
		assertThat(stored("select value from contact_alias where tenant_id = ?")).isEmpty();
		assertThat(id("{'fullName': 'John Smith', 'email': 'old@acme.com', 'language': 'en'}")).isNotEqualTo(id);
	}

	@Test
	void eachPartOfAContactHasItsOwn() {
		policy("{'policy': 'keys'}");
		String john = "{'externalId': 'J', 'fullName': 'John Smith', 'email': '%s', 'language': 'en'}";
		String id = id(john.formatted("old@acme.com"));
		id(john.formatted("new@acme.com"));
		String other = id("{'externalId': 'K', 'fullName': 'J. Smith', 'email': 'k@acme.com', 'language': 'en'}");
		Client merging = Client.of(this.context, this.tenant, "reviews:write");
		String merge = text(merging.send("POST", "/api/onerow/v1/merges",
				"{\"survivor\": \"%s\", \"merged\": \"%s\"}".formatted(other, id)), "/id");
		assertThat(id("{'email': 'old@acme.com', 'language': 'de'}")).as("shown").isEqualTo(other);
		id("{'externalId': 'K', 'email': 'l@acme.com'}");
		assertThat(id("{'email': 'k@acme.com'}")).isEqualTo(other);
		assertThat(merging.send("POST", "/api/onerow/v1/merges/" + merge + "/undo", "").statusCode()).isEqualTo(200);
		assertThat(id("{'email': 'new@acme.com'}")).isEqualTo(id);
		assertThat(id("{'email': 'old@acme.com'}")).isEqualTo(id);
		assertThat(id("{'email': 'l@acme.com'}")).isEqualTo(other);
		assertThat(contacts()).hasSize(2);
	}

	/** A change by the id means what it says; what is cleared is no key any more. */
	@Test
	void changeByTheIdLeavesAnAliasAndAClearedAddressNone() {
		policy("{'policy': 'keys'}");
		String id = id("{'fullName': 'John Smith', 'email': 'old@acme.com', 'language': 'en'}");
		String path = this.wires.contacts() + "/" + id;
		assertThat(this.wires.send("PATCH", path, "{'email': 'new@acme.com'}").statusCode()).isEqualTo(200);
		assertThat(this.wires.send("PATCH", path, "{'email': null}").statusCode()).isEqualTo(200);
		assertThat(keys(id)).contains("{\"kind\":\"email\",\"value\":\"old@acme.com\",\"alias\":true}")
			.noneMatch((key) -> key.contains("new@"));
		assertThat(id("{'email': 'old@acme.com'}")).isEqualTo(id);
	}

	@Test
	void arraysAndOtherWiresKnowThem() {
		policy("{'policy': 'keys'}");
		String body = "{'upsert_on': {'key': 'email', 'values': ['%s']}, 'record': {'email': '%s', 'last_name': 'Lee'}}";
		this.wires.openint("contact", body.formatted("a@acme.com", "a@acme.com"));
		assertThat(header(this.wires.openint("contact", body.formatted("a@acme.com", "b@acme.com")), MATCH))
			.endsWith("rung=email");
		assertThat(header(this.wires.openint("contact", body.formatted("a@acme.com", "a@acme.com")), MATCH))
			.endsWith("rung=alias");
		String sam = "{'externalId': '%s', 'email1': '%s', 'firstname': 'Bob', 'lastname': 'Lee'}";
		this.wires.sam("[" + sam.formatted("A", "x@acme.com") + "," + sam.formatted("A", "y@acme.com") + "]");
		this.wires.sam("[" + sam.formatted("B", "y@acme.com") + "," + sam.formatted("C", "z@acme.com") + ","
				+ sam.formatted("B", "x@acme.com") + "]");
		assertThat(stored("select external_id from contact where tenant_id = ? and external_id is not null order by 1"))
			.containsExactly("A", "C");
	}

	@Test
	void aliasIsTakenAwayOnceAndComesBackWhenThatIsUndone() throws Exception {
		policy("{'policy': 'corroborated'}");
		String john = "{'externalId': 'J', 'fullName': 'John Smith', 'email': '%s', 'language': 'en'}";
		String id = id(john.formatted("old@acme.com"));
		id(john.formatted("new@acme.com"));
		List<Integer> answers = Race.of(8, (i) -> () -> remove(id, "email", "old@acme.com").statusCode());
		assertThat(answers).containsOnlyOnce(204).filteredOn((status) -> status == 404).hasSize(7);
		assertThat(keys(id)).noneMatch((key) -> key.contains("old@"));
		JsonNode entry = Client
			.json(Client.of(this.context, this.tenant, "history:read").get("/api/onerow/v1/history/" + id + ".3"));
		assertThat(entry.get("before")).hasToString("{\"aliases\":[\"email:old@acme.com\"]}");
		assertThat(entry.get("after")).hasToString("{}");
		id(john.formatted("third@acme.com"));
		undo(id, 3);
		assertThat(keys(id)).contains("{\"kind\":\"email\",\"value\":\"old@acme.com\",\"alias\":true}",
				"{\"kind\":\"email\",\"value\":\"new@acme.com\",\"alias\":true}");
		remove(id, "email", "new@acme.com");
		assertThat(id("{'fullName': 'Ann Lee', 'email': 'new@acme.com', 'language': 'en'}")).isNotEqualTo(id);
	}

	@Test
	void aliasOfAPartIsTakenFromTheSurvivor() {
		policy("{'policy': 'keys'}");
		String john = "{'externalId': 'J', 'fullName': 'John Smith', 'email': '%s', 'language': 'en'}";
		String part = id(john.formatted("old@acme.com"));
		id(john.formatted("new@acme.com"));
		String survivor = id("{'externalId': 'K', 'fullName': 'J. Smith', 'email': 'k@acme.com', 'language': 'en'}");
		Client.of(this.context, this.tenant, "reviews:write")
			.send("POST", "/api/onerow/v1/merges",
					"{\"survivor\": \"%s\", \"merged\": \"%s\"}".formatted(survivor, part));
		assertThat(keys(survivor)).anyMatch((key) -> key.contains("old@"));
		assertThat(remove(survivor, "email", "old@acme.com").statusCode()).isEqualTo(204);
		assertThat(keys(survivor)).noneMatch((key) -> key.contains("old@"));
		assertThat(id("{'email': 'new@acme.com'}")).as("still a part").isEqualTo(survivor);
	}

	@Test
	void keyThatIsNoAliasIsNotTakenAway() {
		policy("{'policy': 'keys'}");
		String id = id("{'externalId': 'J', 'fullName': 'John Smith', 'email': 'john@acme.com', 'language': 'en'}");
		assertThat(remove(id, "email", "john@acme.com").statusCode()).isEqualTo(404);
		assertThat(remove(UUID.randomUUID().toString(), "email", "john@acme.com").statusCode()).isEqualTo(404);
		HttpResponse<String> refused = remove(id, "name", "john%20smith");
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("kind must be email, phone or external id");
		assertThat(remove(id, "external%20id", "%00").statusCode()).isEqualTo(400);
	}

	private HttpResponse<String> remove(String id, String kind, String value) {
		return Client.of(this.context, this.tenant, "reviews:write")
			.send("DELETE", "/api/onerow/v1/records/" + id + "/aliases?kind=" + kind + "&value=" + value, "");
	}

	private void undo(String id, int version) {
		HttpResponse<String> undone = Client.of(this.context, this.tenant, "history:undo")
			.send("POST", "/api/onerow/v1/history/" + id + "." + version + "/undo", "");
		assertThat(undone.statusCode()).as(undone.body()).isEqualTo(200);
	}

	private List<String> keys(String id) {
		return Client.json(this.wires.send("GET", "/api/onerow/v1/records/" + id, ""))
			.get("keys")
			.valueStream()
			.map(JsonNode::toString)
			.toList();
	}

	private List<String> stored(String sql) {
		return this.context.getBean(JdbcClient.class).sql(sql).param(this.tenant).query(String.class).list();
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
