package io.onerow.api.openint;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.tenant.Provider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class AccountIntegrationTests {

	private static final String PATH = "/unified/crm/account";

	@Autowired
	private ApplicationContext context;

	private OpenintClient client;

	@BeforeEach
	void newConnection() {
		this.client = OpenintClient.ofNewConnection(this.context, "openint");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/v0", "/api/v0" })
	void seedRequestIsAnsweredAtBothBasePaths(String base) {
		HttpResponse<String> answer = this.client.send("POST", base + PATH + "/_upsert", """
				{"upsert_on": {"key": "domain", "values": ["acme.com"]},
				"record": {"description": "Integration API", "industry": "Software", "name": "Acme",
				"number_of_employees": 123, "website": "https://www.acme.com/",
				"addresses": [{"address_type": "primary", "city": "Paris", "country": "FR", "postal_code": "75001",
				"state": "IDF", "street_1": "1 rue de Rivoli", "street_2": "Bat. A"}],
				"phone_numbers": [{"phone_number": "+33123456789", "phone_number_type": "primary"}],
				"owner_id": "o1", "lifecycle_stage": "subscriber", "passthrough_fields": {"tier": 1}}}""");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("x-connection-id")).contains(this.client.connection());
		assertThat(answer.headers().firstValue("onerow-outcome")).contains("created");
		JsonNode record = Client.json(answer).get("record");
		assertThat(record.propertyNames()).containsExactly("id", "updated_at", "raw_data", "name", "is_deleted",
				"website", "industry", "number_of_employees", "owner_id", "created_at", "description",
				"last_activity_at", "addresses", "phone_numbers", "lifecycle_stage", "last_modified_at",
				"passthrough_fields");
		assertThat(record.get("number_of_employees").toString()).isEqualTo("123");
		assertThat(record.get("website").stringValue()).isEqualTo("https://www.acme.com/");
		assertThat(record.get("is_deleted").booleanValue()).isFalse();
		assertThat(record.at("/addresses/0/street_2").stringValue()).isEqualTo("Bat. A");
		assertThat(record.at("/phone_numbers/0/phone_number_type").stringValue()).isEqualTo("primary");
		assertThat(record.at("/raw_data/industry").stringValue()).isEqualTo("Software");
		assertThat(record.at("/raw_data/passthrough_fields/tier").intValue()).isEqualTo(1);
		assertThat(record.get("updated_at").stringValue())
			.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
	}

	@ParameterizedTest
	@CsvSource({ "website,acme.com,{}", "website,https://acme.com/eu,{}", "domain,acme.com,{}",
			"website,acme.com,'{\"website\": \"other.com\"}'", "domain,acme.com,'{\"website\": \"other.com\"}'",
			"website,acme.com,'{\"website\": null}'", "domain,acme.com,'{\"website\": null}'",
			"website,acme.com,'{\"website\": \"n/a\"}'", "website,acme.com,'{\"name\": \"A\"}'" })
	void sameRequestTwiceMakesOneRecord(String key, String value, String record) {
		String id = this.client.upserted("account", key, record, value).get("id").stringValue();
		HttpResponse<String> again = this.client.upsert("account", key, record, value);
		assertThat(again.headers().firstValue("onerow-outcome")).contains("unchanged");
		assertThat(Client.json(again).at("/record/id").stringValue()).isEqualTo(id);
		assertThat(count()).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource({ "website", "domain" })
	void recordWhoseWebsiteAnUpsertChangesIsFoundAgain(String key) {
		String id = this.client.upserted("account", key, "{\"website\": \"acme.com\"}", "acme.com")
			.get("id")
			.stringValue();
		for (int i = 0; i < 2; i++) {
			JsonNode moved = this.client.upserted("account", key, "{\"website\": \"moved.com\"}", "acme.com");
			assertThat(moved.get("id").stringValue()).isEqualTo(id);
			assertThat(moved.get("website").stringValue()).isEqualTo("moved.com");
		}
		assertThat(this.client.upserted("account", key, "{}", "moved.com").get("id").stringValue()).isEqualTo(id);
		assertThat(count()).isEqualTo(1);
	}

	@Test
	void recordCreatedByWebsiteGetsTheFirstValue() {
		assertThat(
				this.client.upserted("account", "website", "{}", "a.example", "b.example").get("website").stringValue())
			.isEqualTo("a.example");
		assertThat(this.client.upserted("account", "domain", "{}", "c.example").get("website").isNull()).isTrue();
	}

	@Test
	void anyOfTheValuesMatches() {
		String id = this.client.upserted("account", "website", "{}", "b.example").get("id").stringValue();
		assertThat(this.client.upserted("account", "website", "{}", "a.example", "https://www.B.example/", "b.example")
			.get("id")
			.stringValue()).isEqualTo(id);
	}

	@Test
	void websiteOfOnePathIsNotThatOfAnother() {
		this.client.upserted("account", "website", "{}", "host.example/one");
		this.client.upserted("account", "website", "{}", "host.example/two");
		assertThat(count()).isEqualTo(2);
		assertThat(this.client.upsert("account", "domain", "{}", "host.example").statusCode()).isEqualTo(400);
	}

	@Test
	void ambiguousMatchWritesNothingAndNamesTheCandidates() {
		String one = this.client.upserted("account", "website", "{\"name\": \"One\"}", "one.example")
			.get("id")
			.stringValue();
		String two = this.client.upserted("account", "website", "{\"name\": \"Two\"}", "two.example")
			.get("id")
			.stringValue();
		String before = this.client.page(PATH).toString();
		HttpResponse<String> answer = this.client.upsert("account", "website", "{\"name\": \"X\"}", "two.example",
				"one.example");
		assertThat(answer.statusCode()).isEqualTo(400);
		JsonNode error = Client.json(answer);
		assertThat(error.get("code").stringValue()).isEqualTo("BAD_REQUEST");
		assertThat(error.get("candidates").valueStream().map(JsonNode::stringValue)).containsExactly(one, two);
		assertThat(this.client.page(PATH).toString()).isEqualTo(before);
	}

	@ParameterizedTest
	@CsvSource({ "SALESFORCE,domain,400", "SALESFORCE,website,200", "HUBSPOT,domain,200", "HUBSPOT,website,200",
			"NATIVE,domain,200", "NATIVE,website,200" })
	void providerDecidesWhichKeysAreTaken(Provider provider, String key, int status) {
		OpenintClient crm = OpenintClient.of(this.context, "openint", "conn_" + provider, provider);
		HttpResponse<String> answer = crm.upsert("account", key, "{}", "provider.example");
		assertThat(answer.statusCode()).isEqualTo(status);
		if (status == 400) {
			assertThat(Client.json(answer).at("/issues/0/path").toString()).isEqualTo("[\"upsert_on\",\"key\"]");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					description|"a"|"b"
					industry|"a"|"b"
					name|"a"|"b"
					number_of_employees|1|2.5
					website|"https://a.example/x"|"b.example"
					addresses|[{"address_type":"billing","city":"A","country":null,"postal_code":null,"state":null,"street_1":null,"street_2":null}]|[]
					phone_numbers|[{"phone_number":"1","phone_number_type":"fax"},{"phone_number":"2","phone_number_type":null}]|[{"phone_number":"3","phone_number_type":"mobile"}]
					owner_id|"a"|"b"
					lifecycle_stage|"lead"|"evangelist"
					""")
	void absentKeepsNullClearsAndAValueReplaces(String member, String first, String second) {
		String path = PATH + "/"
				+ this.client.upserted("account", "domain", "{}", "presence.example").get("id").stringValue();
		for (String way : List.of("upsert", "patch")) {
			assertThat(write(way, path, "{\"%s\": %s}".formatted(member, first)).get(member)).isEqualTo(json(first));
			assertThat(write(way, path, "{}").get(member)).isEqualTo(json(first));
			assertThat(write(way, path, "{\"%s\": %s}".formatted(member, second)).get(member)).isEqualTo(json(second));
			assertThat(write(way, path, "{\"%s\": null}".formatted(member)).get(member).isNull()).isTrue();
			assertThat(this.client.page(path).at("/record/" + member).isNull()).isTrue();
		}
	}

	@Test
	void blankKeepsLikeAbsent() {
		JsonNode stored = this.client.upserted("account", "domain", """
				{"name": "A", "industry": "I", "website": "blank.example", "lifecycle_stage": "lead",
				"number_of_employees": 7, "description": "D", "owner_id": "o", "phone_numbers": [{"phone_number": "1"}],
				"addresses": [{"city": "Paris"}], "passthrough_fields": {"a": 1}}""", "blank.example");
		String blank = """
				{"name": "", "industry": " ", "website": "\\u00a0", "lifecycle_stage": "", "number_of_employees": "",
				"description": "\\t", "owner_id": "\\u200b", "phone_numbers": "", "addresses": "",
				"passthrough_fields": ""}""";
		String path = PATH + "/" + stored.get("id").stringValue();
		for (JsonNode kept : List.of(this.client.upserted("account", "domain", blank, "blank.example"),
				Client.json(this.client.send("PATCH", path, "{\"record\": %s}".formatted(blank))).get("record"))) {
			for (String member : List.of("name", "industry", "website", "lifecycle_stage", "number_of_employees",
					"description", "owner_id", "phone_numbers", "addresses", "passthrough_fields")) {
				assertThat(kept.get(member)).as(member).isEqualTo(stored.get(member));
			}
		}
		JsonNode created = this.client.upserted("account", "website",
				"{\"website\": \"\", \"addresses\": [{\"city\": \"\", \"address_type\": \" \"}]}", "blank2.example");
		assertThat(created.get("website").stringValue()).isEqualTo("blank2.example");
		assertThat(created.at("/addresses/0/city").isNull()).isTrue();
		assertThat(created.at("/addresses/0/address_type").isNull()).isTrue();
	}

	@Test
	void missingRecordIsOneIssue() {
		HttpResponse<String> answer = this.client.send("POST", PATH + "/_upsert",
				"{\"upsert_on\": {\"key\": \"domain\", \"values\": [\"a.example\"]}}");
		assertThat(answer.body()).isEqualTo("{\"message\":\"/record is required\",\"code\":\"BAD_REQUEST\","
				+ "\"issues\":[{\"message\":\"is required\",\"path\":[\"record\"]}]}");
	}

	@ParameterizedTest
	@CsvSource({ "Account", "ACCOUNT", "aCcOuNt" })
	void caseOfTheEntityDoesNotMatter(String entity) {
		String id = this.client.upserted(entity, "domain", "{}", "case.example").get("id").stringValue();
		for (String base : List.of("", "/v0", "/api/v0")) {
			String path = base + "/unified/crm/" + entity;
			assertThat(this.client.page(path + "/_count").get("count").intValue()).isEqualTo(1);
			assertThat(this.client.page(path).at("/items/0/id").stringValue()).isEqualTo(id);
			assertThat(this.client.page(path + "/" + id).at("/record/id").stringValue()).isEqualTo(id);
		}
	}

	private static JsonNode json(String text) {
		return JsonMapper.shared().readTree(text);
	}

	private JsonNode write(String way, String path, String record) {
		return way.equals("upsert") ? this.client.upserted("account", "domain", record, "presence.example")
				: Client.json(this.client.send("PATCH", path, "{\"record\": %s}".formatted(record))).get("record");
	}

	@Test
	void passthroughFieldsMergeAndRawDataIsTheRecordAsLastReceived() {
		this.client.upserted("account", "domain",
				"{\"name\": \"A\", \"x\": [1], \"passthrough_fields\": {\"a\": 1, \"b\": {\"c\": 1}}}", "raw.example");
		JsonNode record = this.client.upserted("account", "domain",
				"{\"industry\": \"I\", \"passthrough_fields\": {\"b\": 2, \"d\": 3}}", "raw.example");
		assertThat(record.get("passthrough_fields").toString()).isEqualTo("{\"a\":1,\"b\":2,\"d\":3}");
		assertThat(record.get("raw_data").toString())
			.isEqualTo("{\"industry\":\"I\",\"passthrough_fields\":{\"a\":1,\"b\":2,\"d\":3}}");
		assertThat(record.get("name").stringValue()).isEqualTo("A");
		JsonNode got = this.client.page(PATH + "/" + record.get("id").stringValue());
		assertThat(got.get("raw")).isEqualTo(record.get("raw_data"));
		record = this.client.upserted("account", "domain", "{\"passthrough_fields\": {\"a\": null}}", "raw.example");
		assertThat(record.get("passthrough_fields").toString()).isEqualTo("{\"b\":2,\"d\":3}");
		record = this.client.upserted("account", "domain", "{\"passthrough_fields\": null}", "raw.example");
		assertThat(record.get("passthrough_fields").isNull()).isTrue();
	}

	@Test
	void updatedAtMovesOnlyWhenSomethingChanged() {
		String record = "{\"name\": \"A\", \"number_of_employees\": 1e2, \"x\": 1.50}";
		JsonNode first = this.client.upserted("account", "domain", record, "time.example");
		JsonNode again = this.client.upserted("account", "domain", record, "time.example");
		assertThat(again.get("updated_at")).isEqualTo(first.get("updated_at"));
		JsonNode changed = this.client.upserted("account", "domain", "{\"name\": \"B\"}", "time.example");
		assertThat(changed.get("updated_at")).isNotEqualTo(first.get("updated_at"));
		assertThat(changed.get("created_at")).isEqualTo(first.get("created_at"));
		assertThat(changed.get("last_modified_at")).isEqualTo(changed.get("updated_at"));
		assertThat(this.client.page(PATH + "/" + first.get("id").stringValue()).get("record").toString())
			.isEqualTo(changed.toString());
	}

	@Test
	void recordIsCreatedReadChangedCountedAndReadInABatch() {
		JsonNode created = Client.json(this.client.send("POST", PATH, "{\"record\": {\"name\": \"A\"}}")).get("record");
		String id = created.get("id").stringValue();
		assertThat(this.client.page(PATH + "/" + id).get("record")).isEqualTo(created);
		Client.json(this.client.send("PATCH", PATH + "/" + id, "{\"record\": {\"website\": \"patched.example\"}}"));
		String found = this.client.upserted("account", "website", "{}", "patched.example").get("id").stringValue();
		assertThat(found).isEqualTo(id);
		String other = this.client.upserted("account", "domain", "{}", "other.example").get("id").stringValue();
		assertThat(count()).isEqualTo(2);
		JsonNode batch = Client.json(this.client.send("POST", PATH + "/_batch_read",
				"{\"ids\": [\"%s\", \"x\", \"%s\", \"%s\"], \"properties\": [\"name\"]}".formatted(other,
						UUID.randomUUID(), id)));
		assertThat(batch.valueStream().map((record) -> record.get("id").stringValue())).containsExactly(other, id);
		assertThat(batch.get(1).propertyNames()).containsExactlyInAnyOrder("id", "updated_at", "name");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{}|upsert_on
					{"upsert_on": null, "record": {}}|upsert_on
					{"upsert_on": [], "record": {}}|upsert_on
					{"upsert_on": {"key": "domain", "values": ["a.example"]}}|record
					{"upsert_on": {"key": "domain", "values": ["a.example"]}, "record": 1}|record
					{"upsert_on": {"key": "email", "values": ["a.example"]}, "record": {}}|upsert_on,key
					{"upsert_on": {"key": "domain"}, "record": {}}|upsert_on,values
					{"upsert_on": {"key": "domain", "values": []}, "record": {}}|upsert_on,values
					{"upsert_on": {"key": "domain", "values": [" "]}, "record": {}}|upsert_on,values,0
					{"upsert_on": {"key": "domain", "values": ["a.example", "n/a"]}, "record": {}}|upsert_on,values,1
					{"upsert_on": {"key": "domain", "values": ["a.example"]}, "record": {"name": 1}}|record,name
					{"upsert_on": {"key": "domain", "values": ["a.example"]}, "record": {"number_of_employees": "1"}}|record,number_of_employees
					{"upsert_on": {"key": "domain", "values": ["a.example"]}, "record": {"lifecycle_stage": "Lead"}}|record,lifecycle_stage
					{"upsert_on": {"key": "domain", "values": ["a.example"]}, "record": {"addresses": [{"address_type": "home"}]}}|record,addresses,0,address_type
					{"upsert_on": {"key": "domain", "values": ["a.example"]}, "record": {"phone_numbers": {}}}|record,phone_numbers
					{"upsert_on": {"key": "domain", "values": ["a.example"]}, "record": {"passthrough_fields": []}}|record,passthrough_fields
					{"upsert_on": {"key": "domain", "values": ["a.example"]}, "record": {"x": "\\u0000"}}|record,x
					{"upsert_on": {"key": "domain", "values": ["a.example"]}, "record": {"name": "\\ud800"}}|record,name
					""")
	void faultIsAnIssueAtItsPlace(String body, String path) {
		HttpResponse<String> answer = this.client.send("POST", PATH + "/_upsert", body);
		assertThat(answer.statusCode()).isEqualTo(400);
		JsonNode error = Client.json(answer);
		assertThat(error.get("code").stringValue()).isEqualTo("BAD_REQUEST");
		assertThat(error.get("issues").get(0).get("path").valueStream().map(JsonNode::asString))
			.containsExactly(path.split(","));
		assertThat(error.at("/issues/0/message").stringValue()).isNotEmpty();
		assertThat(count()).isZero();
	}

	@Test
	void moreThanAHundredValuesAreRefused() {
		String[] values = new String[101];
		for (int i = 0; i < values.length; i++) {
			values[i] = "v" + i + ".example";
		}
		assertThat(this.client.upsert("account", "domain", "{}", values).statusCode()).isEqualTo(400);
		values[100] = "v0.example";
		assertThat(this.client.upsert("account", "domain", "{}", Arrays.copyOf(values, 100)).statusCode())
			.isEqualTo(200);
	}

	@Test
	void accountIsTheSameThatTheOtherDialectSees() {
		String id = this.client.upserted("account", "domain", "{}", "unnamed.example").get("id").stringValue();
		Client billabex = Client.of(this.context, "openint", "accounts:all");
		String path = "/api/public/v1/accounts/" + id;
		assertThat(Client.json(billabex.get(path)).get("fullName").stringValue()).isEqualTo("unnamed.example");
		billabex.send("PUT", path, "{\"fullName\": \"Named\", \"source\": null}");
		assertThat(this.client.page(PATH + "/" + id).at("/record/name").stringValue()).isEqualTo("Named");
	}

	@Test
	void accountOfAnotherDialectHasEmptyRawData() {
		Client billabex = Client.of(this.context, "openint", "accounts:all");
		HttpResponse<String> created = billabex.send("POST", "/api/public/v1/accounts",
				"{\"fullName\": \"Theirs\", \"source\": {\"connectionId\": \"%s\", \"sourceId\": \"1001\"}}"
					.formatted(this.client.connection()));
		JsonNode got = this.client.page(PATH + "/" + Client.json(created).get("id").stringValue());
		assertThat(got.at("/record/raw_data").toString()).isEqualTo("{}");
		assertThat(got.get("raw").toString()).isEqualTo("{}");
		assertThat(this.client.page(PATH).at("/items/0/raw_data").toString()).isEqualTo("{}");
	}

	private int count() {
		return this.client.page(PATH + "/_count").get("count").intValue();
	}

}
