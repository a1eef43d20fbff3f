package io.onerow.api.billabex;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.tenant.Connections;
import io.onerow.tenant.Provider;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Journeys of a client of Billabex, over HTTP. */
@IntegrationTest
class BillabexIntegrationTests {

	private static final String ACCOUNTS = "/api/public/v1/accounts";

	private static final String JOHN = """
			{"fullName": "John Smith", "email": "john.smith@acme.com", "language": "en"}""";

	@Autowired
	private ApplicationContext context;

	private Client client;

	private String contacts;

	@BeforeEach
	void logIn() {
		this.client = Client.of(this.context, "billabex", "accounts:all");
		this.contacts = contactsOf(account(this.client));
	}

	@Test
	void requestOfTheGuideCreatesThenChangesNothing() {
		HttpResponse<String> created = upsert(JOHN);
		assertThat(created.statusCode()).isEqualTo(200);
		assertThat(created.headers().firstValue("Onerow-Outcome")).hasValue("created");
		assertThat(created.headers().firstValue("Onerow-Match")).hasValue("by=none");
		JsonNode contact = Client.json(created);
		assertThat(contact.propertyNames()).containsExactly("id", "fullName", "email", "language");
		assertThat(created.body()).isEqualTo("{\"id\":\"" + contact.get("id").stringValue()
				+ "\",\"fullName\":\"John Smith\",\"email\":{\"address\":\"john.smith@acme.com\",\"status\":\"Valid\"},"
				+ "\"language\":\"en\"}");

		HttpResponse<String> again = upsert(JOHN.replace("john.smith@acme.com", "John.Smith@ACME.com"));
		assertThat(again.body()).isEqualTo(created.body());
		assertThat(again.headers().firstValue("Onerow-Outcome")).hasValue("unchanged");
		assertThat(again.headers().firstValue("Onerow-Match")).hasValue("by=email");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			john smith     | by=name, distance=0, limit=2, candidates=1
			John Smth      | by=name, distance=1, limit=1, candidates=1
			Jon Smith      | by=name, distance=1, limit=1, candidates=1
			Joan Smith     | by=name, distance=1, limit=2, candidates=1
			Jonathan Smith | by=none
			J. Smith       | by=none
			Jon Smyth      | by=none""")
	void namesOfTheContractMatchJohnSmithOrNot(String name, String receipt) {
		upsert(JOHN);
		HttpResponse<String> answer = upsert("{\"fullName\": \"" + name + "\", \"language\": \"en\"}");
		assertThat(answer.headers().firstValue("Onerow-Match")).hasValue(receipt);
		assertThat(list()).hasSize(receipt.equals("by=none") ? 2 : 1);
	}

	@Test
	void emailWinsOverANearerName() {
		upsert(JOHN);
		upsert("{\"fullName\": \"Maria Lopez\", \"email\": \"maria@acme.com\", \"language\": \"es\"}");
		JsonNode changed = Client.json(upsert("{\"fullName\": \"John Smith\", \"email\": \"MARIA@acme.com\"}"));
		assertThat(changed.at("/email/address").stringValue()).isEqualTo("maria@acme.com");
		assertThat(changed.at("/language").stringValue()).isEqualTo("es");
		assertThat(list()).hasSize(2);
	}

	@Test
	void nameHitTakesTheNewEmailAndForgetsTheOldStatus() {
		upsert(JOHN);
		HttpResponse<String> moved = upsert("{\"fullName\": \"John Smith\", \"email\": \" js@other.com \"}");
		assertThat(Client.json(moved).at("/email/address").stringValue()).isEqualTo("js@other.com");
		assertThat(moved.headers().firstValue("Onerow-Outcome")).hasValue("updated");
		upsert("{\"fullName\": \"Somebody Else\", \"email\": \"john.smith@acme.com\", \"language\": \"en\"}");
		assertThat(list()).hasSize(2);
	}

	@Test
	void nullIsTheSameAsAbsentInAnUpsertAndClearsTheEmailInAPatch() {
		String id = id(upsert(JOHN));
		HttpResponse<String> kept = upsert("{\"fullName\": \"John Smith\", \"email\": null, \"language\": null}");
		assertThat(kept.headers().firstValue("Onerow-Outcome")).hasValue("unchanged");
		JsonNode cleared = Client.json(this.client.send("PATCH", this.contacts + "/" + id, "{\"email\": null}"));
		assertThat(cleared.get("email").isNull()).isTrue();
		assertThat(cleared.get("fullName").stringValue()).isEqualTo("John Smith");
		assertThat(this.client.send("PUT", this.contacts + "/" + id, "{\"fullName\": null}").statusCode())
			.isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"fullName\": \"Blanche Full\", \"email\": \"\", \"language\": \"fr\"}",
			"{\"fullName\": \"Blanche Full\", \"email\": \" \\t\", \"language\": \"fr\"}",
			"{\"fullName\": \"Blanche Full\", \"email\": \"\\u00a0\\u200b\", \"language\": \"fr\"}",
			"{\"fullName\": \"\", \"email\": \"BLANCHE@acme.example\", \"language\": \"fr\"}" })
	void blankSaysNothingInAnUpsert(String body) {
		upsert("{\"fullName\": \"Blanche Full\", \"email\": \"blanche@acme.example\", \"language\": \"en\"}");
		HttpResponse<String> updated = upsert(body);
		assertThat(updated.headers().firstValue("Onerow-Outcome")).hasValue("updated");
		assertThat(updated.body()).contains("\"Blanche Full\"", "\"blanche@acme.example\"", "\"fr\"");
		HttpResponse<String> again = upsert(body.replace("\"fr\"", "\"\""));
		assertThat(again.headers().firstValue("Onerow-Outcome")).hasValue("unchanged");
		assertThat(list()).hasSize(1);
	}

	@Test
	void blankSaysNothingInACreateAndIsRefusedInAChangeById() {
		HttpResponse<String> created = this.client.send("POST", this.contacts,
				"{\"fullName\": \"Blanche Full\", \"email\": \"\", \"language\": \"fr\"}");
		assertThat(created.statusCode()).isEqualTo(201);
		assertThat(Client.json(created).get("email").isNull()).isTrue();
		for (String member : List.of("fullName", "email", "language")) {
			HttpResponse<String> refused = this.client.send("PATCH", this.contacts + "/" + id(created),
					"{\"" + member + "\": \" \"}");
			assertThat(refused.statusCode()).isEqualTo(400);
			assertThat(Client.json(refused).get("errors").findValuesAsString("pointer")).containsExactly("/" + member);
		}
	}

	@ParameterizedTest
	@CsvSource({ "en-US, en", "pt-BR, pt", "zh-Hans, zh", "zh-Hant-TW, zh", "iw, he", "iw-IL, he", "in, id", "ji, yi",
			"mo, ro", "fr_CA, fr", "EN-us, en", "de-CH-1996, de", "sr-Latn-RS, sr", "no, no", "nb-NO, nb" })
	void languageIsTheFirstPartOfItsTag(String sent, String stored) {
		JsonNode contact = Client.json(upsert("{\"fullName\": \"John\", \"language\": \"" + sent + "\"}"));
		assertThat(contact.get("language").stringValue()).isEqualTo(stored);
		HttpResponse<String> again = upsert("{\"fullName\": \"John\", \"language\": \"" + stored + "\"}");
		assertThat(again.headers().firstValue("Onerow-Outcome")).hasValue("unchanged");
	}

	@Test
	void createNeedsNameAndLanguage() {
		HttpResponse<String> refused = upsert("{\"email\": \"a@b.com\"}");
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		JsonNode problem = Client.json(refused);
		assertThat(problem.get("message")).isEqualTo(problem.get("detail"));
		assertThat(problem.get("errors").findValuesAsString("pointer")).containsExactly("/fullName", "/language");
		assertThat(list()).isEmpty();
	}

	@Test
	void contactIsReadChangedAndDeletedByItsId() {
		HttpResponse<String> created = this.client.send("POST", this.contacts, JOHN);
		assertThat(created.statusCode()).isEqualTo(201);
		String location = created.headers().firstValue("Location").orElseThrow();
		assertThat(this.client.get(location).body()).isEqualTo(created.body());
		HttpResponse<String> renamed = this.client.send("PUT", location, "{\"fullName\": \"Johnny Smith\"}");
		assertThat(Client.json(renamed).get("fullName").stringValue()).isEqualTo("Johnny Smith");
		// the name index follows a rename by id
		assertThat(upsert("{\"fullName\": \"Jonny Smith\"}").headers().firstValue("Onerow-Match"))
			.hasValue("by=name, distance=1, limit=2, candidates=1");
		assertThat(this.client.delete(location).statusCode()).isEqualTo(204);
		assertThat(this.client.get(location).statusCode()).isEqualTo(404);
		assertThat(this.client.delete(location).statusCode()).isEqualTo(404);
		assertThat(upsert("{\"fullName\": \"Jonny Smith\"}").statusCode()).isEqualTo(400);
	}

	@Test
	void takenEmailIsAConflictThatNamesItsHolder() {
		String holder = id(upsert(JOHN));
		HttpResponse<String> conflict = this.client.send("POST", this.contacts, JOHN.replace("John Smith", "Someone"));
		assertThat(conflict.statusCode()).isEqualTo(409);
		assertThat(conflict.body()).contains(holder);
		String other = id(upsert("{\"fullName\": \"Maria Lopez\", \"language\": \"es\"}"));
		HttpResponse<String> patch = this.client.send("PATCH", this.contacts + "/" + other,
				"{\"email\": \"JOHN.smith@acme.com\"}");
		assertThat(patch.statusCode()).isEqualTo(409);
		assertThat(patch.body()).contains(holder);
	}

	@Test
	void listIsInOrderOfCreationAndPaged() {
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			ids.add(id(upsert("{\"fullName\": \"" + "abcde".substring(i).repeat(4) + "\", \"language\": \"en\"}")));
		}
		assertThat(list()).extracting((contact) -> contact.get("id").stringValue()).containsExactlyElementsOf(ids);
		List<String> paged = new ArrayList<>();
		String cursor = "";
		while (cursor != null) {
			JsonNode answer = Client.json(this.client.get(this.contacts + "?first=2" + cursor));
			paged.addAll(answer.get("nodes").findValuesAsString("id"));
			JsonNode end = answer.at("/pageInfo/endCursor");
			cursor = end.isNull() ? null : "&after=" + end.stringValue();
		}
		assertThat(paged).containsExactlyElementsOf(ids);
		assertThat(this.client.get(this.contacts + "?first=201").statusCode()).isEqualTo(400);
		assertThat(this.client.get(this.contacts + "?first=x").statusCode()).isEqualTo(400);
		assertThat(this.client.get(this.contacts + "?after=x").statusCode()).isEqualTo(400);
	}

	@Test
	void accountsAreCreatedChangedAndDeletedWithTheirContacts() {
		HttpResponse<String> created = this.client.send("POST", ACCOUNTS, "{\"fullName\": \"Acme\"}");
		assertThat(created.statusCode()).isEqualTo(201);
		String account = created.headers().firstValue("Location").orElseThrow();
		assertThat(this.client.get(account).body()).isEqualTo(created.body());
		this.client.send("PUT", account + "/contacts/upsert", JOHN);
		HttpResponse<String> renamed = this.client.send("PUT", account, "{\"fullName\": \"Acme Inc\"}");
		assertThat(Client.json(renamed).get("fullName").stringValue()).isEqualTo("Acme Inc");
		assertThat(this.client.get(ACCOUNTS).body()).contains("Acme Inc");
		assertThat(this.client.delete(account).statusCode()).isEqualTo(204);
		assertThat(this.client.get(account + "/contacts").statusCode()).isEqualTo(404);
		assertThat(this.client.send("PUT", account + "/contacts/upsert", JOHN).statusCode()).isEqualTo(404);
	}

	@Test
	void accountOfAnotherTenantAnswersAsAnUnknownOne() {
		Client stranger = Client.of(this.context, "stranger", "accounts:all");
		String foreign = contactsOf(account(stranger));
		String unknown = contactsOf(UUID.randomUUID().toString());
		for (String path : List.of(foreign, unknown)) {
			assertThat(this.client.get(path).statusCode()).isEqualTo(404);
			assertThat(this.client.send("POST", path, JOHN).statusCode()).isEqualTo(404);
		}
		HttpResponse<String> ofOther = this.client.send("PUT", foreign + "/upsert", JOHN);
		HttpResponse<String> ofNobody = this.client.send("PUT", unknown + "/upsert", JOHN);
		assertThat(ofOther.statusCode()).isEqualTo(404);
		assertThat(ofOther.body()).isEqualTo(ofNobody.body());
		assertThat(Client.json(stranger.get(foreign))).isEmpty();
	}

	@Test
	void writeNeedsItsScopeAndReadTakesEither() {
		Client reader = Client.of(this.context, "billabex", "accounts:read");
		assertThat(reader.get(this.contacts).statusCode()).isEqualTo(200);
		HttpResponse<String> refused = reader.send("PUT", this.contacts + "/upsert", JOHN);
		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(Client.json(refused).get("status").intValue()).isEqualTo(403);
		HttpResponse<String> unknown = Client.anonymous(this.context).send("PUT", this.contacts + "/upsert", JOHN);
		assertThat(unknown.statusCode()).isEqualTo(401);
		assertThat(unknown.headers().firstValue("WWW-Authenticate")).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"fullName\": 123, \"language\": \"en\"}", "{\"fullName\": \"\", \"language\": \"en\"}",
			"{\"fullName\": \" \\t\", \"language\": \"en\"}", "{\"fullName\": \"a\\u0000b\", \"language\": \"en\"}",
			"{\"fullName\": \"\\ud800\", \"language\": \"en\"}", "{\"fullName\": [\"a\"], \"language\": \"en\"}",
			"{\"fullName\": \"John\", \"fullName\": \"Jane\", \"language\": \"en\"}" })
	void badNameIsNamedAndNothingIsWritten(String body) {
		HttpResponse<String> refused = upsert(body);
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(Client.json(refused).get("errors").findValuesAsString("pointer")).containsExactly("/fullName");
		assertThat(list()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			/language | {"fullName": "John", "language": "xx"}
			/language | {"fullName": "John", "language": "eng"}
			/language | {"fullName": "John", "language": "english"}
			/language | {"fullName": "John", "language": "en-"}
			/language | {"fullName": "John", "language": 1}
			/email    | {"fullName": "John", "language": "en", "email": "n/a"}
			/email    | {"fullName": "John", "language": "en", "email": "a b@c.com"}
			/email    | {"fullName": "John", "language": "en", "email": "a@b.com\\r\\nBcc: c@d.com"}
			/email    | {"fullName": "John", "language": "en", "email": {"address": "a@b.com"}}""")
	void badMemberIsNamed(String pointer, String body) {
		HttpResponse<String> refused = upsert(body);
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(Client.json(refused).get("errors").findValuesAsString("pointer")).containsExactly(pointer);
	}

