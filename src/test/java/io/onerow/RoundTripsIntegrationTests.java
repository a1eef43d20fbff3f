package io.onerow;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.onerow.api.openint.OpenintClient;
import io.onerow.api.sam.SamClient;
import io.onerow.store.Binds;
import io.onerow.background.Repeated;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each kind of request costs the database, once credential and account are known to
 * the service. The table of {@code docs/performance.md} holds exactly these lines.
 */
@IntegrationTest
@ContextConfiguration(initializers = WireCount.class)
class RoundTripsIntegrationTests {

	/**
	 * Something of PostgreSQL's own, or of another instance in this JVM, may come
	 * between: the least of so many is what a request costs.
	 */
	private static final int TIMES = 6;

	private static final List<String> LANGUAGES = List.of("de", "fr", "es", "it", "nl", "pt");

	private static final List<String> COMPOSERS = List.of("Gustav Mahler", "Clara Schumann", "Franz Liszt", "Amy Beach",
			"Jean Sibelius", "Bela Bartok");

	private static final List<String> ANAGRAMS = List.of("Tzamor", "Romzta", "Amtroz", "Zamtor", "Ortamz", "Tromaz");

	private static final String ACCOUNTS = "/api/public/v1/accounts";

	@Autowired
	private ApplicationContext context;

	private final String tenant = "t" + UUID.randomUUID().toString().replace("-", "");

	private final List<String> lines = new ArrayList<>();

	private final List<String> documented;

	private Client client;

	private String contacts;

	RoundTripsIntegrationTests() throws IOException {
		this.documented = Files.readAllLines(Path.of("docs", "performance.md"));
	}

	@BeforeAll
	static void installLogReader() throws SQLException {
		ask("create extension if not exists pg_walinspect");
	}

	@BeforeEach
	void createAccount() {
		// what they send is not of a request
		this.context.getBeanProvider(Repeated.class).forEach(Repeated::stop);
		this.client = Client.of(this.context, this.tenant, "accounts:all", "customers:write", "customers:read",
				"bulk:write");
		String account = ACCOUNTS + "/" + text(this.client.send("POST", ACCOUNTS, "{\"fullName\": \"Acme\"}"), "id");
		this.contacts = account + "/contacts";
	}

