package io.onerow.api.openint;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.Race;
import io.onerow.tenant.Provider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
@Import(StatementCount.class)
class ListIntegrationTests {

	private static final String ACCOUNTS = "/unified/crm/account";

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transaction;

	private OpenintClient client;

	@BeforeEach
	void newConnection() {
		this.client = OpenintClient.ofNewConnection(this.context, "openint-list");
	}

	@Test
	void fullListGivesEachRecordOnceWhileOthersComeAndItsLastCursorGoesOn() {
		Set<String> created = new HashSet<>();
		for (int i = 0; i < 7; i++) {
			created.add(create(i));
		}
		List<String> read = new ArrayList<>();
		String path = ACCOUNTS + "?sync_mode=full&page_size=3";
		JsonNode answer = this.client.page(path);
		read.addAll(ids(answer));
		for (int page = 1; answer.get("has_next_page").booleanValue() && page < 20; page++) {
			if (page < 3) {
				create(100 + page);
			}
			answer = this.client.page(next(path, answer));
			read.addAll(ids(answer));
		}
		assertThat(read).doesNotHaveDuplicates().containsAll(created).hasSize(9);
		for (String more : List.of(ACCOUNTS + "?page_size=3", path, ACCOUNTS + "?sync_mode=incremental")) {
			assertThat(ids(this.client.page(next(more, answer)))).isEmpty();
		}
		this.client.upserted("account", "website", "{\"name\": \"Changed\"}", "s3.example");
		assertThat(ids(this.client.page(next(ACCOUNTS + "?page_size=3", answer)))).containsExactly(read.get(3));
	}

