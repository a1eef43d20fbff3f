package io.onerow.api.propeller;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

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

import static org.assertj.core.api.Assertions.assertThat;

/** What clients that were written for the vendor send. */
@IntegrationTest
class CustomerClientsIntegrationTests {

	/** All members that the vendor's pages print. */
	private static final String DOCUMENTED = """
			{
			  "customers": [
			    {
			      "source": "MY_ERP",
			      "sourceId": 3002196,
			      "language": "NL",
			      "debtorId": 12345,
			      "firstName": "Miles",
			      "middleName": "",
			      "lastName": "McCoy",
			      "abbreviation": "MM",
			      "title": "Mr.",
			      "dateOfBirth": "28/08/1993",
			      "gender": "M",
			      "ssn": "",
			      "phone": "0032445888",
			      "mobile": "0032445888",
			      "email": "miles@shop.example",
			      "primaryLanguage": "NL",
			      "addresses": [
			        {
			          "type": "invoice",
			          "code": "34766",
			          "company": "Shop",
			          "gender": "M",
			          "firstName": "Miles",
			          "middleName": "",
			          "lastName": "McCoy",
			          "street": "Kerkstraat",
			          "number": "34",
			          "numberExtension": "",
			          "postalCode": "3511 AB",
			          "city": "Utrecht",
			          "region": "",
			          "country": "NL",
			          "phone": "",
			          "mobile": "",
			          "email": "invoice@shop.example",
			          "url": "",
			          "notes": "",
			          "icp": "N",
			          "isDefault": "Y"
			        }
			      ]
			    },
			    {
			      "source": "MY_ERP",
			      "sourceId": "3002197",
			      "lastName": "Blank",
			      "parent": { "source": "MY_ERP", "sourceId": 3002196 }
			    }
			  ],
			  "directives": [
			    { "operation": "skipIfNotEmpty", "fields": ["firstName", "email"] }
			  ]
			}""";

	@Autowired
	private ApplicationContext context;

	private Erp erp;

