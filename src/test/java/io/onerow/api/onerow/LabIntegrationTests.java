package io.onerow.api.onerow;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.merge.Merging;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** What another policy would have decided of what has happened. */
@IntegrationTest
class LabIntegrationTests {

	private static final String LAB = "/api/onerow/v1/lab";

	private static final String FATHER = "{'fullName': 'John Smith', 'language': 'en', 'dateOfBirth': '1950-01-01', 'phone': '+31 20 111111'}";

	private static final String SON = "{'fullName': 'Jon Smith', 'language': 'en', 'dateOfBirth': '1985-03-27', 'phone': '+31 20 111111'}";

	@Autowired
	private ApplicationContext context;

	private final String tenant = "l" + UUID.randomUUID().toString().substring(24);

	private Merging merging;

	private Client reader;

	@BeforeEach
	void newTenant() {
		this.merging = new Merging(this.context, this.tenant);
		this.reader = Client.of(this.context, this.tenant, "reviews:read");
	}

	@Test
	void historyIsDecidedAgainByAnotherPolicy() {
		String father = this.merging.upserted(FATHER);
		assertThat(this.merging.upserted(SON)).as("the nearest name").isEqualTo(father);
		this.merging.upserted("{'fullName': 'Clara Schumann', 'email': 'clara@x.example', 'language': 'de'}");
		this.merging.upserted("{'email': 'clara@x.example', 'language': 'fr'}");
		String gone = this.merging.upserted("{'fullName': 'Franz Liszt', 'language': 'de'}");
		this.merging.client().delete(this.merging.contacts() + "/" + gone);
		this.merging.upserted("{'fullName': 'Franz Liszt', 'language': 'de'}");
		JsonNode same = lab("{'scope': 'tenant', 'policy': 'seed'}");
		assertThat(same.toString())
			.isEqualTo("{\"policy\":\"seed\",\"decisions\":5,\"byKey\":1,\"unlike\":0,\"differ\":0,\"changes\":{}}");
		JsonNode guarded = lab("{'scope': 'account:" + this.merging.account() + "', 'policy': 'guarded'}");
		assertThat(guarded.get("differ").asInt()).as(guarded.toString()).isEqualTo(1);
		assertThat(guarded.get("changes").toString()).isEqualTo("{\"matched to doubt\":1}");
		JsonNode item = guarded.at("/items/0");
		assertThat(item.get("historyId").stringValue()).startsWith(father);
		assertThat(item.get("match").stringValue()).startsWith("by=name, distance=1");
		assertThat(item.get("unlike").booleanValue()).isFalse();
		assertThat(item.at("/was/decision").stringValue()).isEqualTo("matched");
		assertThat(item.at("/was/matched").stringValue()).isEqualTo(father);
		assertThat(item.at("/was/candidates/0/why").stringValue())
			.isEqualTo("Its name is the nearest: 1 edit away, of at most 1.");
		assertThat(item.at("/would/decision").stringValue()).isEqualTo("doubt");
		assertThat(item.at("/would/matched").isNull()).isTrue();
		assertThat(item.at("/would/candidates/0/rung").stringValue()).isEqualTo("contradicted");
		assertThat(item.at("/would/candidates/0/recordId").stringValue()).isEqualTo(father);
		assertThat(item.at("/would/candidates/0/evidence/birthDate").stringValue()).isEqualTo("contradicts");
		JsonNode keys = lab("{'scope': 'tenant', 'policy': 'keys'}");
		assertThat(keys.get("changes").toString()).isEqualTo("{\"matched to new\":1}");
		// nothing is written
		assertThat(this.merging.listed()).hasSize(3);
		assertThat(Client.json(this.reader.get("/api/onerow/v1/reviews")).get("items").size()).isZero();
	}

	@Test
	void whatIsBeforeSinceIsLookedAmongAndNotDecided() {
		this.merging.upserted(FATHER);
		String since = this.merging.undoing()
			.column("to_char(max(at) + interval '1 microsecond', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')", "history",
					"true")
			.get(0);
		this.merging.upserted(SON);
		JsonNode guarded = lab("{'scope': 'tenant', 'policy': 'guarded', 'since': '" + since + "'}");
		assertThat(guarded.get("decisions").asInt()).as(guarded.toString()).isEqualTo(1);
		assertThat(guarded.get("differ").asInt()).isEqualTo(1);
	}