	@Test
	void lengthsCountCodePoints() {
		String longest = "\uD83D\uDE00".repeat(200);
		assertThat(upsert("{\"fullName\": \"" + longest + "\", \"language\": \"en\"}").statusCode()).isEqualTo(200);
		assertThat(upsert("{\"fullName\": \"" + longest + "x\", \"language\": \"en\"}").statusCode()).isEqualTo(400);
		String email = "a".repeat(248) + "@b.com";
		assertThat(upsert("{\"fullName\": \"John\", \"language\": \"EN\", \"email\": \"" + email + "\"}").statusCode())
			.isEqualTo(200);
		assertThat(upsert("{\"fullName\": \"John\", \"language\": \"EN\", \"email\": \"a" + email + "\"}").statusCode())
			.isEqualTo(400);
	}

	@Test
	void unknownAndReadOnlyMembersAreIgnored() {
		String id = UUID.randomUUID().toString();
		JsonNode contact = Client
			.json(upsert("{\"id\": \"" + id + "\", \"tenantId\": \"x\", \"version\": 9, \"fullName\":"
					+ " \"John\", \"language\": \"en\", \"email\": \"a@b.com\", \"status\": \"Bounced\"}"));
		assertThat(contact.get("id").stringValue()).isNotEqualTo(id);
		assertThat(contact.at("/email/status").stringValue()).isEqualTo("Valid");
	}

