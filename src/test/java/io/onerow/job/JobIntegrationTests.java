package io.onerow.job;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.ServiceProcess;
import io.onerow.undo.Undoing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** A request with many records is undone in the background. */
@IntegrationTest
class JobIntegrationTests {

	private static final String REQUEST = "import-1";

	/** Of a file, some of which are written when the instance is killed. */
	private static final int ROWS = 6_000;

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Jobs jobs;

	private final String tenant = "j" + UUID.randomUUID().toString().substring(24);

	@Test
	void manyWritesAreUndoneByAJobAndTheJobIsUndoneByAnother() throws Exception {
		Undoing undoing = new Undoing(this.context, this.tenant);
		send(undoing.client(), 0, 900, "One");
		send(undoing.client(), 900, 1_500, "One");
		String after = undoing.state();
		HttpResponse<String> begun = undoing.undoRequest(REQUEST);
		assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
		JsonNode done = await(undoing.client(), begun, (job) -> job.get("state").stringValue().equals("done"));
		assertThat(done.get("total").asInt()).isEqualTo(1_500);
		assertThat(done.get("done").asInt()).isEqualTo(1_500);
		assertThat(done.get("eta").isNull()).isTrue();
		assertThat(done.get("result").toString()).isEqualTo("{\"kept\":0,\"items\":[],\"failed\":0,\"reversed\":1500}");
		assertThat(undoing.column("customer_id::text", "customer", "true")).isEmpty();
		HttpResponse<String> redo = undoing.undoRequest(Undoing.request(begun));
		assertThat(redo.statusCode()).isEqualTo(202);
		await(undoing.client(), redo, (job) -> job.get("state").stringValue().equals("done"));
		assertThat(undoing.state()).isEqualTo(after);
		Client stranger = Client.of(this.context, "k" + this.tenant.substring(1), "history:undo");
		assertThat(stranger.get(path(begun)).statusCode()).isEqualTo(404);
		assertThat(Client.of(this.context, this.tenant, "history:read").get(path(begun)).statusCode()).isEqualTo(403);
	}

	@Test
	void childrenThatAreUndoneAfterTheirParentsAreNoHindrance() throws Exception {
		Undoing undoing = new Undoing(this.context, this.tenant);
		send(undoing.client(), 0, 1_100, "One");
		// the older one, which is undone last where all are of one time, hangs on the
		// younger one
		post(undoing.client(),
				"{\"source\": \"s\", \"sourceId\": \"0\", \"parent\": {\"source\": \"s\", \"sourceId\": \"1099\"}}",
				REQUEST);
		this.jdbc.sql("update history set at = (select max(at) from history) where tenant_id = ?")
			.param(this.tenant)
			.update();
		post(undoing.client(), "{\"source\": \"s\", \"sourceId\": \"5\", \"lastName\": \"Two\"}", "other");
		HttpResponse<String> begun = undoing.undoRequest(REQUEST);
		JsonNode done = await(undoing.client(), begun, (job) -> job.get("state").stringValue().equals("done"));
		assertThat(done.at("/result/reversed").asInt()).as(done.toString()).isEqualTo(1_100);
		assertThat(done.at("/result/kept").asInt()).isEqualTo(1);
		assertThat(done.at("/result/items/0/reason").stringValue()).isEqualTo("changed");
		assertThat(done.get("done").asInt()).isEqualTo(1_101);
		assertThat(undoing.column("source_id", "customer", "true")).containsExactly("5");
	}

	@Test
	void dryRunNamesNoJob() {
		Undoing undoing = new Undoing(this.context, this.tenant);
		send(undoing.client(), 0, 1_100, "One");
		HttpResponse<String> answer = undoing.client()
			.send("POST", "/api/onerow/v1/requests/" + REQUEST + "/undo?dryRun=true", "");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
		assertThat(answer.headers().firstValue("Location")).isEmpty();
		assertThat(Client.json(answer).get("id").isNull()).isTrue();
		assertThat(Client.json(answer).get("total").asInt()).isEqualTo(1_100);
		assertThat(undoing.column("job_id::text", "job", "true")).isEmpty();
	}

