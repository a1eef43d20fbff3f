package io.onerow.api.propeller;

import java.net.http.HttpResponse;
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

/** What the data of real systems looks like: one bad value costs its customer alone. */
@IntegrationTest
class MessyCustomersIntegrationTests {

	private static final String HOME = "{'type': 'delivery', 'street': 'Kade', 'number': 1, 'postalCode': '2611 AA', "
			+ "'city': 'Delft', 'country': 'NL'}";

	@Autowired
	private ApplicationContext context;

	private Erp erp;

	@BeforeEach
	void logIn() {
		this.erp = Erp.of(this.context, "m" + UUID.randomUUID().toString().replace("-", ""));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					'dateOfBirth': '0000-00-00'             | /dateOfBirth: must be a date that exists
					'dateOfBirth': '30/02/2001'             | /dateOfBirth: must be a date that exists
					'dateOfBirth': 'yesterday'              | /dateOfBirth: must be a date: dd/MM/yyyy or yyyy-MM-dd
					'dateOfBirth': '1985-03-12T08:00:00Z'   | /dateOfBirth: must be a date, or its midnight
					'primaryLanguage': 'xx'                 | /primaryLanguage: must be an ISO 639-1 language code
					'language': 'xx'                        | /language: must be an ISO 639-1 language code
					'language': 'nl', 'primaryLanguage': 'de' | /language: must be the same as primaryLanguage
					'gender': 'x'                           | /gender: must be one of m, f, u
					'source': ' '                           | /source: is required
					'sourceId': ''                          | /sourceId: is required
					'sourceId': 'a\\u0000b'                 | /sourceId: must not contain the NUL character
					'sourceId': '\\ud800'                   | /sourceId: must not contain an unpaired surrogate
					'title': 'a\\u0000b'                    | /title: must not contain the NUL character
					'parent': {}                            | /parent: must be an id, or a source and a sourceId
					'parent': {'source': 'erp'}             | /parent: must be an id, or a source and a sourceId
					'parent': {'id': 0}                     | /parent/id: must be from 1 to 9223372036854775807
					'parent': {'id': 99999999999999999999}  | /parent/id: must be from 1 to 9223372036854775807
					'addresses': [{'type': 'delivery', 'street': 'A', 'city': 'B', 'country': 'UK'}] | /addresses/0/country: must be an ISO 3166-1 alpha-2 country code
					'addresses': [{'type': 'home', 'street': 'A', 'city': 'B', 'country': 'NL'}]  | /addresses/0/type: must be one of delivery, invoice
					'addresses': [{'type': 'delivery', 'street': ' ', 'city': 'B', 'country': 'NL'}] | /addresses/0/street: is required
					'addresses': [{'type': 'delivery', 'street': 'A', 'city': null, 'country': 'NL'}] | /addresses/0/city: is required
					'addresses': [{'type': 'delivery', 'street': 'A', 'country': 'NL', 'city': 'B', 'icp': 'x'}] | /addresses/0/icp: must be one of Y, N""")
	void badValueFailsItsCustomerByNameAndTheOthersAreSaved(String bad, String reason) {
		String known = bad.contains("'sourceId'") ? "'source': 'erp'"
				: bad.startsWith("'source'") ? "'sourceId': 2" : "'source': 'erp', 'sourceId': 2";
		HttpResponse<String> answer = this.erp.bulk("{'source': 'erp', 'sourceId': 1}", "{" + known + ", " + bad + "}",
				"{'source': 'erp', 'sourceId': 3}");
		assertThat(answer.statusCode()).isEqualTo(200);
		JsonNode line = Client.json(answer).at("/data/1");
		assertThat(line.get("success").booleanValue()).isFalse();
		assertThat(line.get("error").stringValue()).isEqualTo("#/customers/1" + reason);
		assertThat(Erp.actions(answer)).containsExactly("create", "create");
	}

	@ParameterizedTest
	@CsvSource({ "source, 100", "sourceId, 100", "debtorId, 100", "firstName, 200", "middleName, 200", "lastName, 200",
			"abbreviation, 100", "title, 100", "ssn, 100", "phone, 100", "mobile, 100", "email, 254" })
	void lengthIsItsCustomersOwn(String member, int longest) {
		String customer = ("{'source': 'erp', 'sourceId': 1, '" + member + "': '%s'}")
			.replaceFirst("'" + member + "': ('erp'|1), ", "");
		HttpResponse<String> answer = this.erp.bulk(customer.formatted("x".repeat(longest)),
				customer.formatted("x".repeat(longest + 1)), "{'source': 'other', 'sourceId': 3}");
		assertThat(Erp.actions(answer)).containsExactly("create", "create");
		assertThat(Client.json(answer).at("/data/1/error").stringValue())
			.isEqualTo("#/customers/1/" + member + ": must be at most " + longest + " characters");
	}

	@Test
	void allFaultsOfACustomerAreInItsLine() {
		HttpResponse<String> answer = this.erp
			.bulk("{'source': 'erp', 'sourceId': 7, 'gender': 'x', 'dateOfBirth': '0000-00-00'}");
		assertThat(Client.json(answer).at("/data/0").toString())
			.isEqualTo("{\"error\":\"#/customers/0/dateOfBirth: must be a date that exists; "
					+ "#/customers/0/gender: must be one of m, f, u\",\"key\":7,\"lookupKey\":\"sourceId\","
					+ "\"success\":false}");
		assertThat(this.erp.call("GET", "/customers/sourceId/7?source=erp").statusCode()).isEqualTo(404);
	}

	@Test
	void badValueIsACustomersOwnInABulkById() {
		long id = Client.json(this.erp.bulk("{'source': 'erp', 'sourceId': 1}")).at("/data/0/id").longValue();
		HttpResponse<String> answer = this.erp.send("POST", "/customers/bulk/id", "{'customers': [{'id': 0}, {'id': "
				+ id + ", 'gender': 'x'}, {'id': " + id + ", 'title': 'Dr'}, {'id': 99999999999999999999}]}");
		assertThat(Client.json(answer).get("data").findValues("success")).extracting(JsonNode::booleanValue)
			.containsExactly(false, false, true, false);
		assertThat(Client.json(answer).at("/data/0/error").stringValue())
			.isEqualTo("#/customers/0/id: must be from 1 to 9223372036854775807");
		assertThat(Client.json(answer).at("/data/1/error").stringValue())
			.isEqualTo("#/customers/1/gender: must be one of m, f, u");
	}

	@Test
	void badValuesOfALargeBodyFailTheirCustomersToo() {
		String[] customers = IntStream.range(0, 2_000)
			.mapToObj((number) -> "{'source': 'erp', 'sourceId': " + number + ", 'title': '" + "x".repeat(90)
					+ "', 'firstName': '" + "y".repeat(199) + "', 'lastName': '" + "z".repeat(199) + "', 'gender': '"
					+ ((number % 100 == 7) ? "x" : "f") + "'}")
			.toArray(String[]::new);
		JsonNode lines = Client.json(this.erp.bulk(customers)).get("data");
		assertThat(IntStream.range(0, 2_000).filter((i) -> !lines.get(i).get("success").booleanValue()))
			.containsExactlyElementsOf(IntStream.range(0, 20).map((i) -> 100 * i + 7).boxed().toList());
	}

	@Test
	void blankSaysNothing() {
		this.erp.bulk("{'source': 'erp', 'sourceId': 1, 'firstName': 'A', 'dateOfBirth': '01/02/1990', 'gender': 'f', "
				+ "'primaryLanguage': 'nl', 'email': 'a@b.example', 'addresses': [" + HOME + "]}");
		String blank = "{'source': 'erp', 'sourceId': 1, 'firstName': ' ', 'dateOfBirth': '', 'gender': '', "
				+ "'primaryLanguage': '', 'language': '', 'email': '\\u00a0', 'phone': '', 'mobile': '', 'debtorId': '', "
				+ "'parent': {'source': '', 'sourceId': ''}, 'addresses': null}";
		assertThat(this.erp.outcomes(blank)).containsExactly("unchanged");
		assertThat(
				this.erp
					.outcomes(blank.replace("'addresses': null",
							"'addresses': [" + HOME.replace("'city'",
									"'code': '', 'phone': ' ', 'gender': '', 'icp': '', 'city'") + "]")))
			.containsExactly("unchanged");
		assertThat(
				this.erp.send("PATCH", "/customers/sourceId/1?source=erp", "{'firstName': '', 'gender': ' '}").body())
			.contains("\"firstName\":\"A\"", "\"gender\":\"f\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1985-03-12T00:00:00Z", "1985-03-12T00:00:00+05:00", "1985-03-12T00:00:00.000-0800",
			"1985-03-12 00:00:00", "1985-03-12t00:00", "12/03/1985 00:00:00", "12/03/1985", "1985-03-12" })
	void midnightOfADayIsTheDay(String sent) {
		this.erp.bulk("{'source': 'erp', 'sourceId': 1, 'dateOfBirth': '" + sent + "'}");
		assertThat(this.erp.get("/customers/sourceId/1?source=erp").get("dateOfBirth").stringValue())
			.isEqualTo("1985-03-12");
	}

	@Test
	void kosovoIsACountryAndALanguageMayHaveARegion() {
		this.erp.bulk("{'source': 'erp', 'sourceId': 1, 'primaryLanguage': 'sq-XK', "
				+ "'addresses': [{'type': 'invoice', 'street': 'A', 'city': 'B', 'country': 'XK'}]}");
		JsonNode stored = this.erp.get("/customers/sourceId/1?source=erp");
		assertThat(stored.get("primaryLanguage").stringValue()).isEqualTo("SQ");
		assertThat(stored.at("/addresses/0/country").stringValue()).isEqualTo("XK");
	}

	@Test
	void numberAsAKeyIsItsText() {
		String customer = "{'source': 7, 'sourceId': 123, 'debtorId': 9, 'phone': 31201234567, "
				+ "'addresses': [{'code': 5, 'type': 'invoice', 'street': 'A', 'city': 'B', 'country': 'nl'}]}";
		assertThat(Erp.actions(this.erp.bulk(customer))).containsExactly("create");
		assertThat(this.erp.outcomes("{'source': '7', 'sourceId': '123', 'debtorId': '9', 'phone': '31201234567', "
				+ "'addresses': [{'code': '5', 'type': 'invoice', 'street': 'A', 'city': 'B', 'country': 'NL'}]}"))
			.containsExactly("unchanged");
	}

	@Test
	void addressWithoutACodeIsTheOneAtItsPlace() {
		String customer = "{'source': 'erp', 'sourceId': 1, 'addresses': [%s]}";
		this.erp.bulk(customer.formatted(HOME));
		String capitals = HOME.replace("Kade", "KADE ").replace("2611 AA", "2611aa").replace("Delft", "DELFT");
		assertThat(this.erp.outcomes(customer.formatted(capitals))).containsExactly("unchanged");
		this.erp.bulk(customer.formatted(capitals.replace("'city'", "'phone': '015', 'numberExtension': 'a', 'city'")));
		JsonNode stored = this.erp.get("/customers/sourceId/1?source=erp").get("addresses");
		assertThat(stored).hasSize(1);
		assertThat(stored.at("/0/street").stringValue()).isEqualTo("Kade");
		assertThat(stored.at("/0/phone").stringValue()).isEqualTo("015");
		for (String other : new String[] { HOME.replace("delivery", "invoice"), HOME.replace("1,", "2,"),
				HOME.replace("'city'", "'numberExtension': 'b', 'city'") }) {
			this.erp.bulk(customer.formatted(other));
		}
		assertThat(this.erp.get("/customers/sourceId/1?source=erp").get("addresses")).hasSize(4);
	}

	@Test
	void languageThatWasOnlyDefaultedIsTheFirstThatIsSent() {
		assertThat(Erp.actions(this.erp.bulk("{'source': 'erp', 'sourceId': 1, 'title': 'Dr'}")))
			.containsExactly("create");
		HttpResponse<String> first = this.erp.bulk("{'source': 'erp', 'sourceId': 1, 'primaryLanguage': 'nl'}");
		assertThat(Erp.actions(first)).containsExactly("update");
		JsonNode stored = this.erp.get("/customers/sourceId/1?source=erp");
		assertThat(stored.get("primaryLanguage").stringValue()).isEqualTo("NL");
		assertThat(stored.get("title").stringValue()).isEqualTo("Dr");
		assertThat(Erp.actions(this.erp.bulk("{'source': 'erp', 'sourceId': 1}",
				"{'source': 'erp', 'sourceId': 2, 'parent': {'source': 'erp', 'sourceId': 1}}")))
			.containsExactly("update", "create");
		assertThat(Erp.actions(this.erp.bulk("{'source': 'erp', 'sourceId': 1, 'language': 'de'}")))
			.as("a second language")
			.containsExactly("create");
	}

	@Test
	void defaultThatIsSentIsDefaultedNoMore() {
		this.erp.bulk("{'source': 'erp', 'sourceId': 1}", "{'source': 'erp', 'sourceId': 2}",
				"{'source': 'erp', 'sourceId': 2, 'primaryLanguage': 'fr'}");
		assertThat(Erp.actions(this.erp.bulk("{'source': 'erp', 'sourceId': 1, 'primaryLanguage': 'en'}",
				"{'source': 'erp', 'sourceId': 1, 'primaryLanguage': 'nl'}",
				"{'source': 'erp', 'sourceId': 2, 'primaryLanguage': 'FR'}")))
			.containsExactly("update", "create", "update");
	}

	@Test
	void defaultedLanguageIsNotFilled() {
		this.erp.bulk("{'source': 'erp', 'sourceId': 1}");
		this.erp.send("POST", Erp.BULK, "{'customers': [{'source': 'erp', 'sourceId': 1, 'primaryLanguage': 'nl'}], "
				+ "'directives': {'skipIfNotEmpty': ['primaryLanguage']}}");
		assertThat(this.erp.get("/customers/sourceId/1?source=erp").get("primaryLanguage").stringValue())
			.isEqualTo("NL");
		HttpResponse<String> taken = this.erp.send("POST", "/customers",
				"{'source': 'erp', 'sourceId': 1, 'primaryLanguage': 'NL'}");
		assertThat(Client.json(taken).at("/error/code").intValue()).isEqualTo(60004);
	}

}
