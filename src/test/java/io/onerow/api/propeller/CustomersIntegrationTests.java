package io.onerow.api.propeller;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Journeys of a client of Propeller, over HTTP. */
@IntegrationTest
class CustomersIntegrationTests {

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	private Erp erp;

	private String tenant;

	@BeforeEach
	void logIn() {
		this.tenant = "p" + UUID.randomUUID().toString().replace("-", "");
		this.erp = Erp.of(this.context, this.tenant);
	}

	@Test
	void customerOfTheSeedIsCreatedThenUpdatedWithItsNumberAsKey() {
		String customer = "{'source': 'erp', 'sourceId': 3002196, 'lastName': 'Smith'}";
		HttpResponse<String> created = this.erp.bulk(customer);
		assertThat(created.statusCode()).isEqualTo(200);
		long id = Client.json(created).at("/data/0/id").longValue();
		assertThat(created.body()).isEqualTo("{\"data\":[{\"action\":\"create\",\"id\":" + id
				+ ",\"key\":3002196,\"lookupKey\":\"sourceId\",\"success\":true}],"
				+ "\"messages\":[\"Completed\"],\"total\":1}");
		assertThat(created.headers().firstValue("return-format")).hasValue("json");
		assertThat(created.headers().firstValue("x-request-id")).isPresent();
		assertThat(this.erp.bulk(customer).body()).isEqualTo(created.body().replace("create", "update"));
		assertThat(this.erp.bulk(customer.replace("3002196", "'3002196'")).body())
			.isEqualTo(created.body().replace("create", "update").replace("3002196", "\"3002196\""));
	}

	@Test
	void extraneousMemberGivesTheBodyOfTheSeed() {
		HttpResponse<String> answer = this.erp.bulk("{'source': 'erp', 'sourceId': 1, 'company': 'Acme'}");
		assertThat(answer.statusCode()).isEqualTo(400);
		String page = Client.json(answer).at("/error/moreInfo").stringValue();
		assertThat(answer.body()).isEqualTo("{\"error\":{\"code\":10007,\"messages\":"
				+ "[\"#/customers/0: extraneous key [company] is not permitted\"],\"moreInfo\":\"" + page
				+ "\",\"status\":400,\"type\":\"SchemaValidationException\"}}");
		HttpResponse<String> about = Client.anonymous(this.context).get(URI.create(page).getPath());
		assertThat(about.statusCode()).isEqualTo(200);
		assertThat(Client.json(about).get("type").stringValue()).isEqualTo("SchemaValidationException");
	}

