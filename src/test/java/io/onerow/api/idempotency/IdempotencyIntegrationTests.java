package io.onerow.api.idempotency;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.TestDatabase;
import io.onerow.undo.Undoing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** The header Idempotency-Key on the writes of all wires. */
@IntegrationTest
class IdempotencyIntegrationTests {

	private static final String ACCOUNTS = "/api/public/v1/accounts";

	private static final String SAM = "/rest/company/contact/upsert";

	private static final String JOHN = "{\"fullName\": \"John Smith\", \"email\": \"john@acme.com\", \"language\": \"en\"}";

	/** No upsert: each leaves one more contact. */
	private static final String NAMELESS = "{\"fullName\": \"Ann Lee\", \"language\": \"en\"}";

	/** Of one record each, with the account of the test and without the bulk. */
	private static final int WRITES = 13;

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	private String tenant;

	private Wire wire;

	private Wire openint;

	private String contacts;

	@BeforeEach
	void createAccount() {
		this.tenant = "idem-" + UUID.randomUUID().toString().substring(0, 8);
		this.wire = Wire.withToken(this.context, this.tenant);
		this.openint = Wire.withApiKey(this.context, this.tenant);
		this.contacts = account(this.wire) + "/contacts";
	}

	private static String account(Wire wire) {
		return ACCOUNTS + "/"
				+ Client.json(wire.send("POST", ACCOUNTS, "{\"fullName\": \"Acme\"}")).get("id").stringValue();
	}

	@Test
	void writeOfEachWireIsReplayedByteForByte() {
		writeToEachWire(this::replayed);
	}

	/** As if it was killed when all was written, and before its answer was kept. */
	@Test
	void writeOfEachWireThatWasCutOffIsAnsweredAsTheFirstTimeAndDoneOnce() {
		writeToEachWire(this::cutOff);
		assertThat(count("history")).isEqualTo(WRITES + 300);
	}

	private void writeToEachWire(Twice twice) {
		twice.send(this.wire, 200, "PUT", this.contacts + "/upsert", JOHN);
		String contact = this.contacts + "/"
				+ Client.json(twice.send(this.wire, 201, "POST", this.contacts, NAMELESS)).get("id").stringValue();
		twice.send(this.wire, 200, "PATCH", contact, "{\"language\": \"de\"}");
		twice.send(this.wire, 200, "PUT", this.contacts + "/upsert",
				"{\"fullName\": \"Ann Lea\", \"language\": \"fr\"}");
		twice.send(this.wire, 204, "DELETE", contact, "");
		twice.send(this.wire, 201, "POST", ACCOUNTS, "{\"fullName\": \"Other\"}");
		twice.send(this.openint, 200, "POST", "/unified/crm/account/_upsert", """
				{"upsert_on": {"key": "website", "values": ["acme.com"]}, "record": {"name": "Acme"}}""");
		twice.send(this.openint, 200, "POST", "/unified/crm/contact", """
				{"record": {"first_name": "Ann", "last_name": "Lee"}}""");
		twice.send(this.wire, 201, "POST", "/customers", """
				{"source": "s", "sourceId": "1", "lastName": "Lee"}""");
		twice.send(this.wire, 200, "PATCH", "/customers/sourceId/1?source=s", "{\"lastName\": \"Li\"}");
		twice.send(this.wire, 200, "POST", "/customers/bulk/sourceId?receipts=true", bulk(300, "Lee"));
		twice.send(this.wire, 204, "DELETE", "/customers/sourceId/1?source=s", "");
		twice.send(this.wire, 200, "POST", SAM, """
				[{"externalId": "1", "firstname": "Ann", "lastname": "Lee"}]""");
		assertThat(count("contact")).as("John, OpenInt's and SAM's").isEqualTo(3);
		assertThat(count("account where name = 'Other'")).isEqualTo(1);
		assertThat(count("customer where last_name = 'Lee'")).isEqualTo(299);
	}

	@Test
	void itemsOfOneCustomerThatWereCutOffAreNotUndone() {
		cutOff(this.wire, 200, "POST", "/customers/bulk/sourceId?receipts=true",
				"""
						{"customers": [{"source": "s", "sourceId": "1", "lastName": "A", "phone": "1"},
						 {"source": "s", "sourceId": "1", "language": "NL", "lastName": "B"},
						 {"source": "s", "sourceId": "1", "language": "NL", "lastName": "C"}, {"source": "s", "sourceId": 5}]}""");
		assertThat(count("customer where last_name = 'C' and version = 1")).isEqualTo(1);
	}

