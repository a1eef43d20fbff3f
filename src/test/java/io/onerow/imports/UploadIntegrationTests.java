package io.onerow.imports;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.Race;
import io.onerow.tenant.TenantId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** A file that comes in parts goes on where its last request has ended. */
@IntegrationTest
class UploadIntegrationTests {

	private static final int ROWS = 30;

	/** Of more than two pieces. */
	private static final byte[] FILE = IntStream.range(0, ROWS)
		.mapToObj((i) -> Character.toString('a' + i % 26).repeat(8 * (1 + i / 26)) + ",p" + i + "@x.example,en,"
				+ "é".repeat(45_000))
		.collect(Collectors.joining("\n", "name,email,language,note\n", "\n"))
		.getBytes(StandardCharsets.UTF_8);

	/** In the middle of a character. */
	private static final int BREAK = 1_500_001;

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private ImportUpkeep upkeep;

	@Autowired
	private ErasableImports erasable;

	@LocalServerPort
	private int port;

	private final String tenant = "u" + UUID.randomUUID().toString().substring(24);

	private Importing importing;

	@BeforeEach
	void newTenant() {
		this.importing = new Importing(this.context, this.tenant);
	}

	@Test
	void uploadThatBreaksGoesOn() throws IOException {
		JsonNode one = opened(FILE.length);
		assertThat(one.get("state").stringValue()).isEqualTo("uploading");
		breakOff(one);
		await(one, BREAK);
		assertThat(pieces()).isEqualTo(2);
		assertThat(this.importing.refused(one, "run")).isEqualTo("The import is uploading.");
		HttpResponse<String> again = append(one, 0, FILE);
		assertThat(again.statusCode()).as(again.body()).isEqualTo(409);
		assertThat(again.headers().firstValue("Upload-Offset")).hasValue(Integer.toString(BREAK));
		HttpResponse<String> part = append(one, BREAK, Arrays.copyOfRange(FILE, BREAK, BREAK + 10));
		assertThat(part.statusCode()).as(part.body()).isEqualTo(204);
		assertThat(part.headers().firstValue("Upload-Offset")).hasValue(Integer.toString(BREAK + 10));
		HttpResponse<String> rest = append(one, BREAK + 10, Arrays.copyOfRange(FILE, BREAK + 10, FILE.length));
		assertThat(rest.statusCode()).as(rest.body()).isEqualTo(200);
		assertThat(told(Client.json(rest))).isEqualTo(told(this.importing.open(FILE)));
		assertThat(pieces()).isZero();
		assertThat(append(one, FILE.length, new byte[0]).statusCode()).isEqualTo(200);
		assertThat(this.importing.run(one).get("created").intValue()).isEqualTo(ROWS);
	}

	private JsonNode opened(long length) {
		HttpResponse<String> answer = this.importing.client()
			.send("POST", Importing.PATH + "/uploads", "{\"kind\":\"contacts\",\"account\":\""
					+ this.importing.account() + "\",\"name\":\"people.csv\",\"length\":" + length + "}");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
		assertThat(answer.headers().firstValue("Location")).hasValue(path(Client.json(answer)));
		return Client.json(answer);
	}

	private static String path(JsonNode one) {
		return Importing.path(one) + "/upload";
	}

	private HttpResponse<String> append(JsonNode one, long offset, byte[] bytes) {
		Client client = this.importing.client();
		return client.send(client.request("PATCH", path(one), BodyPublishers.ofByteArray(bytes))
			.header("Upload-Offset", Long.toString(offset))
			.header("Content-Type", "application/offset+octet-stream"));
	}

	/** Announces all, sends a part, and is gone. */
	private void breakOff(JsonNode one) throws IOException {
		try (Socket socket = new Socket("localhost", this.port)) {
			String head = String.join("\r\n", "PATCH " + path(one) + " HTTP/1.1", "Host: x",
					"Authorization: Bearer " + this.importing.client().token(), "Upload-Offset: 0",
					"Content-Type: application/offset+octet-stream", "Content-Length: " + FILE.length, "", "");
			socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
			socket.getOutputStream().write(FILE, 0, BREAK);
		}
	}

	private void await(JsonNode one, long offset) {
		Instant end = Instant.now().plus(Duration.ofSeconds(30));
		JsonNode now = upload(one);
		while (now.get("offset").longValue() != offset) {
			assertThat(Instant.now()).as(now.toString()).isBefore(end);
			Thread.onSpinWait();
			now = upload(one);
		}
	}

	private JsonNode upload(JsonNode one) {
		HttpResponse<String> answer = this.importing.client().get(path(one));
		HttpResponse<String> head = this.importing.client()
			.send(this.importing.client().request("HEAD", path(one), BodyPublishers.noBody()));
		assertThat(head.statusCode()).isEqualTo(200);
		assertThat(head.headers().firstValue("Upload-Length")).hasValue(Client.json(answer).get("length").toString());
		assertThat(head.headers().firstValue("Upload-Offset")).isPresent();
		return Client.json(answer);
	}

	private long pieces() {
		return this.jdbc.sql("select count(*) from data_import_piece where tenant_id = ?")
			.param(this.tenant)
			.query(Long.class)
			.single();
	}

	/** All but what is of one import alone. */
	private static JsonNode told(JsonNode one) {
		return ((ObjectNode) one).without(List.of("id", "name", "createdAt", "keptUntil"));
	}

