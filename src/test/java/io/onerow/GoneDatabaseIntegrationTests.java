package io.onerow;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The database goes, or is slow, while requests are made, and the pool has one connection
 * only: whatever they were, they are to be sent again, and are done once.
 */
@SpringBootTest(classes = Onerow.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.datasource.hikari.connection-timeout=1000", "spring.datasource.hikari.minimum-idle=1",
				"spring.datasource.hikari.maximum-pool-size=1",
				"spring.datasource.hikari.data-source-properties.options=-c plan_cache_mode=force_generic_plan"
						+ " -c enable_seqscan=off -c statement_timeout=1500 -c lock_timeout=1000" })
@ContextConfiguration(initializers = CutWire.class)
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class GoneDatabaseIntegrationTests {

	private static final String ACCOUNTS = "/api/public/v1/accounts";

	private static final String READINESS = "/actuator/health/readiness";

	private static final String LIVENESS = "/actuator/health/liveness";

	private static final Duration LIMIT = Duration.ofSeconds(60);

	@Autowired
	private ApplicationContext context;

	private Client client;

	private String account;

	@BeforeEach
	void createAccount() {
		this.client = Client.of(this.context, "gone", "accounts:all");
		this.account = ACCOUNTS + "/" + Client.json(create()).get("id").stringValue();
	}

	@Test
	void requestOnAConnectionThatHasBeenCutIsToBeSentAgain() throws Exception {
		String contacts = this.account + "/contacts";
		String john = "{\"fullName\": \"John\", \"email\": \"j@x.example\", \"language\": \"en\"}";
		for (String[] request : new String[][] { { "POST", ACCOUNTS, "{\"fullName\": \"Acme\"}" },
				{ "PUT", this.account, "{\"fullName\": \"Acme 2\"}" }, { "DELETE", this.account, "" },
				{ "PUT", contacts + "/upsert", john }, { "POST", contacts, john }, { "GET", contacts, "" } }) {
			untilAnswered();
			OwnDatabase.stop();
			HttpResponse<String> answer = this.client.send(request[0], request[1], request[2]);
			OwnDatabase.start();
			assertThat(request[0] + " " + request[1]).satisfies((it) -> assertToBeSentAgain(answer));
		}
		untilAnswered();
	}

	@Test
	void serviceWithoutItsDatabaseIsAliveAndNotReady() throws Exception {
		untilAnswered();
		assertThat(this.client.get(READINESS).statusCode()).isEqualTo(200);
		OwnDatabase.stop();
		assertThat(this.client.get(READINESS).statusCode()).isEqualTo(503);
		assertThat(this.client.get(LIVENESS).statusCode()).isEqualTo(200);
		OwnDatabase.start();
		untilAnswered();
		assertThat(this.client.get(READINESS).statusCode()).isEqualTo(200);
	}

	@Test
	void writeWhoseAnswerIsLostAfterTheCommitIsDoneOnce() throws Exception {
		// on a connection that has parsed no upsert yet
		OwnDatabase.stop();
		OwnDatabase.start();
		untilAnswered();
		String key = UUID.randomUUID().toString();
		CutWire.loseAnswerTo("contact_upsert");
		assertToBeSentAgain(upsert("lost", key));
		assertThat(versions("lost")).as("it was committed").containsExactly(1L);
		HttpResponse<String> again = upsert("lost", key);
		Instant end = Instant.now().plus(LIMIT);
		while (again.statusCode() != 200 && Instant.now().isBefore(end)) {
			assertThat(again.statusCode()).isIn(409, 503);
			Thread.sleep(200);
			again = upsert("lost", key);
		}
		assertThat(again.statusCode()).isEqualTo(200);
		assertThat(versions("lost")).containsExactly(1L);
		HttpResponse<String> replayed = upsert("lost", key);
		assertThat(replayed.headers().firstValue("Idempotency-Replayed")).contains("true");
		assertThat(replayed.body()).isEqualTo(again.body());
	}

	/** One waits for the lock, and all others for the connection that it has. */
	@Test
	void crowdThatWaitsForTheOnlyConnectionIsRefusedInTimeAndTheServiceIsAlive() throws Exception {
		untilAnswered();
		try (Connection holder = OwnDatabase.access().connect(); Statement statement = holder.createStatement()) {
			holder.setAutoCommit(false);
			statement.execute("lock table contact");
			Race.of(12, (i) -> () -> {
				assertToBeSentAgain(upsert("crowd" + (char) ('a' + i), UUID.randomUUID().toString()));
				assertThat(this.client.get(LIVENESS).statusCode()).isEqualTo(200);
				return i;
			});
			assertNothingRuns(statement);
			holder.rollback();
		}
		untilAnswered();
		assertThat(upsert("afterwards", UUID.randomUUID().toString()).statusCode()).isEqualTo(200);
	}

	@Test
	void statementThatTakesTooLongIsGivenUpAndCanceled() throws Exception {
		untilAnswered();
		try (Connection owner = OwnDatabase.access().connect(); Statement statement = owner.createStatement()) {
			statement.execute("create function doze() returns trigger language plpgsql as"
					+ " $$ begin perform pg_sleep(600); return new; end $$");
			statement.execute("create trigger doze before insert on account for each row execute function doze()");
			try {
				assertToBeSentAgain(create());
				assertNothingRuns(statement);
			}
			finally {
				statement.execute("drop function doze() cascade");
			}
		}
		untilAnswered();
		assertThat(create().statusCode()).isEqualTo(201);
	}

	@Test
	void crowdThatSendsAgainWithoutAPauseEndsWellAndOnce() throws Exception {
		int crowd = 16;
		AtomicInteger refused = new AtomicInteger();
		untilAnswered();
		OwnDatabase.stop();
		Race.of(crowd + 1, (i) -> () -> (i < crowd) ? untilTaken("storm" + (char) ('a' + i), refused) : back(refused));
		assertThat(refused.get()).isGreaterThanOrEqualTo(crowd);
		for (int i = 0; i < crowd; i++) {
			assertThat(versions("storm" + (char) ('a' + i))).containsExactly(1L);
		}
	}

	@Test
	void whoStartsOnADatabaseWithoutAnAdministratorIsToldSo(CapturedOutput output) {
		assertThat(output).contains("Nobody can administer this service", "_ADMINISTRATORSECRET");
	}

	private boolean untilTaken(String name, AtomicInteger refused) {
		Instant end = Instant.now().plus(LIMIT);
		HttpResponse<String> answer = upsert(name, "");
		while (answer.statusCode() != 200 && Instant.now().isBefore(end)) {
			assertToBeSentAgain(answer);
			refused.incrementAndGet();
			answer = upsert(name, "");
		}
		assertThat(answer.statusCode()).isEqualTo(200);
		return true;
	}

	/** Once each of them has been refused, or nearly. */
	private static boolean back(AtomicInteger refused) throws InterruptedException {
		while (refused.get() < 16) {
			Thread.sleep(10);
		}
		OwnDatabase.start();
		return true;
	}

	private static void assertToBeSentAgain(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
		assertThat(answer.headers().firstValue("Retry-After")).isPresent();
		assertThat(answer.body()).doesNotContainIgnoringCase("sql", "postgres", "exception");
	}

	private static void assertNothingRuns(Statement statement) throws SQLException {
		assertThat(numbers(statement, """
				select count(*) from pg_stat_activity
				where datname = current_database() and state = 'active' and pid <> pg_backend_pid()
					and backend_type = 'client backend'""")).containsExactly(0L);
	}

	private static List<Long> versions(String name) throws SQLException {
		try (Connection owner = OwnDatabase.access().connect(); Statement statement = owner.createStatement()) {
			return numbers(statement, "select version from contact where email_key = '" + name + "@gone.example'");
		}
	}

	private static List<Long> numbers(Statement statement, String query) throws SQLException {
		try (ResultSet rows = statement.executeQuery(query)) {
			List<Long> numbers = new ArrayList<>();
			while (rows.next()) {
				numbers.add(rows.getLong(1));
			}
			return numbers;
		}
	}

	/** The connection is then in use, so that the pool does not test it again. */
	private void untilAnswered() throws InterruptedException {
		for (int tried = 0; tried < 100 && this.client.get(this.account).statusCode() != 200; tried++) {
			Thread.sleep(100);
		}
	}

	private HttpResponse<String> create() {
		return this.client.send("POST", ACCOUNTS, "{\"fullName\": \"Acme\"}");
	}

	/** Names that are near would be one contact. */
	private HttpResponse<String> upsert(String name, String key) {
		String body = "{\"fullName\": \"%s\", \"email\": \"%s@gone.example\", \"language\": \"en\"}"
			.formatted(name.substring(name.length() - 1).repeat(9), name);
		HttpRequest.Builder request = this.client
			.request("PUT", this.account + "/contacts/upsert", BodyPublishers.ofString(body))
			.header("Content-Type", "application/json");
		return this.client.send(key.isEmpty() ? request : request.header("Idempotency-Key", key));
	}

}