	@Test
	void contactsCostWhatTheDocumentSays() throws Exception {
		String john = "{\"fullName\": \"John Smith\", \"email\": \"john@acme.com\", \"language\": \"en\"}";
		upsert(john);
		upsert(john);
		count("contact upsert, email hit, unchanged", (n) -> upsert(john));
		count("contact upsert, email hit, a field changed",
				(n) -> upsert("{\"email\": \"john@acme.com\", \"language\": \"" + LANGUAGES.get(n) + "\"}"));
		count("contact upsert, email hit, another name",
				(n) -> upsert("{\"email\": \"john@acme.com\", \"fullName\": \"John Smyth " + n + "\"}"));
		count("contact upsert without an address, created",
				(n) -> upsert("{\"fullName\": \"" + "uvwxyz".charAt(n) + "erxes Maximilian\", \"language\": \"de\"}"));
		count("contact upsert with an address, created after another one", (n) -> upsert("{\"fullName\": \""
				+ COMPOSERS.get(n) + "\", \"email\": \"" + n + "@acme.com\", \"language\": \"de\"}"));
		String phoned = "\"email\": \"phoned@acme.com\", \"language\": \"de\", \"phone\": \"+49 30 ";
		count("contact upsert with a phone, created",
				(n) -> upsert("{\"fullName\": \"" + new StringBuilder(COMPOSERS.get(n)).reverse() + "\", \"email\": \"z"
						+ n + "@acme.com\", \"language\": \"de\", \"phone\": \"+49 30 1\"}"));
		upsert("{\"fullName\": \"Ottilie Grillparzer\", " + phoned + "0000\"}");
		count("contact upsert with a phone, email hit, unchanged", (n) -> upsert("{" + phoned + "0000\"}"));
		count("contact upsert with a phone, email hit, another phone", (n) -> upsert("{" + phoned + "100" + n + "\"}"));
		upsert("{\"fullName\": \"Wolfgang Mozart\", \"language\": \"de\"}");
		count("contact upsert, name hit, unchanged",
				(n) -> upsert("{\"fullName\": \"Wolfgang Mozart\", \"language\": \"de\"}"));
		count("contact upsert, name hit, another name",
				(n) -> upsert("{\"fullName\": \"Wolfgang Moz" + "uvwxyz".charAt(n) + "rt\"}"));
		count("contact upsert, created beside a name of the same letters",
				(n) -> upsert("{\"fullName\": \"Wolfgang " + ANAGRAMS.get(n) + "\", \"language\": \"de\"}"));
		count("contact created by POST", (n) -> this.client.send("POST", this.contacts,
				"{\"fullName\": \"Posted " + n + "\", \"email\": \"p" + n + "@acme.com\", \"language\": \"de\"}"));
		count("contact without an address created by POST, with an Idempotency-Key", this::keyed);
		count("the same again with the key", this::keyed);
		String one = this.contacts + "/" + text(upsert("{\"email\": \"john@acme.com\"}"), "id");
		count("contact read", (n) -> this.client.get(one));
		count("contact changed by PATCH",
				(n) -> this.client.send("PATCH", one, "{\"language\": \"" + LANGUAGES.get(n) + "\"}"));
		count("page of contacts", (n) -> this.client.get(this.contacts + "?first=2"));
		count("account read", (n) -> this.client.get(this.contacts.replace("/contacts", "")));
		verify();
	}

	@Test
	void theOtherDialectsCostWhatTheDocumentSays() throws Exception {
		OpenintClient openint = OpenintClient.ofNewConnection(this.context, this.tenant);
		openint.upsert("account", "website", "{\"name\": \"Acme\"}", "acme.com");
		count("Openint upsert, unchanged",
				(n) -> openint.upsert("account", "website", "{\"name\": \"Acme\"}", "acme.com"));
		count("Openint upsert, changed",
				(n) -> openint.upsert("account", "website", "{\"name\": \"Acme " + n + "\"}", "acme.com"));
		count("Openint upsert, created",
				(n) -> openint.upsert("account", "website", "{\"name\": \"Acme\"}", "acme" + n + ".com"));
		count("Openint page", (n) -> openint.get("/unified/crm/account?page_size=2"));
		SamClient sam = SamClient.of(this.context, this.tenant, "u@" + this.tenant + ".example", "accounts:all");
		sam.upsert(sam("a", 0));
		count("SAM upsert of one contact, unchanged", (n) -> sam.upsert(sam("a", 0)));
		count("SAM upsert of one contact, changed", (n) -> sam.upsert(sam("a", n + 1)));
		count("SAM upsert of one contact, created", (n) -> sam.upsert(sam("b" + n, 0)));
		String thousand = IntStream.range(0, 1_000)
			.mapToObj((n) -> sam("k" + n, 0))
			.map((one) -> one.substring(1, one.length() - 1))
			.collect(Collectors.joining(",", "[", "]"));
		sam.upsert(thousand);
		count("SAM upsert of 1,000 contacts, unchanged", (n) -> sam.upsert(thousand));
		bulk(0, 0);
		count("bulk of 1,000 customers, unchanged", (n) -> bulk(0, 0));
		count("bulk of 1,000 customers, changed", (n) -> bulk(0, n + 1));
		count("bulk of 1,000 customers, created", (n) -> bulk(1_000 * (n + 1), 0));
		count("customer read", (n) -> this.client.get("/customers/sourceId/1?source=s"));
		verify();
	}