	@Test
	void jobsWhoseInstanceIsKilledAreGoneOnWithByAnother(@TempDir Path folder) throws Exception {
		Undoing undoing = new Undoing(this.context, this.tenant);
		String id = Client.register(this.context, this.tenant, "accounts:all", "imports:write", "history:undo");
		String file;
		for (int from = 0; from < 10_000; from += 5_000) {
			send(undoing.client(), from, from + 5_000, "One");
		}
		HttpResponse<String> begun;
		try (ServiceProcess service = ServiceProcess.onTestDatabase(folder)) {
			Client there = Client.logIn(service.base(), id, Client.SECRET);
			file = importBegun(there);
			begun = there
				.send(there.request("POST", "/api/onerow/v1/requests/" + REQUEST + "/undo", BodyPublishers.noBody()));
			assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
			await(undoing.client(), begun, (job) -> job.get("done").asInt() > 0);
			awaitBegunChunk();
			service.kill();
		}
		assertThat(column("count(*)::text", "data_import where written between 1 and chunks - 1 and"))
			.as("killed in the middle of the import")
			.isEqualTo("1");
		JsonNode left = Client.json(undoing.client().get(path(begun)));
		assertThat(left.get("state").stringValue()).isEqualTo("running");
		// nobody takes it while its lease is not over
		this.jobs.lookAround();
		this.jdbc.sql("update job set lease_until = now() - interval '1 second' where tenant_id = ?")
			.param(this.tenant)
			.update();
		this.jobs.lookAround();
		JsonNode done = await(undoing.client(), begun, (job) -> job.get("state").stringValue().equals("done"));
		assertThat(done.at("/result/reversed").asInt()).isEqualTo(10_000);
		assertThat(done.get("done").asInt()).isEqualTo(10_000);
		assertThat(undoing.column("customer_id::text", "customer", "true")).isEmpty();
		assertThat(undoing.column("count(*)::text", "history", "outcome = 'reversed'")).containsExactly("10000");
		importIsGoneOnWith(Client.logIn(Client.baseOf(this.context), id, Client.SECRET), file);
	}

	/** Until some of the rows of a chunk are written, which is not noted yet. */
	private void awaitBegunChunk() {
		Instant end = Instant.now().plus(Duration.ofMinutes(1));
		while (!isChunkBegun()) {
			assertThat(Instant.now()).isBefore(end);
		}
	}

	private boolean isChunkBegun() {
		return this.jdbc.sql("""
				select (select count(*) from contact where tenant_id = i.tenant_id) > c.first_row
				from data_import i join data_import_chunk c using (tenant_id, import_id)
				where i.tenant_id = ? and c.number = i.written""")
			.param(this.tenant)
			.query(Boolean.class)
			.optional()
			.orElse(false);
	}

	/** The path of an import whose first rows are written. */
	private static String importBegun(Client client) throws InterruptedException {
		String account = Client.json(client.send("POST", "/api/public/v1/accounts", "{\"fullName\": \"Acme\"}"))
			.get("id")
			.stringValue();
		Random random = new Random(1);
		String rows = IntStream.range(0, ROWS)
			.mapToObj((n) -> stranger(random) + ",p" + n + "@x.example,en\n")
			.collect(Collectors.joining());
		HttpResponse<String> sent = client
			.send(client.request("POST", "/api/onerow/v1/imports?kind=contacts&account=" + account,
					BodyPublishers.ofString("name,email,language\n" + rows)));
		assertThat(client.send("POST", path(sent) + "/run", "").statusCode()).isEqualTo(200);
		await(client, sent, (one) -> one.get("done").asInt() > 0);
		return path(sent);
	}

	/** Far from all others. */
	private static String stranger(Random random) {
		return random.ints(20, 'a', 'z' + 1).mapToObj(Character::toString).collect(Collectors.joining());
	}

	private void importIsGoneOnWith(Client client, String path) throws InterruptedException {
		JsonNode done = await(client, path, (one) -> !one.get("state").stringValue().equals("running"));
		assertThat(done.get("state").stringValue()).isEqualTo("done");
		assertThat(done.get("created").asInt()).isEqualTo(ROWS);
		assertThat(column("count(*) || ' ' || max(version)", "contact where")).isEqualTo(ROWS + " 1");
		assertThat(column("count(*) || ' ' || count(distinct record_id)",
				"history where request_id = '" + path.replaceAll(".*/", "") + "' and"))
			.isEqualTo(ROWS + " " + ROWS);
		assertThat(client.get(path + "/succeeded").body()).hasLineCount(ROWS + 1);
	}

	private String column(String what, String from) {
		return this.jdbc.sql("select " + what + " from " + from + " tenant_id = ?")
			.param(this.tenant)
			.query(String.class)
			.single();
	}

	private static void send(Client client, int from, int to, String name) {
		post(client,
				IntStream.range(from, to)
					.mapToObj(
							(n) -> "{\"source\": \"s\", \"sourceId\": \"%d\", \"lastName\": \"%s\"}".formatted(n, name))
					.collect(Collectors.joining(", ")),
				REQUEST);
	}

	private static void post(Client client, String customers, String request) {
		HttpResponse<String> answer = client.send(client
			.request("POST", "/customers/bulk/sourceId",
					BodyPublishers.ofString("{\"customers\": [" + customers + "]}"))
			.header("Content-Type", "application/json")
			.header("x-request-id", request));
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).doesNotContain("\"success\":false");
	}

	private static String path(HttpResponse<String> begun) {
		return begun.headers().firstValue("Location").orElseThrow();
	}

	private static JsonNode await(Client client, HttpResponse<String> begun, Predicate<JsonNode> there)
			throws InterruptedException {
		return await(client, path(begun), there);
	}

	private static JsonNode await(Client client, String path, Predicate<JsonNode> there) throws InterruptedException {
		Instant end = Instant.now().plus(Duration.ofMinutes(1));
		JsonNode job = Client.json(client.get(path));
		while (!there.test(job)) {
			assertThat(Instant.now()).as(job.toString()).isBefore(end);
			Thread.sleep(20);
			job = Client.json(client.get(path));
		}
		return job;
	}

}
