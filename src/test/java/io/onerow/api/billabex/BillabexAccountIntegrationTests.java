package io.onerow.api.billabex;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.Race;
import io.onerow.api.openint.OpenintClient;
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

/** What an account takes and gives, over HTTP. */
@IntegrationTest
class BillabexAccountIntegrationTests {

	private static final String TENANT = "billabex-accounts";

	private static final String ACCOUNTS = "/api/public/v1/accounts";

	@Autowired
	private ApplicationContext context;

	private Client client;

	@BeforeEach
	void logIn() {
		this.client = Client.of(this.context, TENANT, "accounts:all");
	}

	@ParameterizedTest
	@ValueSource(strings = { "netsuite-connector", "NetSuite (Production)", "acme.example/erp?1",
			"M\u00fcller & S\u00f6hne", "conn_none", "a b" })
	void labelIsRememberedAsGiven(String label) {
		String id = UUID.randomUUID().toString();
		JsonNode account = created(sourced(label, id));
		assertThat(account.at("/source/connectionId").stringValue()).isEqualTo(label);
		assertThat(account.at("/source/sourceId").stringValue()).isEqualTo(id);
		JsonNode again = ok(post(sourced(label, id)));
		assertThat(again).isEqualTo(account);
		assertThat(created(sourced(label, id + "0")).get("id")).isNotEqualTo(account.get("id"));
	}

	@Test
	void labelAndIdAreNotOneText() {
		String id = UUID.randomUUID().toString();
		assertThat(created(sourced("a", "b " + id)).get("id")).isNotEqualTo(created(sourced("a b", id)).get("id"));
	}

	@Test
	void sourceIdThatIsANumberIsItsText() {
		long number = UUID.randomUUID().getMostSignificantBits() >>> 1;
		JsonNode account = created("""
				{"fullName": "Acme", "source": {"connectionId": "erp", "sourceId": %d}}""".formatted(number));
		assertThat(ok(post(sourced("erp", Long.toString(number))))).isEqualTo(account);
	}

	/** A label is the id of a connection, if there is such a one, then or later. */
	@Test
	void accountIsInTheConnectionThatItsLabelNames() {
		OpenintClient openint = OpenintClient.ofNewConnection(this.context, TENANT);
		String connection = openint.get("/unified/crm/account").headers().firstValue("x-connection-id").orElseThrow();
		String id = created(sourced(connection, "1")).get("id").stringValue();
		assertThat(openint.get("/unified/crm/account").body()).contains(id);
		assertThat(this.client.delete(ACCOUNTS + "/" + id + "/source").statusCode()).isEqualTo(204);
		assertThat(openint.get("/unified/crm/account").body()).contains(id);
	}

