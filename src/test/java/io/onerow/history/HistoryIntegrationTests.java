package io.onerow.history;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.Race;
import io.onerow.SettableClock;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** How history is read, followed, exported and forgotten. */
@IntegrationTest
class HistoryIntegrationTests {

	private static final String RECORDS = "/api/onerow/v1/records/";

	private static final String ACCOUNTS = "/api/public/v1/accounts";

	private static final String[] SCOPES = { "accounts:all", "customers:write", "customers:read", "bulk:write",
			"history:read", "records:read" };

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	private final String tenant = "t" + UUID.randomUUID().toString().replace("-", "").substring(20);

	private Client client;

	private HistoryReader history;

	private String account;

	private String upsert;

	@BeforeEach
	void createAccount() {
		this.client = Client.of(this.context, this.tenant, SCOPES);
		this.history = new HistoryReader(this.client);
		this.account = id(this.client.send("POST", ACCOUNTS, "{\"fullName\": \"Acme\"}"));
		this.upsert = ACCOUNTS + "/" + this.account + "/contacts/upsert";
		assertThat(this.history.entries()).containsExactly("created billabex account 1 none null -> {'name':'Acme'}");
	}

	@Test
	void whoFollowsMissesNothingAndSeesNothingTwice() throws Exception {
		int writers = 4;
		int writes = 60;
		AtomicInteger done = new AtomicInteger();
		List<List<String>> seen = Collections.synchronizedList(new ArrayList<>());
		Race.<Integer>of(writers + 2, (i) -> (i < writers) ? writer(i, writes, done) : () -> {
			List<String> ids = new ArrayList<>();
			String place = "0";
			boolean last = false;
			while (!last) {
				last = done.get() == writers;
				for (JsonNode page = this.history.page(place, 7); !page.get("items").isEmpty(); page = this.history
					.page(place, 7)) {
					page.get("items").forEach((item) -> ids.add(item.get("id").stringValue()));
					place = page.get("next").stringValue();
				}
			}
			seen.add(ids);
			return i;
		});
		List<String> all = this.jdbc.sql("""
				select record_id || '.' || version from history where tenant_id = ? order by number""")
			.param(this.tenant)
			.query(String.class)
			.list();
		assertThat(all).hasSize(writers * writes + 1);
		assertThat(seen).allSatisfy((ids) -> assertThat(ids).isEqualTo(all));
		Map<String, Long> versions = new HashMap<>();
		for (String id : all) {
			HistoryId entry = HistoryId.parse(id).orElseThrow();
			Long before = versions.put(entry.recordId().toString(), entry.version());
			assertThat(entry.version()).isEqualTo((before != null) ? before + 1 : 1);
		}
	}

	private Callable<Integer> writer(int i, int writes, AtomicInteger done) {
		return () -> {
			for (int n = 0; n < writes; n++) {
				String email = (n % 2 == 0) ? "shared@acme.com" : i + "-" + n + "@acme.com";
				this.client.send("PUT", this.upsert,
						"{\"fullName\": \"Person %d %d\", \"email\": \"%s\", \"language\": \"en\"}".formatted(i, n,
								email));
			}
			done.incrementAndGet();
			return i;
		};
	}

	@Test
	void listIsFilteredAndInPages() {
		String john = id(put("{'fullName': 'John Smith', 'email': 'john@acme.com', 'language': 'en'}"));
		HttpResponse<String> changed = put("{'email': 'john@acme.com', 'language': 'de'}");
		String request = changed.headers().firstValue("x-request-id").orElseThrow();
		this.client.delete(ACCOUNTS + "/" + this.account + "/contacts/" + john);
		assertThat(this.history.outcomes("")).containsExactly("deleted", "updated", "created", "created");
		assertThat(this.history.outcomes("?recordId=" + john)).containsExactly("deleted", "updated", "created");
		assertThat(this.history.outcomes("?requestId=" + request)).containsExactly("updated");
		assertThat(this.history.outcomes("?outcome=created")).hasSize(2);
		assertThat(this.history.outcomes("?rule=email")).containsExactly("updated");
		assertThat(this.history.outcomes("?wire=sam")).isEmpty();
		assertThat(this.history.outcomes("?wire=billabex&outcome=deleted")).containsExactly("deleted");
		String name = this.history.items("").get(0).get("client").stringValue();
		assertThat(this.history.outcomes("?client=" + name)).hasSize(4);
		assertThat(this.history.outcomes("?client=other")).isEmpty();
		assertThat(this.history.outcomes("?since=2020-01-01T00:00:00Z")).hasSize(4);
		assertThat(this.history.outcomes("?until=2020-01-01T00:00:00Z")).isEmpty();
		String at = this.history.items("").get(1).get("at").stringValue();
		assertThat(this.history.outcomes("?since=" + at)).startsWith("deleted", "updated");
		assertThat(this.history.outcomes("?until=" + at)).doesNotContain("deleted", "updated");
	}