	@Test
	void nullsCostNoRoundTrip() {
		JdbcTemplate jdbc = this.context.getBean(JdbcTemplate.class);
		for (int n = 0; n < TIMES; n++) {
			int trips = WireCount.ROUND_TRIPS.get();
			Binds.of()
				.text(null)
				.uuid(null)
				.number((Long) null)
				.array((long[]) null)
				.query(jdbc, "select ?::text, ?::uuid, ?::bigint, ?::bigint[]; select 1", ResultSet::next);
			// the first may ask whether the connection is alive, and what the types are
			assertThat(n == 0 || WireCount.ROUND_TRIPS.get() - trips == 1).as("call " + n).isTrue();
		}
	}

	private void count(String what, IntFunction<HttpResponse<String>> request) throws SQLException {
		int statements = Integer.MAX_VALUE;
		int roundTrips = Integer.MAX_VALUE;
		long commits = Long.MAX_VALUE;
		String line = "";
		for (int n = 0; n < TIMES && !this.documented.contains(line); n++) {
			String before = ask("select pg_current_wal_insert_lsn()");
			int sent = WireCount.STATEMENTS.get();
			int trips = WireCount.ROUND_TRIPS.get();
			HttpResponse<String> answer = request.apply(n);
			assertThat(answer.statusCode()).as(what + ": " + answer.body()).isBetween(200, 201);
			statements = Math.min(statements, WireCount.STATEMENTS.get() - sent);
			roundTrips = Math.min(roundTrips, WireCount.ROUND_TRIPS.get() - trips);
			commits = Math.min(commits, commitsSince(before));
			line = "| %s | %d | %d | %,d |".formatted(what, statements, roundTrips, commits);
		}
		this.lines.add(line);
	}

	/** The commits that left a record in the log; one that wrote nothing leaves none. */
	private static long commitsSince(String position) throws SQLException {
		// a commit of our own, which is flushed: only what is on disk can be looked at
		ask("set synchronous_commit = on; select pg_logical_emit_message(true, 'test', '')");
		return Long.parseLong(ask("""
				select count(*) - 1 from pg_get_wal_records_info('%s', pg_current_wal_insert_lsn())
				where resource_manager = 'Transaction' and record_type = 'COMMIT'""".formatted(position)));
	}

	private void verify() throws Exception {
		assertThat(this.documented).contains(this.lines.toArray(String[]::new));
	}

	private HttpResponse<String> upsert(String contact) {
		return this.client.send("PUT", this.contacts + "/upsert", contact);
	}

	private HttpResponse<String> keyed(int n) {
		String body = "{\"fullName\": \"Keyed " + n + "\", \"language\": \"de\"}";
		return this.client.send(this.client.request("POST", this.contacts, BodyPublishers.ofString(body))
			.headers("Content-Type", "application/json", "Idempotency-Key", "\"k" + n + "\""));
	}

	private static String sam(String id, int version) {
		return "[{\"externalId\": \"%s\", \"firstname\": \"Ann\", \"lastname\": \"Lee %d\"}]".formatted(id, version);
	}

	private HttpResponse<String> bulk(int from, int version) {
		return this.client.send("POST", "/customers/bulk/sourceId", IntStream.range(from, from + 1_000)
			.mapToObj(
					(n) -> "{\"source\": \"s\", \"sourceId\": \"%d\", \"lastName\": \"Lee %d\"}".formatted(n, version))
			.collect(Collectors.joining(",", "{\"customers\": [", "]}")));
	}

	private static String text(HttpResponse<String> answer, String member) {
		return Client.json(answer).get(member).stringValue();
	}

	private static String ask(String sql) throws SQLException {
		try (Connection connection = TestDatabase.access().connect();
				Statement statement = connection.createStatement()) {
			return statement.execute(sql) ? first(statement.getResultSet()) : "";
		}
	}

	private static String first(ResultSet rows) throws SQLException {
		rows.next();
		return rows.getString(1);
	}

}