	@Test
	void bodyOverTheLimitIsRefused() {
		HttpResponse<String> refused = upsert("{\"fullName\": \"" + "x".repeat(1 << 20) + "\"}");
		assertThat(refused.statusCode()).isEqualTo(413);
		assertThat(Client.json(refused).get("status").intValue()).isEqualTo(413);
	}

	@Test
	void overlongUtf8AndOtherEncodingsAreRefused() {
		byte[] overlong = "{\"fullName\": \"a//b\", \"language\": \"en\"}".getBytes(StandardCharsets.UTF_8);
		int at = new String(overlong, StandardCharsets.UTF_8).indexOf("//");
		overlong[at] = (byte) 0xC0;
		overlong[at + 1] = (byte) 0xAF;
		assertThat(this.client.send("PUT", this.contacts + "/upsert", overlong).statusCode()).isEqualTo(400);
		assertThat(
				this.client.send("PUT", this.contacts + "/upsert", JOHN.getBytes(StandardCharsets.UTF_16)).statusCode())
			.isEqualTo(400);
		assertThat(list()).isEmpty();
	}

	/** The ids of other directories are no accounts, whoever guesses or reads them. */
	@Test
	void directoryOfAConnectionOrTheCompanyBookIsNoAccount() {
		TenantId tenant = new TenantId("billabex");
		UUID connection = this.context.getBean(Connections.class)
			.ensure(tenant, "conn_kind", Provider.NATIVE)
			.directory();
		UUID book = this.context.getBean(Tenants.class).get(tenant).companyBook();
		for (UUID directory : List.of(connection, book)) {
			UUID contact = UUID.randomUUID();
			JdbcClient jdbc = this.context.getBean(JdbcClient.class);
			jdbc.sql("delete from contact where directory_id = ?").param(directory).update();
			jdbc.sql(
					"""
							insert into contact (tenant_id, directory_id, contact_id, email, email_key, email_status, version,
								created_at, updated_at)
							values ('billabex', ?, ?, 'john.smith@acme.com', 'john.smith@acme.com', 'Valid', 1, now(), now())""")
				.params(directory, contact)
				.update();
			String contacts = contactsOf(directory.toString());
			String one = contacts + "/" + contact;
			List<HttpResponse<String>> answers = List.of(this.client.send("PUT", contacts + "/upsert", JOHN),
					this.client.send("PUT", contacts + "/upsert", JOHN.replace("john.smith@", "j@")),
					this.client.send("POST", contacts, JOHN.replace("john.smith@", "k@")), this.client.get(contacts),
					this.client.get(contacts + "?first=5"), this.client.get(one),
					this.client.send("PATCH", one, "{\"language\": \"de\"}"), this.client.delete(one));
			assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(404);
			assertThat(jdbc.sql("select version from contact where directory_id = ?")
				.param(directory)
				.query(Long.class)
				.single()).isEqualTo(1);
		}
	}

	@Test
	void wrongMethodSaysWhichAreRight() {
		HttpResponse<String> refused = this.client.send("POST", this.contacts + "/upsert", JOHN);
		assertThat(refused.statusCode()).isEqualTo(405);
		assertThat(refused.headers().firstValue("Allow")).isPresent();
	}

	private HttpResponse<String> upsert(String body) {
		return this.client.send("PUT", this.contacts + "/upsert", body);
	}

	private List<JsonNode> list() {
		List<JsonNode> contacts = new ArrayList<>();
		Client.json(this.client.get(this.contacts)).forEach(contacts::add);
		return contacts;
	}

	private static String account(Client client) {
		return id(client.send("POST", ACCOUNTS, "{\"fullName\": \"Acme\"}"));
	}

	private static String contactsOf(String account) {
		return ACCOUNTS + "/" + account + "/contacts";
	}

	private static String id(HttpResponse<String> answer) {
		return Client.json(answer).get("id").stringValue();
	}

}