	@Test
	void whoWasErasedIsNotThere() {
		String gone = this.merging.upserted(FATHER);
		Client eraser = Client.of(this.context, this.tenant, "admin");
		assertThat(eraser.delete("/api/onerow/v1/records/" + gone + "?erase=true").statusCode()).isEqualTo(204);
		this.merging.upserted(SON);
		assertThat(lab("{'scope': 'tenant', 'policy': 'guarded'}").toString())
			.isEqualTo("{\"policy\":\"guarded\",\"decisions\":1,\"byKey\":0,\"unlike\":0,\"differ\":0,\"changes\":{}}");
	}

	@Test
	void whatIsMergedIsOne() {
		this.merging.send("PUT", "/api/onerow/v1/policies/tenant", "{'policy': 'guarded', 'onDoubt': 'create'}");
		String father = this.merging.upserted(FATHER);
		String son = this.merging.upserted(SON);
		JsonNode doubt = lab("{'scope': 'tenant', 'policy': 'guarded'}");
		assertThat(doubt.get("differ").asInt()).as("it was a doubt").isZero();
		assertThat(doubt.get("unlike").asInt()).isZero();
		this.merging.merged(father, son);
		this.merging.upserted("{'fullName': 'Jon Smith', 'language': 'de', 'dateOfBirth': '1985-03-27'}");
		JsonNode after = lab("{'scope': 'tenant', 'policy': 'corroborated'}");
		assertThat(after.at("/items/0/was/decision").stringValue()).isEqualTo("doubt");
		assertThat(after.get("differ").asInt()).as(after.toString()).isEqualTo(1);
	}

	@Test
	void bodiesAreSentToAnEmptyDirectoryInMemory() {
		this.merging.upserted(FATHER);
		String email = "{'email': 'j@x.example', 'fullName': 'Johnny', 'phone': 7, 'tags': ['a']}";
		HttpResponse<String> lines = post("{'scope': 'tenant', 'policy': 'guarded', 'bodies': [" + FATHER + ", " + SON
				+ ", " + email + ", " + email + "]}", "application/x-ndjson");
		assertThat(lines.headers().firstValue("Content-Type").orElse("")).startsWith("application/x-ndjson");
		List<JsonNode> read = lines.body().lines().map(JsonMapper.shared()::readTree).toList();
		assertThat(read).hasSize(2);
		assertThat(read.get(0).get("body").asInt()).isEqualTo(1);
		assertThat(read.get(0).at("/was/matched").stringValue()).isEqualTo("0");
		assertThat(read.get(0).at("/would/decision").stringValue()).isEqualTo("doubt");
		assertThat(read.get(1).toString()).isEqualTo(
				"{\"policy\":\"guarded\",\"decisions\":4,\"byKey\":0,\"unlike\":0,\"differ\":1,\"changes\":{\"matched to doubt\":1}}");
		assertThat(this.merging.listed()).hasSize(1);
	}

	@Test
	void whatIsNoQuestionIsNamed() {
		refused("{}", 400, "/scope is required");
		refused("{'scope': 'tenant', 'policy': 'bold'}", 400, "/policy must be one of");
		refused("{'scope': 'all', 'policy': 'keys'}", 400, "/scope must be tenant");
		refused("{'scope': 'tenant', 'policy': 'keys', 'since': 'once'}", 400, "/since");
		refused("{'scope': 'tenant', 'policy': 'keys', 'bodies': {}}", 400, "/bodies must be a list");
		refused("{'scope': 'tenant', 'policy': 'keys', 'bodies': [{}, 1]}", 400, "/bodies/1 must be an object");
		refused("{'scope': 'tenant', 'policy': 'keys', 'bodies': [{'email': 1}]}", 400,
				"/bodies/0/email must be a string");
		refused("{'scope': 'account:" + UUID.randomUUID() + "', 'policy': 'keys'}", 404, "account");
		assertThat(Client.of(this.context, this.tenant, "records:read").send("POST", LAB, "{}").statusCode())
			.isEqualTo(403);
	}

	private void refused(String body, int status, String message) {
		HttpResponse<String> answer = post(body, "application/json");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(answer.body()).contains(message);
	}

	private JsonNode lab(String body) {
		HttpResponse<String> answer = post(body, "application/json");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return Client.json(answer);
	}

	private HttpResponse<String> post(String body, String accept) {
		return this.reader.send(this.reader.request("POST", LAB, BodyPublishers.ofString(body.replace('\'', '"')))
			.header("Content-Type", "application/json")
			.header("Accept", accept));
	}

}
