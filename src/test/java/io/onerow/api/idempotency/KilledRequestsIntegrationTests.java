package io.onerow.api.idempotency;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.ServiceProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An instance of the service is killed in the middle of a request with a key, and another
 * one is sent the same. {@code -Donerow.kills=50} repeats it.
 */
@IntegrationTest
class KilledRequestsIntegrationTests {

	private static final Logger log = LoggerFactory.getLogger(KilledRequestsIntegrationTests.class);

	private static final int KILLS = Integer.getInteger("onerow.kills", 2);

	/** All is migrated, so that a service needs to know nobody but its own role. */
	private static final String WITHOUT_OWNER = "--spring.flyway.user=";

	private static final int CUSTOMERS = 5_000;

	private static final int CONTACTS = 1_000;

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	@TempDir
	private Path folder;

	private String tenant;

	private Wire wire;

	@BeforeEach
	void createTenant() {
		this.tenant = "kill-" + UUID.randomUUID().toString().substring(0, 8);
		this.wire = Wire.withToken(this.context, this.tenant);
	}

	@Test
	void recordOfAKilledRequestIsWrittenOnce() throws Exception {
		int middle = 0;
		for (int n = 0; n < KILLS; n++) {
			createTenant();
			middle += (n % 2 == 0) ? killInBulk(1 + n * 97 % (CUSTOMERS / 2))
					: killInArray(1 + n * 97 % (CONTACTS / 2));
		}
		log.info("{} kills, {} in the middle: each record was written once", KILLS, middle);
		assertThat(middle).as("were killed in the middle").isPositive();
	}

	private int killInBulk(int after) throws Exception {
		String path = "/customers/bulk/sourceId?receipts=true";
		String body = IdempotencyIntegrationTests.bulk(CUSTOMERS, "Lee");
		long before = killAfter(path, body, "customer", after);
		JsonNode answer = finish(path, body);
		assertThat(answer.get("total").intValue()).isEqualTo(CUSTOMERS);
		for (JsonNode line : answer.get("data")) {
			assertThat(line.get("success").booleanValue()).isTrue();
			assertThat(line.get("outcome").stringValue()).isEqualTo("created");
		}
		assertThat(count("customer where version = 1 and")).isEqualTo(CUSTOMERS);
		return (before < CUSTOMERS) ? 1 : 0;
	}

	private int killInArray(int after) throws Exception {
		String path = "/rest/company/contact/upsert";
		String body = IntStream.range(0, CONTACTS)
			.mapToObj(
					(n) -> "{\"externalId\": \"%d\", \"firstname\": \"Ann\", \"lastname\": \"Lee %d\"}".formatted(n, n))
			.collect(Collectors.joining(",", "[", "]"));
		long before = killAfter(path, body, "contact", after);
		JsonNode answer = finish(path, body);
		assertThat(answer.size()).isEqualTo(CONTACTS);
		assertThat(count("contact where version = 1 and")).isEqualTo(CONTACTS);
		return (before < CONTACTS) ? 1 : 0;
	}

	/** Kills the service once it has written so many records; tells how many it had. */
	private long killAfter(String path, String body, String table, int records) throws Exception {
		ExecutorService sender = Executors.newSingleThreadExecutor();
		try (ServiceProcess service = ServiceProcess.onTestDatabase(this.folder, WITHOUT_OWNER)) {
			Wire there = this.wire.at(service.base());
			Future<?> answer = sender.submit(() -> there.send("\"kill\"", "POST", path, body));
			while (count(table + " where") < records && !answer.isDone()) {
				Thread.sleep(1);
			}
			service.kill();
		}
		finally {
			sender.shutdownNow();
		}
		return count(table + " where");
	}

	/** Sends it until it is no longer taken for running. */
	private JsonNode finish(String path, String body) throws InterruptedException {
		HttpResponse<String> answer = this.wire.send("\"kill\"", "POST", path, body);
		while (answer.statusCode() == 409) {
			Thread.sleep(1000 * answer.headers().firstValueAsLong("Retry-After").orElseThrow());
			answer = this.wire.send("\"kill\"", "POST", path, body);
		}
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		HttpResponse<String> replayed = this.wire.send("\"kill\"", "POST", path, body);
		assertThat(replayed.headers().firstValue("Idempotency-Replayed")).contains("true");
		assertThat(replayed.body()).isEqualTo(answer.body());
		return Client.json(answer);
	}

	private long count(String condition) {
		return this.jdbc.sql("select count(*) from " + condition + " tenant_id = ?")
			.param(this.tenant)
			.query(Long.class)
			.single();
	}

}