	@Test
	void everyFaultIsListedAndNothingIsSaved() {
		HttpResponse<String> answer = this.erp.bulk("{'source': 'erp', 'sourceId': 1}",
				"{'source': 'erp', 'sourceId': true, 'firstName': 5, 'company': 'Acme'}", "7",
				"{'source': 'erp', 'addresses': [{'type': 'delivery', 'street': 'A', 'city': 'B', 'country': false}]}");
		assertThat(Erp.messages(answer)).containsExactlyInAnyOrder(
				"#/customers/1: extraneous key [company] is not permitted",
				"#/customers/1/sourceId: expected type: String or Integer, found: Boolean",
				"#/customers/1/firstName: expected type: String or Null, found: Integer",
				"#/customers/2: expected type: Object, found: Integer",
				"#/customers/3: required key [sourceId] not found",
				"#/customers/3/addresses/0/country: expected type: String or Null, found: Boolean");
		assertThat(rows()).isZero();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{'source': 'erp'                                                          | 400 | 10005
			{'customers': [{'source': 'erp', 'source': 'erp', 'sourceId': 1}]}        | 400 | 10005
			{'customers': []} {}                                                      | 400 | 10005
			[]                                                                        | 400 | 10007
			{}                                                                        | 400 | 10007
			{'customers': {}}                                                         | 400 | 10007
			{'customers': null}                                                       | 400 | 10007
			{'customers': [null]}                                                     | 400 | 10007
			{'customers': [], 'more': 1}                                              | 400 | 10007
			{'customers': [], 'directives': {'skipIfNotEmpty': ['source']}}           | 400 | 10007
			{'customers': [{'source': 'erp'}]}                                        | 400 | 10016
			{'customers': [{'sourceId': 1}]}                                          | 400 | 10016
			{'customers': [{'source': 'erp', 'sourceId': 1, 'gender': 1}]}            | 400 | 10007
			{'customers': [{'source': 'erp', 'sourceId': 1, 'parent': {'name': 'x'}}]} | 400 | 10007
			{'customers': [{'source': 'erp', 'sourceId': 1, 'addresses': {}}]}        | 400 | 10007
			{'customers': [], 'directives': [{'fields': ['title']}]}                  | 400 | 10007
			{'customers': [], 'directives': [{'operation': 'drop'}]}                  | 400 | 10007
			{'customers': [{'source': 'erp', 'sourceId': 1.5}]}                       | 400 | 10007""")
	void faultOfTheBodyHasItsCode(String body, int status, int code) {
		HttpResponse<String> answer = this.erp.send("POST", Erp.BULK, body);
		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(Client.json(answer).at("/error/code").intValue()).isEqualTo(code);
		assertThat(Erp.messages(answer)).isNotEmpty();
		assertThat(rows()).isZero();
	}

	@Test
	void strangerIsAnsweredInTheSameBody() {
		HttpResponse<String> stranger = Client.anonymous(this.context).send("POST", Erp.BULK, "{}");
		assertThat(stranger.statusCode()).isEqualTo(401);
		assertThat(Client.json(stranger).at("/error/status").intValue()).isEqualTo(401);
		HttpResponse<String> reader = Client.of(this.context, this.tenant, "customers:write")
			.send("POST", Erp.BULK, "{}");
		assertThat(reader.statusCode()).isEqualTo(403);
		assertThat(Client.json(reader).at("/error/type").stringValue()).isEqualTo("Forbidden");
	}

	@Test
	void tooManyCustomersAreRefusedBeforeAnyIsWritten() {
		HttpResponse<String> answer = this.erp.bulk(
				IntStream.rangeClosed(0, 10_000).mapToObj(CustomersIntegrationTests::customer).toArray(String[]::new));
		assertThat(answer.statusCode()).isEqualTo(413);
		assertThat(rows()).isZero();
	}

	@Test
	void sameRequestAgainWritesNothingAndBurnsNoNumber() {
		String[] customers = IntStream.range(0, 600)
			.mapToObj(CustomersIntegrationTests::customer)
			.toArray(String[]::new);
		this.erp.bulk(customers);
		Set<String> before = versions();
		long sequence = sequence();
		assertThat(this.erp.outcomes(customers)).containsOnly("unchanged");
		// the same content in other bytes is looked at, and yet not written
		String[] spaced = Arrays.stream(customers).map((c) -> c.replace(": ", " :  ")).toArray(String[]::new);
		assertThat(this.erp.outcomes(spaced)).containsOnly("unchanged");
		assertThat(versions()).isEqualTo(before).hasSize(600);
		assertThat(sequence()).isEqualTo(sequence);
		this.erp.bulk(Arrays.stream(customers).map((c) -> c.replace("Street", "Road")).toArray(String[]::new));
		assertThat(sequence()).isEqualTo(sequence);
		assertThat(versions()).doesNotContainAnyElementsOf(before);
	}

	@Test
	void sameKeyTwiceIsAppliedInInputOrder() {
		HttpResponse<String> answer = this.erp.bulk(
				"{'source': 'erp', 'sourceId': 1, 'firstName': 'A', 'lastName': 'Old'}",
				"{'source': 'erp', 'sourceId': 2}", "{'source': 'erp', 'sourceId': 1, 'lastName': 'New'}");
		assertThat(Erp.actions(answer)).containsExactly("create", "create", "update");
		assertThat(Client.json(answer).at("/data/0/id")).isEqualTo(Client.json(answer).at("/data/2/id"));
		JsonNode stored = this.erp.get("/customers/sourceId/1?source=erp");
		assertThat(stored.get("firstName").stringValue()).isEqualTo("A");
		assertThat(stored.get("lastName").stringValue()).isEqualTo("New");
	}

	@ParameterizedTest
	@CsvSource({ "false", "true" })
	void parentAndChildOfOneRequestFindEachOtherInEitherOrder(boolean childFirst) {
		List<String> family = new ArrayList<>(List.of("{'source': 'erp', 'sourceId': 'top'}",
				"{'source': 'erp', 'sourceId': 'middle', 'parent': {'source': 'erp', 'sourceId': 'top'}}",
				"{'source': 'erp', 'sourceId': 'low', 'parent': {'source': 'erp', 'sourceId': 'middle'}}"));
		if (childFirst) {
			Collections.reverse(family);
		}
		HttpResponse<String> answer = this.erp.bulk(family.toArray(String[]::new));
		assertThat(Erp.actions(answer)).containsExactly("create", "create", "create");
		assertThat(this.erp.get("/customers/sourceId/low?source=erp").at("/parent/id"))
			.isEqualTo(this.erp.get("/customers/sourceId/middle?source=erp").get("id"));
		Set<String> before = versions();
		assertThat(this.erp.outcomes(family.toArray(String[]::new))).containsOnly("unchanged");
		assertThat(versions()).isEqualTo(before);
	}

	@Test
	void unknownParentFailsItsItemAlone() {
		HttpResponse<String> answer = this.erp.bulk("{'source': 'erp', 'sourceId': 1}",
				"{'source': 'erp', 'sourceId': 2, 'parent': {'id': 999999999}}", "{'source': 'erp', 'sourceId': 3}");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(Client.json(answer).at("/data/1").toString()).isEqualTo(
				"{\"error\":\"Parent customer not found\",\"key\":2,\"lookupKey\":\"sourceId\",\"success\":false}");
		assertThat(rows()).isEqualTo(2);
	}

	@Test
	void itemThatTheDatabaseRefusesDoesNotHurtItsNeighbours() {
		TestDatabase.access()
			.asOwner("alter table customer add constraint refuse_for_test check (title <> 'refused " + this.tenant
					+ "')");
		try {
			HttpResponse<String> answer = this.erp.bulk("{'source': 'erp', 'sourceId': 1}",
					"{'source': 'erp', 'sourceId': 2, 'title': 'refused " + this.tenant + "'}",
					"{'source': 'erp', 'sourceId': 3, 'title': 'fine'}",
					"{'source': 'erp', 'sourceId': 3, 'title': 'refused " + this.tenant + "'}");
			assertThat(Client.json(answer).get("data").findValues("success")).extracting(JsonNode::booleanValue)
				.containsExactly(true, false, true, false);
			assertThat(answer.body()).doesNotContain("constraint");
			assertThat(this.erp.get("/customers/sourceId/3?source=erp").get("title").stringValue()).isEqualTo("fine");
		}
		finally {
			TestDatabase.access().asOwner("alter table customer drop constraint refuse_for_test");
		}
	}

	@Test
	void languageIsPartOfTheIdentityAndMayBeLeftOutWhereItIsClear() {
		this.erp.bulk("{'source': 'erp', 'sourceId': 1}", "{'source': 'erp', 'sourceId': 2, 'primaryLanguage': 'nl'}");
		assertThat(this.erp.get("/customers/sourceId/1?source=erp").get("primaryLanguage").stringValue())
			.isEqualTo("EN");
		assertThat(this.erp.get("/customers/sourceId/2?source=erp").get("primaryLanguage").stringValue())
			.isEqualTo("NL");
		assertThat(Erp.actions(this.erp.bulk("{'source': 'erp', 'sourceId': 2, 'title': 'Dr'}")))
			.containsExactly("update");
		assertThat(Erp.actions(this.erp.bulk("{'source': 'erp', 'sourceId': 2, 'primaryLanguage': 'DE'}")))
			.containsExactly("create");
		HttpResponse<String> unclear = this.erp.bulk("{'source': 'erp', 'sourceId': 2, 'title': 'Dr'}");
		assertThat(unclear.body()).contains("\"error\":\"Multiple customers found: ");
		assertThat(this.erp.call("GET", "/customers/sourceId/2?source=erp").body()).contains("60005");
		assertThat(this.erp.get("/customers/sourceId/2?source=erp&language=nl").get("title").stringValue())
			.isEqualTo("Dr");
	}

	private static String customer(int number) {
		return "{'source': 'erp', 'sourceId': " + number + ", 'lastName': 'Name', 'addresses': [{'type': 'delivery', "
				+ "'street': 'Street " + number + "', 'city': 'City', 'country': 'NL'}]}";
	}

	private Set<String> versions() {
		return this.jdbc.sql("select customer_id || ' ' || xmin || ' ' || version from customer where tenant_id = ?")
			.param(this.tenant)
			.query(String.class)
			.set();
	}

	private long sequence() {
		return this.jdbc.sql("select last_value from customer_id_seq").query(Long.class).single();
	}

	private long rows() {
		return this.jdbc.sql("select count(*) from customer where tenant_id = ?")
			.param(this.tenant)
			.query(Long.class)
			.single();
	}

}
