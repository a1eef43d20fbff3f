package io.onerow;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.onerow.embedded.DurablePostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of requests on all wires when the embedded database is taken away from a
 * service, or has no room, or when the service is asked to end.
 */
class OutageIntegrationTests {

	private static final String READINESS = "/actuator/health/readiness";

	@TempDir
	private static Path folder;

	private static @Nullable ServiceProcess shared;

	private ServiceProcess service;

	@BeforeEach
	void startService() throws Exception {
		if (shared == null || !shared.isAlive()) {
			shared = ServiceProcess.start(folder);
		}
		this.service = shared;
	}

	@AfterAll
	static void stopService() {
		if (shared != null) {
			shared.close();
		}
	}

	@Test
	void killedDatabaseIsStartedAgainWithAllThatWasAcknowledged() throws Exception {
		Storm storm = Storm.over(this.service, 1_000);
		storm.awaitAcknowledged(3);
		ProcessHandle first = this.service.postmaster();
		kill(Stream.of(first));
		storm.awaitAcknowledged(3);
		ProcessHandle second = this.service.postmaster();
		kill(Stream.concat(Stream.of(second), second.descendants()));
		storm.awaitAcknowledged(3);
		storm.end();
		assertThat(List.of(first, second)).doesNotContain(this.service.postmaster());
		assertThat(get(READINESS).statusCode()).isEqualTo(200);
		assertAllToldToSendAgain(storm);
		try (Connection connection = this.service.database().connect()) {
			assertStored(storm, connection);
		}
	}

	@Test
	void databaseWithoutRoomRefusesWritesWholeServesReadsAndRecovers() throws Exception {
		try (Connection connection = this.service.database().connect();
				Statement statement = connection.createStatement()) {
			statement.execute("""
					create function fill() returns trigger language plpgsql as $$
					begin
						raise 'could not extend file' using errcode = 'disk_full';
					end
					$$""");
			// in the middle of a bulk
			statement.execute("create trigger full_disk before insert on customer for each row"
					+ " when (new.source_id like '%-50') execute function fill()");
			statement.execute("create trigger full_disk before insert on contact execute function fill()");
			statement.execute("create trigger full_disk before insert on account execute function fill()");
			Storm storm = Storm.over(this.service, 20_000);
			storm.awaitRefused();
			assertThat(get("/customers/sourceId/20000-49?source=storm").statusCode()).isEqualTo(200);
			statement.execute("drop function fill() cascade");
			storm.awaitAcknowledged(3);
			storm.end();
			assertAllToldToSendAgain(storm);
			assertStored(storm, connection);
		}
	}

	@Test
	void serviceThatIsAskedToEndAnswersWhatItHasBegunAndLosesNothing() throws Exception {
		Storm storm = Storm.over(this.service, 300_000);
		storm.awaitAcknowledged(3);
		HttpResponse<String> lastAnswer = terminateWhileBulkRuns();
		assertThat(lastAnswer.statusCode()).isEqualTo(200);
		assertThat(lastAnswer.body()).doesNotContain("\"success\":false");
		storm.end();
		assertThat(this.service.awaitEnd(Duration.ofSeconds(60))).isEqualTo(128 + 15);
		try (DurablePostgres postgres = DurablePostgres.start(folder.resolve("data"));
				Connection connection = postgres.access().connect();
				Statement statement = connection.createStatement()) {
			assertStored(storm, connection);
			assertThat(single(statement, "select count(*) from customer where source = 'last'")).isEqualTo(300);
		}
	}

	@Test
	void databaseThatCannotStartIsWaitedForLongerOnAFullDiskAndThenTheServiceEnds(@TempDir Path place)
			throws Exception {
		try (ServiceProcess own = ServiceProcess.start(place, "--onerow.limits.database.room=1000TB",
				"--onerow.limits.database.restart=0s", "--onerow.limits.database.restart-when-full=20s")) {
			Path configuration = own.data().resolve("postgresql.conf");
			Path aside = own.data().resolve("postgresql.aside");
			Files.move(configuration, aside);
			kill(Stream.of(own.postmaster()));
			own.awaitLog("does not start; trying again");
			Files.move(aside, configuration);
			own.awaitLog("runs again after");
			Files.move(configuration, aside);
			kill(Stream.of(own.postmaster()));
			assertThat(Client.anonymous(own.base()).get(READINESS).statusCode()).isEqualTo(503);
			assertThat(own.awaitEnd(Duration.ofSeconds(60))).isEqualTo(1);
			assertThat(own.log().lines()).filteredOn((line) -> line.contains("ERROR"))
				.singleElement()
				.asString()
				.contains("does not start again", "postgresql.conf", "The service ends");
		}
	}

	private static void kill(Stream<ProcessHandle> processes) {
		// the first before the others, or it would start them again
		List<ProcessHandle> all = processes.toList();
		all.forEach(ProcessHandle::destroyForcibly);
		all.forEach((process) -> process.onExit().join());
	}

	private HttpResponse<String> get(String path) {
		return Client.logIn(this.service.base(), "demo", "demo-secret").get(path);
	}

	private static void assertAllToldToSendAgain(Storm storm) {
		assertThat(storm.refusals()).isNotEmpty().allSatisfy((refusal) -> {
			assertThat(refusal)
				.containsPattern(refusal.startsWith("/rest/") ? " 500 \\d+ .*\"code\":20" : " 503 \\d+ ");
			assertThat(refusal).doesNotContain("SQL", "postgres", "java");
		});
	}

	private static void assertStored(Storm storm, Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			for (String proof : storm.proofs()) {
				assertThat(single(statement, proof)).as(proof).isEqualTo(1);
			}
		}
	}

	/** Both the bulk and that of the storm wait for a lock when the service is asked. */
	private HttpResponse<String> terminateWhileBulkRuns() throws Exception {
		Client client = Client.logIn(this.service.base(), "demo", "demo-secret");
		try (Connection connection = this.service.database().connect();
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("lock table customer in share row exclusive mode");
			CompletableFuture<HttpResponse<String>> running = CompletableFuture
				.supplyAsync(() -> client.send("POST", "/customers/bulk/sourceId", bulk()));
			Instant end = Instant.now().plusSeconds(60);
			while (single(statement,
					"select count(*) from pg_locks where relation = 'customer'::regclass and not granted") < 2) {
				assertThat(Instant.now()).as("both wait for it").isBefore(end);
				Thread.sleep(20);
			}
			this.service.terminate();
			this.service.awaitLog("Commencing graceful shutdown");
			connection.commit();
			return running.get();
		}
	}

	private static String bulk() {
		return IntStream.range(0, 300)
			.mapToObj((n) -> "{\"source\": \"last\", \"sourceId\": " + n + "}")
			.collect(Collectors.joining(",", "{\"customers\": [", "]}"));
	}

	private static long single(Statement statement, String query) throws SQLException {
		try (ResultSet result = statement.executeQuery(query)) {
			result.next();
			return result.getLong(1);
		}
	}

}
