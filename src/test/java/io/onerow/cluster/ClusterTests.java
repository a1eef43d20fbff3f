package io.onerow.cluster;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import io.onerow.Client;
import io.onerow.DatabaseAccess;
import io.onerow.Race;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is promised of one server, of a cluster with an instance of the service at each of
 * its nodes.
 */
@Tag("cluster")
@EnabledIfEnvironmentVariable(named = Nodes.URLS, matches = ".+",
		disabledReason = "No cluster is given: ONEROW_CLUSTER_URLS has no JDBC URLs, the coordinator's first")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterTests {

	private static final int THREADS = 48;

	private static final String ACCOUNT = """
			{"upsert_on": {"key": "domain", "values": ["acme.com"]}, "record": {"name": "Acme", "website": "https://acme.com"}}""";

	private static Nodes nodes;

	@BeforeAll
	static void start(@TempDir Path folder) throws Exception {
		nodes = Nodes.start(folder);
	}

	@AfterAll
	static void stop() {
		if (nodes != null) {
			nodes.close();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "seed", "keys", "guarded", "corroborated" })
	void raceOfIdenticalContactsCreatesOne(String policy) throws Exception {
		ClusterTenant tenant = ClusterTenant.with(nodes, policy);
		String account = tenant.account();
		assertOneCreated(Race.of(THREADS, (i) -> () -> tenant.contact(i, account, """
				{"fullName": "John Smith", "email": "john@acme.com", "language": "en"}""")));
		assertThat(contacts(tenant, account)).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "seed", "guarded", "corroborated" })
	void raceOfNearNamesCreatesOneContact(String policy) throws Exception {
		ClusterTenant tenant = ClusterTenant.with(nodes, policy);
		String account = tenant.account();
		// by the name alone only the wire's own policy takes two for one
		String email = policy.equals("seed") ? "" : ", \"email\": \"max@acme.com\"";
		assertOneCreated(Race.of(THREADS, (i) -> () -> tenant.contact(i, account, """
				{"fullName": "Maximilian Featherst%cne", "language": "en"%s}""".formatted('a' + i % 26, email))));
		assertThat(contacts(tenant, account)).isEqualTo(1);
	}

	@Test
	void raceOfAccountsOfOneDomainCreatesOne() throws Exception {
		ClusterTenant tenant = ClusterTenant.with(nodes, "seed");
		assertOneCreated(Race.of(THREADS, (i) -> () -> tenant.unified(i, "account", ACCOUNT)));
		assertThat(rows(tenant, "account")).isEqualTo(1);
	}

	@Test
	void raceOfBulksCreatesEachCustomerOnceAndInATransactionOfItsOwn() throws Exception {
		ClusterTenant tenant = ClusterTenant.with(nodes, "seed");
		assertThat(Race.of(12, (i) -> () -> tenant.bulk(i, 100))).allSatisfy((answer) -> {
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.body()).doesNotContain("\"success\":false");
		});
		assertThat(rows(tenant, "customer")).isEqualTo(100);
		assertThat(nodes
			.count("""
					select count(distinct t.x) from (select cast(xmin as text) as x from customer where tenant_id = '%s') t"""
				.formatted(tenant.id())))
			.isEqualTo(100);
	}

	@Test
	void raceOfArraysOfSamCreatesEachContactOnce() throws Exception {
		ClusterTenant tenant = ClusterTenant.with(nodes, "seed");
		assertThat(Race.of(12, (i) -> () -> tenant.sam(i, 25)))
			.allSatisfy((answer) -> assertThat(answer.statusCode()).isEqualTo(200));
		assertThat(rows(tenant, "contact")).isEqualTo(25);
	}

	/** The cluster's own locks are of other classes. */
	@Test
	void locksAreTakenOnWorkersOnly() throws Exception {
		ClusterTenant tenant = ClusterTenant.with(nodes, "seed");
		String account = tenant.account();
		AtomicBoolean ends = new AtomicBoolean();
		CompletableFuture<long[]> seen = CompletableFuture.supplyAsync(() -> {
			long[] locks = new long[2];
			while (!ends.get()) {
				locks[0] += locks(nodes.coordinator());
				locks[1] += nodes.workers().stream().mapToLong(ClusterTests::locks).sum();
			}
			return locks;
		}, (work) -> new Thread(work).start());
		try {
			for (int round = 0; round < 3; round++) {
				int begin = round;
				Race.of(THREADS, (i) -> () -> switch (i % 4) {
					case 0 -> tenant.bulk(i, 20);
					case 1 -> tenant.sam(i, 10);
					case 2 -> tenant.unified(i, "account", ACCOUNT.replace("acme", "acme" + begin));
					default -> tenant.contact(i, account, """
							{"fullName": "Maximilian Feather%c%c", "language": "en"}""".formatted('a' + begin,
							'a' + i % 26));
				});
			}
		}
		finally {
			ends.set(true);
		}
		assertThat(seen.get()[0]).isZero();
		assertThat(seen.get()[1]).isPositive();
	}

	/** The last, as each connection to the worker that was open fails once more. */
	@Test
	@Order(Integer.MAX_VALUE)
	void workerThatIsDownIsBusyForItsTenantsOnly() {
		DatabaseAccess down = nodes.workers().get(0);
		DatabaseAccess other = nodes.workers().get(1);
		ClusterTenant there = ClusterTenant.at(nodes, Nodes.port(down));
		ClusterTenant elsewhere = ClusterTenant.at(nodes, Nodes.port(other));
		String account = there.account();
		String accountElsewhere = elsewhere.account();
		String ann = "{\"fullName\": \"Ann Other\", \"email\": \"ann@acme.com\", \"language\": \"%s\"}";
		DatabaseAccess server = new DatabaseAccess(down.url().replaceFirst("/[^/]*$", "/postgres"), down.username(),
				down.password());
		String database = down.url().replaceFirst(".*/", "");
		server.asOwner("alter database " + database + " allow_connections false",
				"select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + database + "'");
		try {
			HttpResponse<String> refused = there.contact(0, account, ann.formatted("en"));
			assertThat(refused.statusCode()).isEqualTo(503);
			assertThat(refused.headers().firstValue("Retry-After")).isPresent();
			assertThat(elsewhere.contact(0, accountElsewhere, ann.formatted("en")).statusCode()).isEqualTo(200);
			assertThat(elsewhere.contact(2, accountElsewhere, ann.formatted("fr")).statusCode()).isEqualTo(200);
		}
		finally {
			server.asOwner("alter database " + database + " allow_connections true");
		}
		Instant limit = Instant.now().plus(Duration.ofSeconds(60));
		HttpResponse<String> back = there.contact(0, account, ann.formatted("en"));
		while (back.statusCode() == 503 && Instant.now().isBefore(limit)) {
			back = there.contact(0, account, ann.formatted("en"));
		}
		assertThat(back.statusCode()).isEqualTo(200);
	}

	@Test
	void incrementalReadsMissNothingWhileTheirTenantMoves() throws Exception {
		ClusterTenant tenant = ClusterTenant.with(nodes, "seed");
		int from = tenant.port();
		int to = nodes.workers()
			.stream()
			.mapToInt(Nodes::port)
			.filter((port) -> port != from)
			.findFirst()
			.orElseThrow();
		AtomicBoolean ends = new AtomicBoolean();
		CompletableFuture<Map<String, String>> written = CompletableFuture.supplyAsync(() -> writeUntil(ends, tenant),
				(work) -> new Thread(work).start());
		Map<String, String> read = new HashMap<>();
		String cursor = read(tenant, "", read);
		try {
			nodes.ask("""
					select citus_move_shard_placement(get_shard_id_for_distribution_column('contact', '%s'),
						'127.0.0.1', %d, '127.0.0.1', %d)""".formatted(tenant.id(), from, to));
			cursor = read(tenant, cursor, read);
		}
		finally {
			ends.set(true);
		}
		Map<String, String> last = written.get();
		read(tenant, cursor, read);
		assertThat(tenant.port()).isEqualTo(to);
		assertThat(last).isNotEmpty();
		assertThat(read).isEqualTo(last);
	}

	/** What each contact was given last. */
	private static Map<String, String> writeUntil(AtomicBoolean ends, ClusterTenant tenant) {
		Map<String, String> last = new HashMap<>();
		for (int i = 0; !ends.get(); i++) {
			String email = "m" + i % 20 + "@x.example";
			String body = """
					{"upsert_on": {"key": "email", "values": ["%s"]}, "record": {"phone": "%d"}}""".formatted(email, i);
			if (tenant.unified(i, "contact", body).statusCode() == 200) {
				last.put(email, String.valueOf(i));
			}
		}
		return last;
	}

	/** Reads on to the end; where it ends. */
	private static String read(ClusterTenant tenant, String cursor, Map<String, String> read) {
		String next = cursor;
		for (int entry = 0;; entry++) {
			JsonNode page = Client.json(tenant.changes(entry, next));
			for (JsonNode item : page.get("items")) {
				read.put(item.get("email").stringValue(), item.get("phone").stringValue());
			}
			next = page.get("next_cursor").stringValue();
			if (!page.get("has_next_page").booleanValue()) {
				return next;
			}
		}
	}

	private static void assertOneCreated(List<HttpResponse<String>> answers) {
		assertThat(answers).allSatisfy((answer) -> assertThat(answer.statusCode()).isEqualTo(200));
		assertThat(answers.stream()
			.filter((answer) -> answer.headers().firstValue("onerow-outcome").orElse("").equals("created"))).hasSize(1);
	}

	private static long contacts(ClusterTenant tenant, String account) {
		return nodes.count("select count(*) from contact where tenant_id = '%s' and directory_id = '%s'"
			.formatted(tenant.id(), account));
	}

	private static long rows(ClusterTenant tenant, String table) {
		return nodes.count("select count(*) from %s where tenant_id = '%s'".formatted(table, tenant.id()));
	}

	private static long locks(DatabaseAccess node) {
		return Long.parseLong(Nodes.ask(node, """
				select count(*) from pg_locks l join pg_database d on d.oid = l.database
				where l.locktype = 'advisory' and l.objsubid = 1 and d.datname = current_database()"""));
	}

}