	@Test
	void pagesRepeatAndMissNothing() {
		String john = id(put("{'fullName': 'John Smith', 'email': 'john@acme.com', 'language': 'en'}"));
		put("{'email': 'john@acme.com', 'language': 'de'}");
		this.client.delete(ACCOUNTS + "/" + this.account + "/contacts/" + john);
		List<String> ids = new ArrayList<>();
		for (String query : List.of("?limit=1", "?limit=1&recordId=" + john)) {
			String next = "";
			List<String> paged = new ArrayList<>();
			do {
				JsonNode page = Client
					.json(this.client.get(HistoryReader.PATH + query + (next.isEmpty() ? "" : "&after=" + next)));
				page.get("items").forEach((item) -> paged.add(item.get("id").stringValue()));
				next = page.get("next").isNull() ? "" : page.get("next").stringValue();
				// between two pages what is there gets its number
				this.history.follow("0", 1);
			}
			while (!next.isEmpty());
			assertThat(paged).doesNotHaveDuplicates();
			ids.addAll(paged);
		}
		assertThat(ids).hasSize(7);
		JsonNode one = Client.json(this.client.get(HistoryReader.PATH + "/" + ids.get(0)));
		assertThat(one.get("outcome").stringValue()).isEqualTo("deleted");
		assertThat(one).isEqualTo(this.history.items("").get(0));
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			limit=0, limit
			limit=1001, limit
			limit=x, limit
			recordId=x, recordId
			outcome=unchanged, outcome
			rule=guess, rule
			since=yesterday, since
			until=+1000000000-01-01T00:00:00Z, until
			order=up, order
			after=x, after
			after=7, after
			order=oldest&after=1-2, after
			client=, client
			""")
	void badParameterIsNamed(String query, String parameter) {
		HttpResponse<String> answer = this.client.get(HistoryReader.PATH + "?" + query);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("parameter " + parameter);
	}

	@Test
	void allAreReadAsLines() {
		send("POST", "/customers/bulk/sourceId",
				IntStream.range(0, 2_100)
					.mapToObj((n) -> "{'source': 's', 'sourceId': '%d', 'lastName': 'Lee'}".formatted(n))
					.collect(Collectors.joining(",", "{'customers': [", "]}")));
		HttpResponse<String> answer = this.client
			.send(this.client.request("GET", HistoryReader.PATH, BodyPublishers.noBody())
				.header("Accept", "application/x-ndjson"));
		assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/x-ndjson");
		List<JsonNode> lines = answer.body().lines().map(JsonMapper.shared()::readTree).toList();
		assertThat(lines).hasSize(2_101);
		assertThat(lines.stream().map((line) -> line.get("id")).distinct()).hasSize(2_101);
		assertThat(lines.get(2_100).get("kind").stringValue()).isEqualTo("account");
		HttpResponse<String> oldest = this.client.send(this.client
			.request("GET", HistoryReader.PATH + "?order=oldest&outcome=created", BodyPublishers.noBody())
			.header("Accept", "application/x-ndjson"));
		assertThat(oldest.body().lines()).hasSize(2_101);
	}

	@Test
	void recordTellsWhereItsFieldsAreFrom() {
		String john = id(put("{'fullName': 'John Smith', 'email': 'john@acme.com', 'language': 'en'}"));
		Client other = Client.of(this.context, this.tenant, "accounts:all");
		other.send("PUT", this.upsert, "{\"email\": \"john@acme.com\", \"language\": \"de\"}");
		JsonNode record = Client.json(this.client.get(RECORDS + john));
		assertThat(record.get("kind").stringValue()).isEqualTo("contact");
		assertThat(record.get("version").intValue()).isEqualTo(2);
		assertThat(record.get("scope").stringValue()).isEqualTo(this.account);
		assertThat(record.at("/fields/language/value").stringValue()).isEqualTo("de");
		assertThat(record.at("/fields/language/source").stringValue()).isEqualTo(this.tenant + ".accounts-all");
		assertThat(record.at("/fields/language/historyId").stringValue()).isEqualTo(john + ".2");
		assertThat(record.at("/fields/fullName/historyId").stringValue()).isEqualTo(john + ".1");
		assertThat(record.at("/keys/0")).hasToString("{\"kind\":\"email\",\"value\":\"john@acme.com\"}");
		assertThat(record.get("wireIds")).hasToString("[\"" + john + "\"]");
		this.client.send(this.client
			.request("PUT", this.upsert,
					BodyPublishers.ofString("{\"email\": \"john@acme.com\", \"language\": \"it\"}"))
			.header("Content-Type", "application/json")
			.header("Onerow-Source", "crm"));
		assertThat(Client.json(this.client.get(RECORDS + john)).at("/fields/language/source").stringValue())
			.isEqualTo("crm");
		send("PUT", this.upsert, "{'email': 'john@acme.com', 'language': 'de'}");
		JsonNode account = Client.json(this.client.get(RECORDS + this.account));
		assertThat(account.get("kind").stringValue()).isEqualTo("account");
		assertThat(account.at("/fields/name/value").stringValue()).isEqualTo("Acme");
		send("POST", "/customers", "{'source': 's', 'sourceId': '1', 'lastName': 'Lee'}");
		String customer = this.history.items("").get(0).get("recordId").stringValue();
		JsonNode lee = Client.json(this.client.get(RECORDS + customer));
		assertThat(lee.at("/fields/lastName/value").stringValue()).isEqualTo("Lee");
		assertThat(lee.at("/fields/lastName/source").stringValue()).isEqualTo("s");
		assertThat(lee.get("keys").toString()).contains("s 1 EN");
		this.jdbc.sql("delete from history where tenant_id = ?").param(this.tenant).update();
		JsonNode old = Client.json(this.client.get(RECORDS + john));
		assertThat(old.at("/fields/language"))
			.hasToString("{\"value\":\"de\",\"at\":null,\"source\":null,\"historyId\":null}");
	}

	@Test
	void anotherTenantSeesNothing() {
		String john = id(put("{'fullName': 'John Smith', 'email': 'john@acme.com', 'language': 'en'}"));
		String request = this.history.items("").get(0).get("requestId").stringValue();
		Client stranger = Client.of(this.context, "u" + this.tenant.substring(1), SCOPES);
		HistoryReader strangers = new HistoryReader(stranger);
		assertThat(this.client.get(HistoryReader.PATH + "/" + john + ".1").statusCode()).isEqualTo(200);
		for (String path : List.of(HistoryReader.PATH + "/" + john + ".1", HistoryReader.PATH + "/" + john + ".9",
				HistoryReader.PATH + "/x", RECORDS + john, RECORDS + this.account)) {
			assertThat(stranger.get(path).statusCode()).as(path).isEqualTo(404);
		}
		for (String query : List.of("", "?recordId=" + john, "?requestId=" + request, "?order=oldest")) {
			assertThat(strangers.items(query)).isEmpty();
		}
		Client without = Client.of(this.context, this.tenant, "accounts:all");
		for (String path : List.of(HistoryReader.PATH, HistoryReader.PATH + "/" + john + ".1", RECORDS + john)) {
			assertThat(without.get(path).statusCode()).as(path).isEqualTo(403);
		}
	}

	@Test
	void oldEntriesAreForgotten() throws InterruptedException {
		SettableClock clock = new SettableClock();
		HistoryPruning pruning = new HistoryPruning(this.context.getBean(HistoryRepository.class),
				this.context.getBean(Tenants.class),
				new HistoryProperties(Duration.ofDays(400), Duration.ofHours(1), 2, 1), clock);
		put("{'fullName': 'John Smith', 'email': 'john@acme.com', 'language': 'en'}");
		this.history.follow("0", 1);
		put("{'email': 'john@acme.com', 'language': 'de'}");
		put("{'email': 'john@acme.com', 'language': 'fr'}");
		clock.pass(Duration.ofDays(399).toSeconds());
		pruning.prune(tenant());
		assertThat(this.history.outcomes("")).hasSize(4);
		this.jdbc.sql("update history set at = at + interval '2 days' where tenant_id = ? and version = 3")
			.param(this.tenant)
			.update();
		clock.pass(Duration.ofDays(1).toSeconds() + 3_600);
		pruning.prune(tenant());
		assertThat(this.history.outcomes("")).containsExactly("updated");
		put("{'email': 'john@acme.com', 'language': 'it'}");
		assertThat(this.history.follow("0", 10)).hasSize(2);
	}

	private TenantId tenant() {
		return new TenantId(this.tenant);
	}

	private HttpResponse<String> put(String contact) {
		return send("PUT", this.upsert, contact);
	}

	/** Sends what is written with single quotes. */
	private HttpResponse<String> send(String method, String path, String body) {
		HttpResponse<String> answer = this.client.send(method, path, body.replace('\'', '"'));
		assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
		return answer;
	}

	private static String id(HttpResponse<String> answer) {
		return Client.json(answer).get("id").stringValue();
	}

}