	@BeforeEach
	void logIn() {
		this.erp = Erp.of(this.context, "c" + UUID.randomUUID().toString().replace("-", ""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/v2" })
	void bulkAsTheDocumentationPrintsIt(String base) {
		HttpResponse<String> created = this.erp.send("POST", base + "/customers/bulk/sourceId", DOCUMENTED);
		assertThat(created.statusCode()).isEqualTo(200);
		long id = Client.json(created).at("/data/0/id").longValue();
		long second = Client.json(created).at("/data/1/id").longValue();
		assertThat(created.body()).isEqualTo("{\"data\":[{\"action\":\"create\",\"id\":" + id
				+ ",\"key\":3002196,\"lookupKey\":\"sourceId\",\"success\":true},{\"action\":\"create\",\"id\":"
				+ second + ",\"key\":\"3002197\",\"lookupKey\":\"sourceId\",\"success\":true}],"
				+ "\"messages\":[\"Completed\"],\"total\":2}");
		HttpResponse<String> updated = this.erp.send("POST", base + "/customers/bulk/id",
				"{\"customers\": [{\"id\": " + id + ", \"firstName\": \"Other\", \"mobile\": \"0038975648\"}],"
						+ "\"directives\": [{\"operation\": \"skipIfNotEmpty\", \"fields\": [\"firstName\"]}]}");
		assertThat(updated.body()).isEqualTo("{\"data\":[{\"action\":\"update\",\"id\":" + id + ",\"key\":" + id
				+ ",\"lookupKey\":\"id\",\"success\":true}],\"messages\":[\"Completed\"],\"total\":1}");
		JsonNode stored = this.erp.get(base + "/customers/sourceId/3002196?source=MY_ERP&language=NL");
		assertThat(stored.get("firstName").stringValue()).isEqualTo("Miles");
		assertThat(stored.get("mobile").stringValue()).isEqualTo("0038975648");
		assertThat(stored.get("sources").toString()).isEqualTo("[{\"source\":\"MY_ERP\",\"sourceId\":\"3002196\"}]");
		assertThat(stored.get("source").stringValue()).isEqualTo("MY_ERP");
		assertThat(this.erp.call("DELETE", base + "/customers/id/" + second).statusCode()).isEqualTo(204);
		assertThat(this.erp.call("GET", base + "/customers/id/" + second).statusCode()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/v2" })
	void refusalAsTheDocumentationPrintsIt(String base) {
		HttpResponse<String> refused = this.erp.send("POST", base + "/customers/bulk/sourceId",
				"{\"customers\": [{\"source\": \"MY_ERP\", \"sourceId\": 1, \"company\": \"Shop\"}]}");
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.headers().firstValue("return-format")).hasValue("json");
		assertThat(refused.body().replaceFirst("\"moreInfo\":\"[^\"]*/docs/errors/10007\"", "\"moreInfo\":\"\""))
			.isEqualTo("{\"error\":{\"code\":10007,\"messages\":[\"#/customers/0: extraneous key [company] is not "
					+ "permitted\"],\"moreInfo\":\"\",\"status\":400,\"type\":\"SchemaValidationException\"}}");
	}

	@Test
	void versionedBulkIsReadAsALargeBodyToo() {
		String[] customers = IntStream.range(0, 2_000)
			.mapToObj((number) -> "{'source': 'erp', 'sourceId': " + number + "}" + " ".repeat(600))
			.toArray(String[]::new);
		HttpResponse<String> answer = this.erp.send("POST", "/v2" + Erp.BULK, Erp.body(customers));
		assertThat(Erp.actions(answer)).hasSize(2_000);
	}

	@Test
	void routesBelowTheVersionFailInTheSameBody() {
		for (String path : List.of("/v2/customers/id/1", "/v2/customers/a/b/c", "/v2/other")) {
			HttpResponse<String> answer = this.erp.call("GET", path);
			assertThat(answer.statusCode()).isEqualTo(404);
			assertThat(Erp.messages(answer)).isNotEmpty();
			assertThat(answer.headers().firstValue("return-format")).hasValue("json");
		}
		assertThat(Client.anonymous(this.context).send("POST", "/v2/customers/search", "{}").statusCode())
			.isEqualTo(401);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					{'skipIfNotEmpty': ['firstName', 'language'], 'skipCreate': true}
					[{'operation': 'skipIfNotEmpty', 'fields': ['firstName', 'primaryLanguage']}, {'operation': 'skipCreate'}]""")
	void directivesComeInTwoForms(String directives) {
		this.erp.bulk("{'source': 'erp', 'sourceId': 1, 'language': 'nl', 'firstName': 'Kept', 'lastName': 'Old'}");
		HttpResponse<String> answer = this.erp.send("POST", Erp.BULK,
				"{'customers': [{'source': 'erp', 'sourceId': 1, 'firstName': 'New', 'lastName': 'New'}, "
						+ "{'source': 'erp', 'sourceId': 2}], 'directives': " + directives + "}");
		assertThat(Client.json(answer).at("/data/1/error").stringValue()).isEqualTo("Customer not found");
		JsonNode stored = this.erp.get("/customers/sourceId/1?source=erp");
		assertThat(stored.get("firstName").stringValue()).isEqualTo("Kept");
		assertThat(stored.get("lastName").stringValue()).isEqualTo("New");
		assertThat(stored.get("primaryLanguage").stringValue()).isEqualTo("NL");
	}

	@Test
	void pagesListEveryCustomerOnce() {
		this.erp.bulk(IntStream.range(0, 7)
			.mapToObj((number) -> "{'source': 's" + number % 2 + "', 'sourceId': " + number
					+ ", 'addresses': [{'type': " + "'invoice', 'street': 'A', 'city': 'B', 'country': 'NL'}]}")
			.toArray(String[]::new));
		assertThat(found("{}")).containsExactly("0", "1", "2", "3", "4", "5", "6");
		assertThat(found("{'offset': 3, 'page': 1}")).containsExactly("0", "1", "2");
		assertThat(found("{'offset': 3, 'page': 2}")).containsExactly("3", "4", "5");
		assertThat(found("{'offset': 3, 'page': 3}")).containsExactly("6");
		assertThat(found("{'offset': 3, 'page': 4}")).isEmpty();
		assertThat(found("{'source': 's1', 'offset': 2, 'page': 1}")).containsExactly("1", "3");
		assertThat(found("{'source': 's1', 'offset': 2, 'page': 2}")).containsExactly("5");
		assertThat(found("{'source': 's1', 'offset': 2, 'page': 3}")).isEmpty();
		HttpResponse<String> page = this.erp.send("POST", "/customers/search", "{'offset': 3, 'page': 3}");
		long id = Client.json(page).at("/data/0/id").longValue();
		assertThat(page.body()).isEqualTo("{\"data\":[{\"id\":" + id + ",\"source\":\"s0\",\"sourceId\":\"6\","
				+ "\"debtorId\":null,\"firstName\":null,\"middleName\":null,\"lastName\":null,\"abbreviation\":null,"
				+ "\"title\":null,\"dateOfBirth\":null,\"gender\":null,\"ssn\":null,\"phone\":null,\"mobile\":null,"
				+ "\"email\":null,\"parent\":null,\"primaryLanguage\":\"EN\","
				+ "\"sources\":[{\"source\":\"s0\",\"sourceId\":\"6\"}]}],\"messages\":[\"Completed\"],"
				+ "\"total\":7,\"offset\":3,\"page\":3,\"pages\":3}");
	}

	@Test
	void customersAreFoundByEmailAndName() {
		this.erp.bulk(
				"{'source': 'a', 'sourceId': 1, 'firstName': 'Miles', 'lastName': 'McCoy', 'email': 'Miles@Shop.example'}",
				"{'source': 'b', 'sourceId': 2, 'firstName': 'Miles', 'lastName': 'McCoy', 'email': 'miles@shop.example'}",
				"{'source': 'a', 'sourceId': 3, 'firstName': 'Jan', 'middleName': 'M.', 'lastName': 'van der Berg'}",
				"{'source': 'a', 'sourceId': 4, 'firstName': 'Alone'}");
		assertThat(found("{'email': 'MILES@shop.example'}")).containsExactly("1", "2");
		assertThat(found("{'email': 'miles@shop.example', 'source': 'b'}")).containsExactly("2");
		assertThat(found("{'email': 'miles@shop'}")).isEmpty();
		assertThat(found("{'name': 'mccoy'}")).containsExactly("1", "2");
		assertThat(found("{'name': ' Miles  MCCOY '}")).containsExactly("1", "2");
		assertThat(found("{'name': 'McCoy Miles', 'source': 'a'}")).containsExactly("1");
		assertThat(found("{'name': 'mcc', 'offset': 1, 'page': 2}")).containsExactly("2");
		assertThat(found("{'name': 'van der'}")).containsExactly("3");
		assertThat(found("{'name': 'Jan van der Berg'}")).containsExactly("3");
		assertThat(found("{'name': 'Jan M. van der Berg', 'email': ''}")).containsExactly("3");
		assertThat(found("{'name': 'jan'}")).containsExactly("3");
		assertThat(found("{'name': 'der Berg'}")).isEmpty();
		assertThat(found("{'name': 'alone'}")).containsExactly("4");
		assertThat(found("{'name': 'Berg%'}")).isEmpty();
		Erp stranger = Erp.of(this.context, "d" + UUID.randomUUID().toString().replace("-", ""));
		assertThat(Client.json(stranger.send("POST", "/customers/search", "{'name': 'mccoy'}")).get("total").intValue())
			.isZero();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			{'company': 'Acme'}               | 10007 | #: extraneous key [company] is not permitted
			{'page': 'one'}                   | 10007 | #/page: expected type: Integer or Null, found: String
			{'offset': 101}                   | 10017 | #/offset: must be from 1 to 100
			{'offset': 0}                     | 10017 | #/offset: must be from 1 to 100
			{'page': 0}                       | 10017 | #/page: must be from 1 to 10000
			{'page': 10001}                   | 10017 | #/page: must be from 1 to 10000
			{'email': 'a\\u0000'}             | 10017 | #/email: must not contain the NUL character
			[]                                | 10007 | #: expected type: Object, found: Array""")
	void searchThatCannotBeMadeHasItsCode(String search, int code, String message) {
		HttpResponse<String> answer = this.erp.send("POST", "/customers/search", search);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(Client.json(answer).at("/error/code").intValue()).isEqualTo(code);
		assertThat(Erp.messages(answer)).containsExactly(message);
	}

	private List<String> found(String search) {
		HttpResponse<String> answer = this.erp.send("POST", "/customers/search", search);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return Client.json(answer)
			.get("data")
			.values()
			.stream()
			.map((one) -> one.get("sourceId").stringValue())
			.toList();
	}

}