	@Test
	void contactsOfAnAccountThatWasCutOffAreEachThemselves() {
		String account = """
				{"fullName": "Acme", "source": {"connectionId": "crm", "sourceId": "1"}, "contacts": [%s]}""";
		this.wire.send("POST", ACCOUNTS, account.formatted(""));
		cutOff(this.wire, 200, "POST", ACCOUNTS, account.formatted(JOHN + ", " + NAMELESS));
		assertThat(count("contact where version = 1")).isEqualTo(2);
	}

	@Test
	void refusalIsReplayedToo() {
		replayed(this.wire, 400, "POST", this.contacts, "{\"fullName\": 5}");
		replayed(this.wire, 404, "PATCH", this.contacts + "/" + UUID.randomUUID(), "{\"language\": \"de\"}");
		replayed(this.wire, 400, "POST", "/customers/bulk/nothing", bulk(1, "Lee"));
	}

	/** What is answered twice is the same, but for the mark. */
	private HttpResponse<String> replayed(Wire wire, int status, String method, String path, String body) {
		String key = "\"" + UUID.randomUUID() + "\"";
		HttpResponse<String> first = wire.send(key, method, path, body);
		assertThat(first.statusCode()).as(method + " " + path + ": " + first.body()).isEqualTo(status);
		assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
		HttpResponse<String> second = wire.send(key, method, path, body);
		assertThat(second.statusCode()).isEqualTo(status);
		assertThat(second.body()).isEqualTo(first.body());
		assertThat(headers(second)).isEqualTo(with(headers(first), "idempotency-replayed", "true"));
		return first;
	}

	/** A lookup may lead nowhere once it has been changed. */
	@Test
	void changeOfWhatACustomerIsLookedForByIsDoneOnce() {
		this.wire.send("POST", "/customers", "{\"source\": \"s\", \"sourceId\": \"1\", \"language\": \"EN\"}");
		cutOff(this.wire, 200, "PATCH", "/customers/sourceId/1?source=s&language=EN", "{\"primaryLanguage\": \"NL\"}");
		assertThat(count("customer where version = 2 and language = 'NL'")).isEqualTo(1);
	}

	@Test
	void deletionThatWasCutOffAndUndoneMeanwhileIsNotDoneAgain() {
		Undoing undoing = new Undoing(this.context, this.tenant);
		String account = account(this.wire);
		String contact = this.contacts + "/"
				+ Client.json(this.wire.send("POST", this.contacts, JOHN)).get("id").stringValue();
		this.wire.send("POST", "/customers", "{\"source\": \"s\", \"sourceId\": \"1\"}");
		for (String path : List.of(contact, account, "/customers/sourceId/1?source=s")) {
			HttpResponse<String> deleted = this.wire.send("\"" + path + "\"", "DELETE", path, "");
			assertThat(deleted.statusCode()).isEqualTo(204);
			assertThat(undoing.undoRequest(Undoing.request(deleted)).statusCode()).isEqualTo(200);
			cut();
			assertThat(this.wire.send("\"" + path + "\"", "DELETE", path, "").statusCode()).isEqualTo(204);
			assertThat(this.wire.send("GET", path, "").statusCode()).as(path).isEqualTo(200);
		}
	}

	private HttpResponse<String> cutOff(Wire wire, int status, String method, String path, String body) {
		String key = UUID.randomUUID().toString();
		HttpResponse<String> first = wire.send(key, method, path, body);
		assertThat(first.statusCode()).as(method + " " + path + ": " + first.body()).isEqualTo(status);
		cut();
		HttpResponse<String> second = wire.send(key, method, path, body);
		assertThat(second.statusCode()).as(method + " " + path + ": " + second.body()).isEqualTo(status);
		assertThat(second.body()).isEqualTo(first.body());
		assertThat(headers(second)).isEqualTo(headers(first));
		return first;
	}

	private void cut() {
		this.jdbc
			.sql("""
					update idempotency_key set state = 'running', status = null, headers = null, body = null, leased_until = now()
					where tenant_id = ?""")
			.param(this.tenant)
			.update();
	}

	private static Map<String, List<String>> headers(HttpResponse<String> answer) {
		Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
		headers.remove("date");
		return headers;
	}

	private static Map<String, List<String>> with(Map<String, List<String>> headers, String name, String value) {
		headers.put(name, List.of(value));
		return headers;
	}