	@RepeatedTest(3)
	void raceOfOneSourceCreatesOneAccountWithItsContactsOnce() throws Exception {
		String body = """
				{"fullName": "Acme", "source": {"connectionId": "race", "sourceId": "%s"}, "contacts": [
				{"fullName": "Ann Lee", "email": "ann@acme.example", "language": "en"},
				{"fullName": "Robert Green", "language": "en"}]}""".formatted(UUID.randomUUID());
		List<HttpResponse<String>> answers = Race.of(16, (i) -> () -> post(body));
		assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 201);
		assertThat(answers).filteredOn((answer) -> answer.statusCode() == 201).hasSize(1);
		assertThat(answers).extracting((answer) -> Client.json(answer).get("id"))
			.containsOnly(Client.json(answers.get(0)).get("id"));
		assertThat(contactsOf(Client.json(answers.get(0)))).hasSize(2);
	}

	@Test
	void contactsAreCreatedWithTheAccount() {
		JsonNode account = created("""
				{"fullName": "Acme", "contacts": [
				{"fullName": "Ann Lee", "email": "ann@acme.example", "language": "en-US", "role": "CFO"},
				{"fullName": "Robert Green", "email": "", "language": "fr"}]}""");
		assertThat(contactsOf(account)).extracting((contact) -> contact.get("fullName").stringValue())
			.containsExactly("Ann Lee", "Robert Green");
		// the indexes know them
		HttpResponse<String> byName = this.client.send("PUT", contactsPath(account) + "/upsert",
				"{\"fullName\": \"Robert Greene\"}");
		assertThat(byName.headers().firstValue("Onerow-Match").orElseThrow()).startsWith("by=name");
		HttpResponse<String> byEmail = this.client.send("PUT", contactsPath(account) + "/upsert",
				"{\"email\": \"ANN@acme.example\", \"language\": \"de\"}");
		assertThat(byEmail.headers().firstValue("Onerow-Match")).hasValue("by=email");
		assertThat(contactsOf(account)).hasSize(2);
	}

	/** As by upserts, but that nobody loses an address. */
	@Test
	void contactsThatAreOneByTheRulesBecomeOne() {
		JsonNode account = created("""
				{"fullName": "Acme", "contacts": [
				{"fullName": "John Smith", "language": "en"},
				{"fullName": "Jon Smith", "email": "john@acme.example", "language": "fr"},
				{"fullName": "Johnny", "email": "JOHN@acme.example", "language": "de"},
				{"fullName": "Mark Roman", "email": "mark@acme.example", "language": "en"},
				{"fullName": "Mary Roman", "email": "mary@acme.example", "language": "en"}]}""");
		List<JsonNode> contacts = contactsOf(account);
		assertThat(contacts).extracting((contact) -> contact.get("fullName").stringValue())
			.containsExactly("Johnny", "Mark Roman", "Mary Roman");
		assertThat(contacts.get(0).at("/email/address").stringValue()).isEqualTo("john@acme.example");
		assertThat(contacts.get(0).get("language").stringValue()).isEqualTo("de");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			/contacts/1/email    | {"fullName": "B", "language": "en", "email": "n/a"}
			/contacts/1/language | {"fullName": "B", "language": "xx"}
			/contacts/1/language | {"fullName": "B", "email": "b@acme.example"}
			/contacts/1/fullName | {"fullName": " ", "language": "en", "email": "b@acme.example"}
			/contacts/1          | null
			/contacts/1          | "b@acme.example\"""")
	void badContactRefusesTheAccount(String pointer, String contact) {
		String id = UUID.randomUUID().toString();
		HttpResponse<String> refused = post("""
				{"fullName": "Acme", "source": {"connectionId": "erp", "sourceId": "%s"}, "contacts": [
				{"fullName": "Ann Lee", "email": "ann@acme.example", "language": "en"}, %s]}""".formatted(id, contact));
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(Client.json(refused).get("errors").findValuesAsString("pointer")).containsExactly(pointer);
		assertThat(Client.json(refused).get("message").stringValue()).startsWith(pointer + " ");
		assertThat(post(sourced("erp", id)).statusCode()).isEqualTo(201);
	}

	@Test
	void contactsOfAnAccountThatIsThereAreUpserted() {
		String body = """
				{"fullName": "Acme", "source": {"connectionId": "erp", "sourceId": "%s"}, "contacts": [
				{"fullName": "Ann Lee", "email": "ann@acme.example", "language": "en"}]}"""
			.formatted(UUID.randomUUID());
		JsonNode account = created(body);
		JsonNode again = ok(post(body.replace("\"Acme\"", "\"Acme Inc\"").replace("\"en\"", "\"de\"")));
		assertThat(again.get("id")).isEqualTo(account.get("id"));
		assertThat(again.get("fullName").stringValue()).isEqualTo("Acme Inc");
		assertThat(contactsOf(account)).singleElement()
			.satisfies((contact) -> assertThat(contact.get("language").stringValue()).isEqualTo("de"));
	}

	@Test
	void moreContactsThanTwoHundredAreRefused() {
		String contact = "{\"fullName\": \"Ann Lee\", \"language\": \"en\"}";
		assertThat(post("{\"fullName\": \"Acme\", \"contacts\": [" + (contact + ",").repeat(199) + contact + "]}")
			.statusCode()).isEqualTo(201);
		HttpResponse<String> refused = post(
				"{\"fullName\": \"Acme\", \"contacts\": [" + (contact + ",").repeat(200) + contact + "]}");
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("/contacts must have at most 200 items");
	}

	@Test
	void currencyAndAddressAreKeptChangedAndCleared() {
		String path = path(
				created("""
						{"fullName": "Acme", "currencyCode": "eur", "billingAddress": {"street": "Main St 1", "city": "Springfield",
						"postalCode": "12345", "stateOrProvince": "IL", "country": "US"}}"""));
		JsonNode stored = ok(this.client.get(path));
		assertThat(stored.get("currencyCode").stringValue()).isEqualTo("EUR");
		for (String nothing : List.of("{}", "{\"currencyCode\": \" \", \"billingAddress\": \"\"}",
				"{\"billingAddress\": {}}", "{\"billingAddress\": {\"street\": \"\", \"city\": \"\\u00a0\"}}")) {
			assertThat(ok(this.client.send("PATCH", path, nothing))).as(nothing).isEqualTo(stored);
		}
		JsonNode changed = ok(this.client.send("PUT", path,
				"{\"billingAddress\": {\"street\": \"Elm St 2\", \"stateOrProvince\": null}}"));
		assertThat(changed.get("billingAddress").toString()).isEqualTo(
				"""
						{"street":"Elm St 2","city":"Springfield","postalCode":"12345","stateOrProvince":null,"country":"US"}""");
		JsonNode cleared = ok(this.client.send("PATCH", path,
				"{\"currencyCode\": null, \"billingAddress\": null, \"source\": null}"));
		assertThat(cleared.get("currencyCode").isNull()).isTrue();
		assertThat(cleared.get("billingAddress").isNull()).isTrue();
		assertThat(cleared.get("fullName").stringValue()).isEqualTo("Acme");
	}

	/**
	 * Found by its source, an account keeps what a client that knows little leaves out.
	 */
	@Test
	void nullAndBlankWipeNothingWhereTheSourceIsKnown() {
		String id = UUID.randomUUID().toString();
		JsonNode account = created("""
				{"fullName": "Acme", "currencyCode": "EUR", "billingAddress": {"city": "Paris", "country": "FR"},
				"source": {"connectionId": "erp", "sourceId": "%s"}}""".formatted(id));
		assertThat(
				ok(post("""
						{"fullName": "Acme", "currencyCode": null, "billingAddress": {"city": null, "country": ""}, "contacts": null,
						"source": {"connectionId": "erp", "sourceId": "%s"}}"""
					.formatted(id))))
			.isEqualTo(account);
		assertThat(ok(post("""
				{"fullName": "Acme", "currencyCode": "", "billingAddress": null,
				"source": {"connectionId": "erp", "sourceId": "%s"}}""".formatted(id)))).isEqualTo(account);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			/fullName               | {"fullName": " "}
			/fullName               | {"fullName": null}
			/currencyCode           | {"fullName": "A", "currencyCode": "euro"}
			/currencyCode           | {"fullName": "A", "currencyCode": 978}
			/billingAddress         | {"fullName": "A", "billingAddress": "Main St 1"}
			/billingAddress/city    | {"fullName": "A", "billingAddress": {"city": 1}}
			/source/sourceId        | {"fullName": "A", "source": {"connectionId": "erp"}}
			/source/sourceId        | {"fullName": "A", "source": {"connectionId": "erp", "sourceId": " "}}
			/source/connectionId    | {"fullName": "A", "source": {"connectionId": null, "sourceId": "1"}}
			/source                 | {"fullName": "A", "source": "erp"}""")
	void badMemberIsNamed(String pointer, String body) {
		List<HttpResponse<String>> answers = new ArrayList<>(List.of(post(body)));
		answers.add(this.client.send("PATCH", path(created("{\"fullName\": \"B\"}")), body));
		for (HttpResponse<String> refused : answers) {
			assertThat(refused.statusCode()).isEqualTo(400);
			assertThat(Client.json(refused).get("errors").findValuesAsString("pointer")).containsExactly(pointer);
		}
	}

	@Test
	void sourceOfAnotherAccountIsAConflictThatNamesIt() {
		String id = UUID.randomUUID().toString();
		JsonNode holder = created(sourced("erp", id));
		String other = path(created("{\"fullName\": \"Other\"}"));
		String source = "{\"connectionId\": \"erp\", \"sourceId\": \"" + id + "\"}";
		for (HttpResponse<String> conflict : List.of(this.client.send("PUT", other + "/source", source),
				this.client.send("PATCH", other, "{\"source\": " + source + "}"))) {
			assertThat(conflict.statusCode()).isEqualTo(409);
			assertThat(Client.json(conflict).get("message").stringValue())
				.isEqualTo("The source belongs to " + holder.get("id").stringValue() + ", the id to "
						+ other.substring(other.lastIndexOf('/') + 1) + ".");
		}
	}

	@Test
	void linkNeedsBothParts() {
		String path = path(created("{\"fullName\": \"Acme\"}")) + "/source";
		for (String body : List.of("{}", "{\"connectionId\": \"\", \"sourceId\": \" \"}")) {
			HttpResponse<String> refused = this.client.send("PUT", path, body);
			assertThat(refused.statusCode()).isEqualTo(400);
			assertThat(Client.json(refused).get("errors").findValuesAsString("pointer"))
				.containsExactly("/connectionId", "/sourceId");
		}
	}

	@Test
	void whatIsNotThereSaysSoWithItsStatus() {
		String unknown = ACCOUNTS + "/" + UUID.randomUUID();
		String source = "{\"connectionId\": \"erp\", \"sourceId\": \"1\"}";
		for (HttpResponse<String> gone : List.of(this.client.get(unknown), this.client.delete(unknown),
				this.client.delete(unknown + "/source"), this.client.send("PUT", unknown + "/source", source),
				this.client.send("PATCH", unknown, "{}"), this.client.get("/api/public/v1/nothing"),
				this.client.get("/api/public/v1/organizations/" + UUID.randomUUID()))) {
			assertThat(gone.statusCode()).isEqualTo(404);
			assertThat(Client.json(gone).get("message").stringValue()).endsWith("(404)").doesNotContain(".");
		}
	}

	@Test
	void sourceOfAnotherTenantIsNone() {
		String id = UUID.randomUUID().toString();
		JsonNode account = created(sourced("erp", id));
		Client stranger = Client.of(this.context, TENANT + "-2", "accounts:all");
		HttpResponse<String> theirs = stranger.send("POST", ACCOUNTS, sourced("erp", id));
		assertThat(theirs.statusCode()).isEqualTo(201);
		assertThat(Client.json(theirs).get("id")).isNotEqualTo(account.get("id"));
		assertThat(stranger.delete(path(account) + "/source").statusCode()).isEqualTo(404);
		String organizations = "/api/public/v1/organizations";
		String own = Client.json(this.client.get(organizations)).at("/nodes/0/id").stringValue();
		assertThat(stranger.get(organizations + "/" + own).statusCode()).isEqualTo(404);
		assertThat(Client.json(this.client.get(organizations + "?first=1&after=" + own)).get("nodes")).isEmpty();
	}

	@Test
	void statusIsOpenToAll() {
		HttpResponse<String> status = Client.anonymous(this.context).get("/api/public/v1/status");
		assertThat(status.statusCode()).isEqualTo(200);
		assertThat(status.body()).isEqualTo("{\"status\":\"ok\"}");
	}

	private HttpResponse<String> post(String body) {
		return this.client.send("POST", ACCOUNTS, body);
	}

	private JsonNode created(String body) {
		HttpResponse<String> answer = post(body);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
		assertThat(answer.headers().firstValue("Location")).hasValue(path(Client.json(answer)));
		return Client.json(answer);
	}

	private static JsonNode ok(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return Client.json(answer);
	}

	private static String sourced(String label, String id) {
		return """
				{"fullName": "Acme", "source": {"connectionId": "%s", "sourceId": "%s"}}""".formatted(label, id);
	}

	private static String path(JsonNode account) {
		return ACCOUNTS + "/" + account.get("id").stringValue();
	}

	private static String contactsPath(JsonNode account) {
		return path(account) + "/contacts";
	}

	private List<JsonNode> contactsOf(JsonNode account) {
		List<JsonNode> contacts = new ArrayList<>();
		ok(this.client.get(contactsPath(account))).forEach(contacts::add);
		return contacts;
	}

}
