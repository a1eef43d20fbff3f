package io.onerow.api.openint;

import java.net.http.HttpResponse;
import java.util.List;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.Race;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class ContactIntegrationTests {

	private static final String PATH = "/unified/crm/contact";

	@Autowired
	private ApplicationContext context;

	private OpenintClient client;

	@BeforeEach
	void newConnection() {
		this.client = OpenintClient.ofNewConnection(this.context, "openint-contact");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/v0", "/api/v0" })
	void upsertCreatesThenChanges(String base) {
		JsonNode created = upserted("{\"first_name\": \"Ada\", \"last_name\": \"L\", \"phone\": \"1\"}",
				"Ada@x.example");
		assertThat(created.propertyNames()).containsExactly("id", "updated_at", "raw_data", "first_name", "last_name",
				"email", "phone", "is_deleted", "created_at", "last_activity_at", "last_modified_at",
				"passthrough_fields");
		assertThat(created.get("email").stringValue()).isEqualTo("Ada@x.example");
		HttpResponse<String> changed = this.client.send("POST", base + PATH + "/_upsert", """
				{"upsert_on": {"key": "email", "values": ["ada@X.example"]}, "record": {"phone": "2"}}""");
		assertThat(changed.headers().firstValue("onerow-outcome")).contains("updated");
		assertThat(changed.headers().firstValue("onerow-match")).contains("by=email");
		JsonNode record = Client.json(changed).get("record");
		assertThat(record.get("id")).isEqualTo(created.get("id"));
		assertThat(record.get("first_name").stringValue()).isEqualTo("Ada");
		assertThat(record.get("phone").stringValue()).isEqualTo("2");
		assertThat(this.client.page(base + PATH + "/" + record.get("id").stringValue()).get("record").toString())
			.isEqualTo(record.toString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"email\": \"a@x.example\"}", "{\"email\": \"other@x.example\"}",
			"{\"email\": null}", "{\"email\": \"A@X.example\"}", "{\"first_name\": \"A\"}" })
	void sameRequestTwiceMakesOneRecord(String record) {
		String id = upserted(record, "a@x.example").get("id").stringValue();
		HttpResponse<String> again = this.client.upsert("contact", "email", record, "a@x.example");
		assertThat(again.headers().firstValue("onerow-outcome")).contains("unchanged");
		assertThat(Client.json(again).at("/record/id").stringValue()).isEqualTo(id);
		assertThat(this.client.page(PATH + "/_count").get("count").intValue()).isEqualTo(1);
	}

	@Test
	void addressThatAnUpsertClearsFindsItsContactAgain() {
		String id = upserted("{}", "a@x.example").get("id").stringValue();
		for (int i = 0; i < 2; i++) {
			JsonNode cleared = upserted("{\"email\": null}", "a@x.example");
			assertThat(cleared.get("id").stringValue()).isEqualTo(id);
			assertThat(cleared.get("email").isNull()).isTrue();
		}
	}

	@ParameterizedTest
	@CsvSource({ "first_name,a,b", "last_name,a,b", "phone,1,2" })
	void absentKeepsNullClearsAndAValueReplaces(String member, String first, String second) {
		String path = PATH + "/" + upserted("{}", "p@x.example").get("id").stringValue();
		for (String way : List.of("upsert", "patch")) {
			assertThat(write(way, path, "{\"%s\": \"%s\"}".formatted(member, first)).get(member).stringValue())
				.isEqualTo(first);
			assertThat(write(way, path, "{}").get(member).stringValue()).isEqualTo(first);
			assertThat(write(way, path, "{\"%s\": \"%s\"}".formatted(member, second)).get(member).stringValue())
				.isEqualTo(second);
			assertThat(write(way, path, "{\"%s\": null}".formatted(member)).get(member).isNull()).isTrue();
		}
	}

	@Test
	void blankKeepsLikeAbsent() {
		JsonNode stored = upserted("{\"first_name\": \"Ada\", \"last_name\": \"L\", \"phone\": \"1\"}", "p@x.example");
		String path = PATH + "/" + stored.get("id").stringValue();
		String blank = "{\"first_name\": \"\", \"last_name\": \" \", \"phone\": \"\\u00a0\", \"email\": \"\"}";
		for (String way : List.of("upsert", "patch")) {
			JsonNode kept = write(way, path, blank);
			for (String member : List.of("first_name", "last_name", "phone", "email")) {
				assertThat(kept.get(member)).as(member).isEqualTo(stored.get(member));
			}
		}
		assertThat(upserted("{\"email\": \"\"}", "new@x.example").get("email").stringValue())
			.isEqualTo("new@x.example");
	}

	private JsonNode write(String way, String path, String record) {
		return way.equals("upsert") ? upserted(record, "p@x.example")
				: Client.json(this.client.send("PATCH", path, "{\"record\": %s}".formatted(record))).get("record");
	}

	@Test
	void changeByIdSetsKeepsAndClearsTheAddress() {
		String path = PATH + "/" + upserted("{}", "p@x.example").get("id").stringValue();
		assertThat(write("patch", path, "{\"email\": \"P@x.example\"}").get("email").stringValue())
			.isEqualTo("P@x.example");
		assertThat(write("patch", path, "{}").get("email").stringValue()).isEqualTo("P@x.example");
		assertThat(write("patch", path, "{\"email\": null}").get("email").isNull()).isTrue();
		String other = upserted("{}", "p@x.example").get("id").stringValue();
		assertThat(path).doesNotEndWith(other);
	}

	@Test
	void ambiguousMatchAndTakenAddressWriteNothingAndNameTheOthers() {
		String one = upserted("{}", "one@x.example").get("id").stringValue();
		String two = upserted("{}", "two@x.example").get("id").stringValue();
		String before = this.client.page(PATH).toString();
		assertRefused(this.client.upsert("contact", "email", "{\"phone\": \"1\"}", "two@x.example", "one@x.example"),
				one, two);
		assertRefused(this.client.upsert("contact", "email", "{\"email\": \"two@x.example\"}", "one@x.example"), two);
		assertRefused(this.client.send("POST", PATH, "{\"record\": {\"email\": \"ONE@x.example\"}}"), one);
		assertRefused(this.client.send("PATCH", PATH + "/" + one, "{\"record\": {\"email\": \"two@x.example\"}}"), two);
		assertThat(this.client.page(PATH).toString()).isEqualTo(before);
	}

	private static void assertRefused(HttpResponse<String> answer, String... candidates) {
		assertThat(answer.statusCode()).isEqualTo(400);
		JsonNode error = Client.json(answer);
		assertThat(error.get("code").stringValue()).isEqualTo("BAD_REQUEST");
		assertThat(error.get("candidates").valueStream().map(JsonNode::stringValue)).containsExactly(candidates);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"upsert_on": {"key": "domain", "values": ["a@x.example"]}, "record": {}}|upsert_on,key
			{"upsert_on": {"key": "email", "values": ["n/a"]}, "record": {}}|upsert_on,values,0
			{"upsert_on": {"key": "email", "values": []}, "record": {}}|upsert_on,values
			{"upsert_on": {"key": "email", "values": ["a@x.example"]}, "record": {"email": "n/a"}}|record,email
			{"upsert_on": {"key": "email", "values": ["a@x.example"]}, "record": {"phone": 1}}|record,phone
			""")
	void faultIsAnIssueAtItsPlace(String body, String path) {
		HttpResponse<String> answer = this.client.send("POST", PATH + "/_upsert", body);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(Client.json(answer).at("/issues/0/path").valueStream().map(JsonNode::asString))
			.containsExactly(path.split(","));
	}

	@RepeatedTest(3)
	void raceOfTwoAddressesInEitherOrderCreatesOneContact() throws Exception {
		List<JsonNode> records = Race.of(32,
				(i) -> () -> (i % 2 == 0) ? upserted("{\"phone\": \"1\"}", "a@x.example", "b@x.example")
						: upserted("{\"phone\": \"1\"}", "b@x.example", "a@x.example"));
		assertThat(records).extracting((record) -> record.get("id").stringValue())
			.containsOnly(records.get(0).get("id").stringValue());
		assertThat(this.client.page(PATH + "/_count").get("count").intValue()).isEqualTo(1);
	}

	@Test
	void batchIsReadInTheOrderOfTheIds() {
		String one = upserted("{}", "one@x.example").get("id").stringValue();
		String two = upserted("{}", "two@x.example").get("id").stringValue();
		JsonNode batch = Client
			.json(this.client.send("POST", PATH + "/_batch_read", "{\"ids\": [\"%s\", \"%s\"]}".formatted(two, one)));
		assertThat(batch.valueStream().map((record) -> record.get("email").stringValue()))
			.containsExactly("two@x.example", "one@x.example");
	}

	private JsonNode upserted(String record, String... emails) {
		return this.client.upserted("contact", "email", record, emails);
	}

}