	@Test
	void answerSaysUntilWhenItIsKept() {
		HttpResponse<String> answer = this.wire.send("\"a\"", "POST", this.contacts, NAMELESS);
		Instant until = ZonedDateTime
			.parse(answer.headers().firstValue("Idempotency-Expires").orElseThrow(),
					DateTimeFormatter.RFC_1123_DATE_TIME)
			.toInstant();
		assertThat(until).isBetween(Instant.now().plus(Duration.ofHours(23)), Instant.now().plus(Duration.ofHours(24)));
		assertThat(this.wire.send("POST", this.contacts, NAMELESS).headers().firstValue("Idempotency-Expires"))
			.isEmpty();
	}

	@Test
	void anotherRequestWithTheKeyIsRefusedInTheWordsOfItsWire() {
		this.wire.send("\"a\"", "POST", this.contacts, NAMELESS);
		assertRefused(422, "\"status\":422,", this.wire.send("\"a\"", "POST", this.contacts, JOHN));
		assertRefused(422, "\"status\":422,", this.wire.send("\"a\"", "PUT", this.contacts + "/upsert", NAMELESS));
		assertRefused(422, "\"message\":", this.wire.send("\"a\"", "POST", this.contacts + "?a=b", NAMELESS));
		assertRefused(422, "\"message\":",
				this.wire.send("\"a\"", "POST", this.contacts, NAMELESS, "Onerow-Source", "x"));
		assertRefused(422, "\"message\":", this.wire.send("\"a\"", "POST", this.contacts, NAMELESS, "If-Match", "*"));
		assertRefused(422, "\"exception\":\"WSInvalidParameterException\"", this.wire.send("\"a\"", "POST", SAM, "[]"));
		assertRefused(422, "{\"error\":{\"code\":422,", this.wire.send("\"a\"", "POST", "/customers", "{}"));
		String account = "{\"record\": {\"name\": \"Acme\"}}";
		this.openint.send("\"a\"", "POST", "/unified/crm/account", account);
		assertRefused(422, "\"code\":\"UNPROCESSABLE_CONTENT\"",
				this.openint.send("\"a\"", "POST", "/unified/crm/contact", account));
		assertRefused(422, "\"code\":\"UNPROCESSABLE_CONTENT\"", this.openint.send("\"a\"", "POST",
				"/unified/crm/account", account, "x-connection-customer-id", "another"));
		assertThat(count("contact where full_name is not null")).isEqualTo(1);
	}

	@Test
	void malformedKeyIsRefusedInTheWordsOfItsWire() {
		for (String key : List.of("", "\"\"", "\"open", "\"a\";b", "a b", "a,b", "\"a\\b\"",
				"\"" + "k".repeat(256) + "\"", "k".repeat(256))) {
			assertRefused(400, "Idempotency-Key", this.wire.send(key, "POST", this.contacts, NAMELESS));
		}
		assertRefused(400, "Idempotency-Key",
				this.wire.send("\"a\"", "POST", this.contacts, NAMELESS, "Idempotency-Key", "\"b\""));
		assertRefused(400, "\"exception\":\"WSInvalidParameterException\"", this.wire.send("\"", "POST", SAM, "[]"));
		assertRefused(400, "{\"error\":{\"code\":", this.wire.send("\"", "POST", "/customers", "{}"));
		assertRefused(400, "\"code\":\"BAD_REQUEST\"", this.openint.send("\"", "POST", "/unified/crm/account", "{}"));
		assertThat(count("contact")).isZero();
	}

	private static void assertRefused(int status, String words, HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(answer.body()).contains(words);
	}

	@Test
	void bareKeyIsTheSameAsTheQuotedOne() {
		String key = UUID.randomUUID().toString();
		HttpResponse<String> first = this.wire.send(key, "POST", this.contacts, NAMELESS);
		assertThat(this.wire.send("\"" + key + "\"", "POST", this.contacts, NAMELESS).body()).isEqualTo(first.body());
		String longest = "\"" + "\\\"".repeat(255) + "\"";
		assertThat(this.wire.send(longest, "POST", this.contacts, NAMELESS).statusCode()).isEqualTo(201);
		assertThat(count("contact")).isEqualTo(2);
	}

	@Test
	void keyOfAnotherTenantOrClientIsAnotherKey() {
		Wire otherClient = Wire.withOtherToken(this.context, this.tenant);
		Wire otherTenant = Wire.withToken(this.context, this.tenant + "-b");
		String account = "{\"fullName\": \"Shared\"}";
		List<String> ids = new ArrayList<>();
		for (Wire each : List.of(this.wire, otherClient, otherTenant)) {
			HttpResponse<String> answer = each.send("\"shared\"", "POST", ACCOUNTS, account);
			assertThat(answer.headers().firstValue("Idempotency-Replayed")).isEmpty();
			ids.add(Client.json(answer).get("id").stringValue());
		}
		assertThat(ids).doesNotHaveDuplicates();
	}