	@Test
	void ofTwoThatSendAtOnceOneWins() throws Exception {
		JsonNode one = opened(FILE.length);
		List<HttpResponse<String>> answers = Race.of(2, (runner) -> () -> append(one, 0, FILE));
		assertThat(answers.stream().map(HttpResponse::statusCode)).containsExactlyInAnyOrder(200, 409);
		assertThat(answers).allSatisfy(
				(answer) -> assertThat(answer.headers().firstValue("Upload-Offset")).as(answer.body()).isPresent());
		assertThat(this.importing.get(one).get("total").intValue()).isEqualTo(ROWS);
	}

	@Test
	void fileOfWhichAllIsHereIsReadByOne() {
		byte[] file = "name,email,language\nA B C D,a@x.example,en\n".getBytes(StandardCharsets.UTF_8);
		JsonNode one = opened(file.length);
		// all is here, and nobody has read it: as if the instance had ended right there
		this.jdbc.sql("insert into data_import_piece values (?, cast(? as uuid), 0, ?)")
			.params(this.tenant, one.get("id").stringValue(), file)
			.update();
		this.jdbc.sql("update data_import set upload_offset = upload_length where tenant_id = ?")
			.param(this.tenant)
			.update();
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.sql("select 1 from data_import where tenant_id = ? for update")
				.param(this.tenant)
				.query(Integer.class)
				.single();
			HttpResponse<String> meanwhile = append(one, file.length, new byte[0]);
			assertThat(meanwhile.statusCode()).as(meanwhile.body()).isEqualTo(409);
		});
		assertThat(pieces()).isEqualTo(1);
		HttpResponse<String> read = append(one, file.length, new byte[0]);
		assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
		assertThat(Client.json(read).get("total").intValue()).isEqualTo(1);
	}

	@Test
	void whatIsWrongIsRefused() {
		JsonNode one = opened(10);
		assertThat(append(one, 0, new byte[11]).statusCode()).isEqualTo(413);
		assertThat(append(one, -1, new byte[1]).statusCode()).isEqualTo(409);
		assertThat(upload(one).get("offset").longValue()).isZero();
		Client client = this.importing.client();
		assertThat(client.send("PATCH", path(one), "").body()).contains("The header Upload-Offset is required.");
		assertThat(client.send("PATCH", path(one) + "?dryRun=true", "").statusCode()).isEqualTo(400);
		assertThat(client
			.send(client.request("PATCH", path(one), BodyPublishers.ofString("a=b"))
				.header("Upload-Offset", "0")
				.header("Content-Type", "application/x-www-form-urlencoded"))
			.statusCode()).isEqualTo(415);
		HttpResponse<String> faults = client.send("POST", Importing.PATH + "/uploads",
				"{\"kind\":\"contacts\",\"account\":\"none\",\"name\":null,\"format\":\"pdf\",\"length\":0,\"x\":1}");
		assertThat(faults.statusCode()).isEqualTo(400);
		assertThat(faults.body()).contains("/account", "/name", "/format", "/length", "/x");
		HttpResponse<String> large = client.send("POST", Importing.PATH + "/uploads",
				"{\"kind\":\"customers\",\"source\":\"erp\",\"length\":1073741825}");
		assertThat(large.statusCode()).as(large.body()).isEqualTo(413);
		assertThat(client.get(path(this.importing.open("name", "A B C D"))).statusCode()).isEqualTo(404);
		HttpResponse<String> unreadable = append(one, 0, "\"not ended".getBytes(StandardCharsets.UTF_8));
		assertThat(unreadable.body()).contains("The file cannot be read: ");
		assertThat(append(one, 10, new byte[0]).statusCode()).isEqualTo(404);
	}

	@Test
	void uploadIsNobodyElsesAndDoesNotStay() {
		JsonNode one = opened(FILE.length);
		append(one, 0, Arrays.copyOf(FILE, BREAK));
		Client stranger = Client.of(this.context, "x" + this.tenant.substring(1), "imports:write");
		assertThat(stranger.get(path(one)).statusCode()).isEqualTo(404);
		assertThat(stranger
			.send(stranger.request("PATCH", path(one), BodyPublishers.ofString("x"))
				.header("Upload-Offset", Integer.toString(BREAK)))
			.statusCode()).isEqualTo(404);
		assertThat(
				Duration.between(Instant.now(), Instant.parse(this.importing.get(one).get("keptUntil").stringValue()))
					.toMinutes())
			.isBetween(1_430L, 1_440L);
		this.upkeep.purge(new TenantId(this.tenant));
		assertThat(pieces()).isEqualTo(2);
		this.jdbc.sql("update data_import set updated_at = now() - interval '25 hours' where tenant_id = ?")
			.param(this.tenant)
			.update();
		this.upkeep.purge(new TenantId(this.tenant));
		assertThat(this.importing.client().get(path(one)).statusCode()).isEqualTo(404);
		assertThat(pieces()).isZero();
		append(opened(FILE.length), 0, Arrays.copyOf(FILE, BREAK));
		while (this.erasable.eraseAll(new TenantId(this.tenant), 100) > 0) {
			assertThat(pieces()).isLessThanOrEqualTo(2);
		}
		assertThat(pieces()).isZero();
		assertThat(Client.json(this.importing.client().get(Importing.PATH)).get("items")).isEmpty();
	}

}
