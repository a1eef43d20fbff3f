package io.onerow.api.propeller;

import java.net.http.HttpResponse;
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

import static org.assertj.core.api.Assertions.assertThat;

/** Customers one at a time, over HTTP. */
@IntegrationTest
class SingleCustomerIntegrationTests {

	@Autowired
	private ApplicationContext context;

	private Erp erp;

	private String tenant;

	@BeforeEach
	void logIn() {
		this.tenant = "p" + UUID.randomUUID().toString().replace("-", "");
		this.erp = Erp.of(this.context, this.tenant);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					POST   | /customers/bulk/ssn                  | {'customers': []}                  | 400 | 10006
					GET    | /customers/ssn/1                     |                                    | 400 | 10006
					GET    | /customers/sourceId/1                |                                    | 400 | 10016
					GET    | /customers/id/1                      |                                    | 404 | 60006
					GET    | /customers/id/one                    |                                    | 400 | 10017
					PATCH  | /customers/id/1                      | {'title': 'Dr'}                    | 404 | 60006
					PATCH  | /customers/id/1                      | {'company': 'Acme'}                | 400 | 10007
					PATCH  | /customers/id/1                      | {                                  | 400 | 10005
					DELETE | /customers/id/1                      |                                    | 404 | 60006
					GET    | /customers/a/b/c                     |                                    | 404 | 10008
					PUT    | /customers                           | {}                                 | 405 | 405
					POST   | /customers                           | {'source': 'erp', 'sourceId': 1, 'parent': {'id': 1}} | 404 | 60007""")
	void requestThatCannotBeDoneHasItsCode(String method, String path, String body, int status, int code) {
		HttpResponse<String> answer = this.erp.send(method, path, (body != null) ? body : "");
		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(Client.json(answer).at("/error/code").intValue()).isEqualTo(code);
		assertThat(Client.json(answer).at("/error/status").intValue()).isEqualTo(status);
		assertThat(answer.headers().firstValue("return-format")).hasValue("json");
	}

	@Test
	void oneCustomerIsCreatedReadChangedAndDeleted() {
		String customer = "{'source': 'erp', 'sourceId': 'a/b', 'lastName': 'Smith'}";
		HttpResponse<String> created = this.erp.send("POST", "/customers", customer);
		assertThat(created.statusCode()).isEqualTo(201);
		String path = created.headers().firstValue("location").orElseThrow();
		assertThat(Client.json(this.erp.send("POST", "/customers", customer)).at("/error/code").intValue())
			.isEqualTo(60004);
		assertThat(this.erp.get(path).get("lastName").stringValue()).isEqualTo("Smith");
		HttpResponse<String> changed = this.erp.send("PATCH", path, "{'lastName': 'Jones'}");
		assertThat(Client.json(changed).get("messages").toString()).isEqualTo("[\"Customer updated\"]");
		assertThat(Client.json(changed).at("/data/lastName").stringValue()).isEqualTo("Jones");
		String other = Client.json(this.erp.send("POST", "/customers", "{'source': 'erp', 'sourceId': 'c'}"))
			.at("/data/id")
			.toString();
		assertThat(Client.json(this.erp.send("PATCH", path, "{'sourceId': 'c'}")).at("/error/code").intValue())
			.isEqualTo(60004);
		assertThat(this.erp.call("DELETE", path).statusCode()).isEqualTo(204);
		assertThat(this.erp.call("GET", path).statusCode()).isEqualTo(404);
		assertThat(this.erp.call("GET", "/customers/id/" + other).statusCode()).isEqualTo(200);
	}

	@Test
	void bulkByIdUpdatesWhatIsThereAndFailsTheRest() {
		long id = Client.json(this.erp.bulk("{'source': 'erp', 'sourceId': 1}")).at("/data/0/id").longValue();
		HttpResponse<String> answer = this.erp.send("POST", "/customers/bulk/id",
				"{'customers': [{'id': " + id + ", 'lastName': 'New'}, {'id': 999999999}]}");
		assertThat(answer.body()).isEqualTo("{\"data\":[{\"action\":\"update\",\"id\":" + id + ",\"key\":" + id
				+ ",\"lookupKey\":\"id\",\"success\":true},{\"error\":\"Customer not found\",\"key\":999999999,"
				+ "\"lookupKey\":\"id\",\"success\":false}],\"messages\":[\"Completed\"],\"total\":2}");
		HttpResponse<String> none = this.erp.send("POST", "/customers/bulk/id", "{'customers': [{'lastName': 'New'}]}");
		assertThat(Client.json(none).at("/error/code").intValue()).isEqualTo(10016);
	}

	@Test
	void deletedParentIsForgottenByItsChildrenAndByWhatIsKnownOfThem() {
		String parent = "{'source': 'erp', 'sourceId': 'p'}";
		long id = Client.json(this.erp.bulk(parent)).at("/data/0/id").longValue();
		String child = "{'source': 'erp', 'sourceId': 'c', 'parent': {'id': " + id + "}}";
		this.erp.bulk(child);
		assertThat(this.erp.call("DELETE", "/customers/id/" + id).statusCode()).isEqualTo(204);
		assertThat(this.erp.get("/customers/sourceId/c?source=erp").get("parent").isNull()).isTrue();
		assertThat(this.erp.bulk(child).body()).contains("Parent customer not found");
	}

	@Test
	void absentMemberKeepsAndNullClears() {
		this.erp
			.bulk("{'source': 'erp', 'sourceId': 1, 'firstName': 'A', 'lastName': 'B', 'dateOfBirth': '01/02/1990'}");
		this.erp.bulk("{'source': 'erp', 'sourceId': 1, 'firstName': null, 'gender': 'F'}");
		JsonNode stored = this.erp.get("/customers/sourceId/1?source=erp");
		assertThat(stored.get("firstName").isNull()).isTrue();
		assertThat(stored.get("lastName").stringValue()).isEqualTo("B");
		assertThat(stored.get("dateOfBirth").stringValue()).isEqualTo("1990-02-01");
		assertThat(stored.get("gender").stringValue()).isEqualTo("f");
	}

	@Test
	void changeByAnotherRouteIsNotMistakenForTheSameRequest() {
		String customer = "{'source': 'erp', 'sourceId': 1, 'lastName': 'Erp'}";
		this.erp.bulk(customer);
		this.erp.send("PATCH", "/customers/sourceId/1?source=erp", "{'lastName': 'Patched'}");
		assertThat(this.erp.outcomes(customer)).containsExactly("updated");
		assertThat(this.erp.get("/customers/sourceId/1?source=erp").get("lastName").stringValue()).isEqualTo("Erp");
	}

	@Test
	void addressesMergeByCodeAndDoNotGrow() {
		String home = "{'type': 'delivery', 'street': 'A', 'city': 'B', 'country': 'nl'}";
		String office = "{'code': 'o', 'type': 'invoice', 'street': 'C', 'city': 'D', 'country': 'DE', 'phone': '1'}";
		this.erp.bulk("{'source': 'erp', 'sourceId': 1, 'addresses': [" + home + ", " + office + "]}");
		this.erp.bulk("{'source': 'erp', 'sourceId': 1, 'title': 'x', 'addresses': [" + home + ", "
				+ office.replace("'D'", "'E'").replace(", 'phone': '1'", "") + "]}");
		JsonNode addresses = this.erp.get("/customers/sourceId/1?source=erp").get("addresses");
		assertThat(addresses).hasSize(2);
		assertThat(addresses.at("/0/country").stringValue()).isEqualTo("NL");
		assertThat(addresses.at("/1/city").stringValue()).isEqualTo("E");
		assertThat(addresses.at("/1/phone").stringValue()).isEqualTo("1");
	}

	@Test
	void anotherTenantsCustomerIsAsAbsentAsNone() {
		long id = Client.json(this.erp.bulk("{'source': 'erp', 'sourceId': 1}")).at("/data/0/id").longValue();
		Erp stranger = Erp.of(this.context, "q" + this.tenant.substring(1));
		assertThat(stranger.call("GET", "/customers/id/" + id).statusCode()).isEqualTo(404);
		assertThat(stranger.call("DELETE", "/customers/id/" + id).statusCode()).isEqualTo(404);
		assertThat(
				stranger
					.send("POST", Erp.BULK,
							Erp.body("{'source': 'erp', 'sourceId': 2, 'parent': {'id': " + id + "}}")
								.replace('\'', '"'))
					.body())
			.contains("Parent customer not found");
	}

	@Test
	void directivesKeepWhatIsFilledAndCreateNothing() {
		this.erp.bulk("{'source': 'erp', 'sourceId': 1, 'firstName': 'Kept', 'lastName': 'Old'}");
		HttpResponse<String> answer = this.erp.send("POST", Erp.BULK, """
				{'customers': [{'source': 'erp', 'sourceId': 1, 'firstName': 'New', 'lastName': 'New', 'title': 'Dr'},
					{'source': 'erp', 'sourceId': 2}],
				 'directives': {'skipIfNotEmpty': ['firstName', 'title'], 'skipCreate': true}}""");
		assertThat(Client.json(answer).at("/data/1/error").stringValue()).isEqualTo("Customer not found");
		JsonNode stored = this.erp.get("/customers/sourceId/1?source=erp");
		assertThat(stored.get("firstName").stringValue()).isEqualTo("Kept");
		assertThat(stored.get("lastName").stringValue()).isEqualTo("New");
		assertThat(stored.get("title").stringValue()).isEqualTo("Dr");
		assertThat(this.erp.call("GET", "/customers/sourceId/2?source=erp").statusCode()).isEqualTo(404);
	}

	@Test
	void schemaIsServedAsItIsUsed() {
		JsonNode schema = Client.json(Client.anonymous(this.context).get("/docs/schemas/customers"));
		assertThat(schema.get("$schema").stringValue()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
	}

}