	@Test
	void ofManyAtOnceOneIsCarriedOut() throws Exception {
		int many = 16;
		CountDownLatch start = new CountDownLatch(many);
		ExecutorService pool = Executors.newFixedThreadPool(many);
		try {
			List<Future<HttpResponse<String>>> answers = IntStream.range(0, many).mapToObj((n) -> pool.submit(() -> {
				start.countDown();
				start.await();
				return this.wire.send("\"race\"", "POST", this.contacts, NAMELESS);
			})).toList();
			for (Future<HttpResponse<String>> future : answers) {
				HttpResponse<String> answer = future.get();
				assertThat(answer.statusCode()).isIn(201, 409);
				if (answer.statusCode() == 409) {
					assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 10L);
				}
			}
		}
		finally {
			pool.shutdown();
		}
		assertThat(count("contact")).isEqualTo(1);
		assertThat(this.wire.send("\"race\"", "POST", this.contacts, NAMELESS).statusCode()).isEqualTo(201);
		assertThat(count("contact")).isEqualTo(1);
	}

	@Test
	void requestThatFailedForNowIsCarriedOutAgainUnderTheSameId() throws Exception {
		String contact = Client.json(this.wire.send("POST", this.contacts, NAMELESS)).get("id").stringValue();
		String change = "{\"language\": \"de\"}";
		HttpResponse<String> failed;
		try (Connection other = TestDatabase.access().connect(); Statement statement = other.createStatement()) {
			other.setAutoCommit(false);
			statement.execute("select from contact where contact_id = '" + contact + "' for update");
			failed = this.wire.send("\"busy\"", "PATCH", this.contacts + "/" + contact, change);
			assertThat(failed.statusCode()).isEqualTo(503);
			assertThat(failed.headers().firstValue("Idempotency-Expires")).isEmpty();
		}
		HttpResponse<String> answer = this.wire.send("\"busy\"", "PATCH", this.contacts + "/" + contact, change);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Idempotency-Replayed")).isEmpty();
		assertThat(answer.headers().firstValue("x-request-id")).isEqualTo(failed.headers().firstValue("x-request-id"));
	}

	@Test
	void readsAndRehearsalsIgnoreTheKey() {
		assertThat(this.wire.send("\"\"", "GET", this.contacts, "").statusCode()).isEqualTo(200);
		assertThat(this.wire.send("\"open", "POST", "/customers/search", "{\"source\": \"s\"}").statusCode())
			.isEqualTo(200);
		this.wire.send("\"dry\"", "POST", this.contacts + "?dryRun=true", NAMELESS);
		this.wire.send("\"dry\"", "POST", this.contacts, NAMELESS, "Onerow-Dry-Run", "true");
		this.wire.send("\"dry\"", "POST", this.contacts, NAMELESS, "Onerow-Dry-Run", "false", "Onerow-Dry-Run", "true");
		assertThat(this.wire.send("\"dry\"", "POST", this.contacts + "?dryRun=False", NAMELESS).statusCode())
			.isEqualTo(400);
		assertThat(count("idempotency_key")).isZero();
		assertThat(count("contact")).isZero();
	}

	@Test
	void requestIsNotKnownByWhatItsClientCallsIt() {
		HttpResponse<String> answer = this.wire.send("\"id\"", "POST", this.contacts, NAMELESS, "x-request-id", "mine");
		assertThat(answer.headers().firstValue("x-request-id").orElseThrow()).isNotEqualTo("mine");
	}

	private long count(String table) {
		String where = table.contains(" where ") ? " and " : " where ";
		return this.jdbc.sql("select count(*) from " + table + where + "tenant_id = ?")
			.param(this.tenant)
			.query(Long.class)
			.single();
	}

	private interface Twice {

		HttpResponse<String> send(Wire wire, int status, String method, String path, String body);

	}

	static String bulk(int customers, String name) {
		return IntStream.range(0, customers)
			.mapToObj((n) -> "{\"source\": \"s\", \"sourceId\": \"%d\", \"lastName\": \"%s\"}".formatted(n, name))
			.collect(Collectors.joining(",", "{\"customers\": [", "]}"));
	}

}