	/** Who reads all would take it for deleted. */
	@ParameterizedTest
	@ValueSource(strings = { "account", "contact" })
	void fullListHasWhatSomebodyIsChangingJustNow(String entity) {
		List<String> values = entity.equals("account") ? List.of("a.example", "b.example", "c.example")
				: List.of("a@x.example", "b@x.example", "c@x.example");
		List<String> created = values.stream()
			.map((value) -> this.client.upserted(entity, entity.equals("account") ? "website" : "email", "{}", value))
			.map((record) -> record.get("id").stringValue())
			.toList();
		String path = "/unified/crm/" + entity + "?sync_mode=";
		List<JsonNode> during = new ArrayList<>();
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.sql("update %1$s set version = version + 1 where %1$s_id = cast(? as uuid)".formatted(entity))
				.param(created.get(1))
				.update();
			inThread(() -> {
				for (JsonNode page = null; page == null || page.get("has_next_page").booleanValue();) {
					page = this.client.page((page == null) ? path + "full&page_size=2" : next(path + "full", page));
					during.add(page);
				}
				during.add(this.client.page(path + "incremental"));
				return null;
			});
		});
		assertThat(ids(during.get(0))).containsExactly(created.get(0), created.get(2));
		assertThat(ids(during.get(1))).containsExactly(created.get(1));
		assertThat(ids(during.get(2))).containsExactly(created.get(0), created.get(2));
		assertThat(ids(this.client.page(next(path + "full", during.get(1))))).containsExactly(created.get(1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "account", "contact" })
	void incrementalListGivesWhatChangedSinceTheCursorOnce(String entity) {
		String key = entity.equals("account") ? "website" : "email";
		List<String> values = key.equals("email") ? List.of("a@x.example", "b@x.example", "c@x.example")
				: List.of("a.example", "b.example", "c.example");
		List<String> created = values.stream()
			.map((value) -> this.client.upserted(entity, key, "{}", value).get("id").stringValue())
			.toList();
		String path = "/unified/crm/" + entity + "?sync_mode=incremental&page_size=2";
		JsonNode first = this.client.page(path);
		assertThat(ids(first)).isEqualTo(created.subList(0, 2));
		assertThat(first.get("has_next_page").booleanValue()).isTrue();
		JsonNode second = this.client.page(next(path, first));
		assertThat(ids(second)).isEqualTo(created.subList(2, 3));
		assertThat(second.get("has_next_page").booleanValue()).isFalse();
		assertThat(ids(this.client.page(next(path, second)))).isEmpty();
		this.client.upserted(entity, key, "{\"x\": 1}", values.get(1));
		this.client.upserted(entity, key, "{\"x\": 2}", values.get(0));
		this.client.upserted(entity, key, "{\"x\": 3}", values.get(1));
		this.client.upserted(entity, key, "{\"x\": 3}", values.get(1));
		JsonNode third = this.client.page(next(path, second));
		assertThat(ids(third)).containsExactlyInAnyOrder(created.get(0), created.get(1));
		assertThat(ids(this.client.page(next(path, third)))).isEmpty();
	}

	/** The one that began first commits last: a cursor of times would pass it by. */
	@Test
	void changeThatCommitsLateIsNotMissed() throws Exception {
		String late = create(1);
		String early = create(2);
		String path = ACCOUNTS + "?sync_mode=incremental";
		JsonNode start = this.client.page(path);
		List<JsonNode> during = new ArrayList<>();
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.sql("""
					update account set version = version + 1, updated_at = now(), change = null
					where account_id = cast(? as uuid)""").param(late).update();
			inThread(() -> {
				this.client.upserted("account", "website", "{\"name\": \"Early\"}", "s2.example");
				during.add(this.client.page(next(path, start)));
				return null;
			});
		});
		assertThat(ids(during.get(0))).doesNotContain(late);
		List<String> seen = new ArrayList<>(ids(during.get(0)));
		seen.addAll(ids(this.client.page(next(path, during.get(0)))));
		assertThat(seen).containsExactlyInAnyOrder(early, late);
	}

	@Test
	void incrementalReaderMissesNoChangeOfManyWriters() throws Exception {
		int records = 20;
		for (int i = 0; i < records; i++) {
			create(i);
		}
		AtomicInteger writers = new AtomicInteger(4);
		String path = ACCOUNTS + "?sync_mode=incremental&page_size=7";
		List<Set<String>> results = Race.of(5, (i) -> (i == 0) ? () -> follow(path, writers) : () -> {
			for (int n = 0; n < 20; n++) {
				int record = (n * 7 + i) % records;
				this.client.upserted("account", "website", "{\"name\": \"%d-%d\"}".formatted(i, n),
						"s" + record + ".example");
			}
			writers.decrementAndGet();
			return Set.<String>of();
		});
		Set<String> latest = new HashSet<>();
		this.client.page(ACCOUNTS + "?page_size=1000")
			.get("items")
			.forEach((item) -> latest.add(item.get("id").stringValue() + item.get("updated_at").stringValue()));
		assertThat(results.get(0)).containsAll(latest);
	}

	/** Reads until the writers are done, and then once more to the end. */
	private Set<String> follow(String path, AtomicInteger writers) {
		Set<String> seen = new HashSet<>();
		String next = path;
		boolean over = false;
		for (boolean more = true; more || !over;) {
			over = writers.get() == 0;
			JsonNode page = this.client.page(next);
			page.get("items")
				.forEach((item) -> seen.add(item.get("id").stringValue() + item.get("updated_at").stringValue()));
			next = next(path, page);
			more = !page.get("items").isEmpty();
		}
		return seen;
	}

	@Test
	void pageOfAThousandIsOneStatementAndAnUpsertOneOrTwo() {
		this.jdbc.sql("""
				with book as (
					insert into directory (tenant_id, directory_id, kind)
					select 'openint-list', gen_random_uuid(), 'account' from generate_series(1, 1001)
					returning directory_id
				)
				insert into account (tenant_id, account_id, connection_id, version, created_at, updated_at)
				select 'openint-list', directory_id, ?, 1, now(), now() from book""")
			.param(this.client.connection())
			.update();
		this.client.upserted("account", "website", "{\"name\": \"A\"}", "count.example");
		assertThat(statements(() -> this.client.page(ACCOUNTS + "?page_size=1000"))).isEqualTo(1);
		assertThat(this.client.page(ACCOUNTS + "?page_size=1000").get("items").size()).isEqualTo(1_000);
		assertThat(statements(() -> this.client.page(ACCOUNTS + "?page_size=1000&sync_mode=incremental"))).isEqualTo(1);
		assertThat(statements(() -> this.client.upserted("account", "website", "{\"name\": \"A\"}", "count.example")))
			.as("unchanged")
			.isEqualTo(1);
		assertThat(statements(() -> this.client.upserted("account", "website", "{\"name\": \"B\"}", "count.example")))
			.as("changed")
			.isEqualTo(2);
		assertThat(statements(() -> this.client.upserted("account", "website", "{}", "new.example"))).as("created")
			.isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "page_size=0", "page_size=1001", "page_size=x", "sync_mode=delta", "cursor=x",
			"cursor=AAAA", "cursor=%00" })
	void parameterThatIsNotTakenIsABadRequest(String query) {
		HttpResponse<String> answer = this.client.get(ACCOUNTS + "?" + query);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(Client.json(answer).get("code").stringValue()).isEqualTo("BAD_REQUEST");
	}

	@Test
	void cursorIsGoodForItsListOnly() {
		create(1);
		create(2);
		String cursor = this.client.page(ACCOUNTS + "?page_size=1").get("next_cursor").stringValue();
		String query = "?cursor=" + cursor;
		OpenintClient otherConnection = this.client
			.on(OpenintClient.of(this.context, "openint-list", "conn_other", Provider.NATIVE).connection());
		OpenintClient otherTenant = OpenintClient.of(this.context, "openint-list2", this.client.connection(),
				Provider.NATIVE);
		assertThat(this.client.get(ACCOUNTS + query).statusCode()).isEqualTo(200);
		assertThat(this.client.get(ACCOUNTS + query + "&sync_mode=full").statusCode()).isEqualTo(200);
		assertThat(this.client.get("/unified/crm/contact" + query).statusCode()).isEqualTo(400);
		assertThat(otherConnection.get(ACCOUNTS + query).statusCode()).isEqualTo(400);
		assertThat(otherTenant.get(ACCOUNTS + query).statusCode()).isEqualTo(400);
		String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
		for (int i = 0; i < letters.length(); i++) {
			String altered = cursor.substring(0, cursor.length() - 1) + letters.charAt(i);
			assertThat(this.client.get(ACCOUNTS + "?cursor=" + altered).statusCode())
				.isEqualTo(altered.equals(cursor) ? 200 : 400);
		}
		for (int i = 0; i < cursor.length(); i++) {
			char other = (cursor.charAt(i) == 'B') ? 'C' : 'B';
			String altered = cursor.substring(0, i) + other + cursor.substring(i + 1);
			assertThat(this.client.get(ACCOUNTS + "?cursor=" + altered).statusCode()).isEqualTo(400);
		}
	}

	private static int statements(Runnable request) {
		int before = StatementCount.STATEMENTS.get();
		request.run();
		return StatementCount.STATEMENTS.get() - before;
	}

	private String create(int number) {
		return this.client.upserted("account", "website", "{}", "s" + number + ".example").get("id").stringValue();
	}

	private static String next(String path, JsonNode page) {
		return path + (path.contains("?") ? "&" : "?") + "cursor=" + page.get("next_cursor").stringValue();
	}

	private static List<String> ids(JsonNode page) {
		return page.get("items").valueStream().map((item) -> item.get("id").stringValue()).toList();
	}

	private static void inThread(Callable<?> task) {
		try {
			Race.of(1, (i) -> task::call);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
