package io.onerow.api.propeller;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.onerow.IntegrationTest;
import io.onerow.Race;
import io.onerow.ServiceProcess;
import io.onerow.security.Caller;
import io.onerow.security.issuer.Registration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What a bulk does to a service with little memory, and to one that is killed. */
@IntegrationTest
class BulkEnduranceIntegrationTests {

	private static final int MOST = 10_000;

	private static final int MEGABYTE = 1 << 20;

	@TempDir
	private Path folder;

	private final HttpClient http = HttpClient.newHttpClient();

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	@LocalServerPort
	private int port;

	private String tenant;

	private String token;

	@BeforeEach
	void logIn() {
		this.tenant = "e" + UUID.randomUUID().toString().replace("-", "");
		Registration.of(this.context, this.tenant, this.tenant);
		this.token = new Caller(this.port).token(this.tenant, Registration.SECRET);
	}

	@Test
	void fourOfTheLargestRequestsAtOncePassIn256Megabytes() throws Exception {
		try (ServiceProcess service = ServiceProcess.onTestDatabase(this.folder, "-Xmx256m",
				"-XX:+ExitOnOutOfMemoryError")) {
			String notes = "n".repeat(1_510);
			List<HttpResponse<String>> answers = Race.of(4,
					(i) -> () -> send(service.port(), bulk(MOST, (n) -> customer("s" + i, n, notes))));
			assertThat(size(bulk(MOST, (n) -> customer("s0", n, notes)))).isBetween(31L * MEGABYTE, 32L * MEGABYTE);
			assertThat(answers).allSatisfy((answer) -> {
				assertThat(answer.statusCode()).isEqualTo(200);
				assertThat(answer.body()).doesNotContain("\"success\":false").endsWith("\"total\":10000}");
			});
			assertThat(rows()).isEqualTo(4L * MOST);
			assertThat(service.isAlive()).isTrue();
		}
	}

	@Test
	void longerBodyIsRefusedBeforeItIsSent() throws Exception {
		// by hand, as the client of Java 17 waits for ever for an answer that comes
		// instead of 100
		try (Socket socket = new Socket("localhost", this.port)) {
			socket.getOutputStream().write("""
					POST %s HTTP/1.1\r
					Host: localhost\r
					Authorization: Bearer %s\r
					Content-Type: application/json\r
					Content-Length: %d\r
					\r
					""".formatted(Erp.BULK, this.token, 32L * MEGABYTE + 1).getBytes(StandardCharsets.UTF_8));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(answer).startsWith("HTTP/1.1 413 ").contains("\"code\":413");
		}
	}

	@Test
	void requestThatWasCutOffByAKillIsCompletedByTheSameRequest() throws Exception {
		IntFunction<String> customer = (n) -> customer("s", n, "");
		try (ServiceProcess service = ServiceProcess.onTestDatabase(this.folder)) {
			assertThat(send(service.port(), bulk(200, customer)).statusCode()).isEqualTo(200);
			CompletableFuture<HttpResponse<String>> cutOff = this.http
				.sendAsync(request(service.port(), bulk(MOST, customer)), BodyHandlers.ofString());
			while (rows() < 1_000 && !cutOff.isDone()) {
				Thread.onSpinWait();
			}
			service.kill();
			assertThat(cutOff.handle((answer, failure) -> failure != null).get()).as("cut off").isTrue();
		}
		assertThat(rows()).isBetween(1_000L, MOST - 1L);
		HttpResponse<String> again = send(this.port, bulk(MOST, customer));
		assertThat(again.statusCode()).isEqualTo(200);
		assertThat(again.body()).doesNotContain("\"success\":false");
		assertThat(rows()).isEqualTo(MOST);
		assertThat(this.jdbc.sql("select count(distinct source_id) from customer where tenant_id = ? and version = 1")
			.param(this.tenant)
			.query(Long.class)
			.single()).isEqualTo(MOST);
	}

	private static String customer(String source, int number, String notes) {
		String address = "{\"code\":\"%s\",\"type\":\"invoice\",\"street\":\"Street %d\",\"city\":\"City\","
				+ "\"country\":\"NL\",\"notes\":\"%s\"}";
		return "{\"source\":\"%s\",\"sourceId\":%d,\"lastName\":\"Name %d\",\"addresses\":[%s,%s]}".formatted(source,
				number, number, address.formatted("a", number, notes), address.formatted("b", number, notes));
	}

	/** Made while it is sent, so that this JVM needs no memory for it. */
	private static Iterable<byte[]> bulk(int customers, IntFunction<String> customer) {
		return () -> IntStream.range(0, customers)
			.mapToObj((n) -> ((n == 0) ? "{\"customers\":[" : ",") + customer.apply(n)
					+ ((n == customers - 1) ? "]}" : ""))
			.map((part) -> part.getBytes(StandardCharsets.UTF_8))
			.iterator();
	}

	private static long size(Iterable<byte[]> body) {
		long size = 0;
		for (byte[] part : body) {
			size += part.length;
		}
		return size;
	}

	private HttpResponse<String> send(int port, Iterable<byte[]> body) throws Exception {
		return this.http.send(request(port, body), BodyHandlers.ofString());
	}

	private HttpRequest request(int port, Iterable<byte[]> body) {
		BodyPublisher publisher = BodyPublishers.ofByteArrays(body);
		return HttpRequest.newBuilder(URI.create("http://localhost:" + port + Erp.BULK))
			.header("Authorization", "Bearer " + this.token)
			.header("Content-Type", "application/json")
			.timeout(Duration.ofMinutes(2))
			.POST(publisher)
			.build();
	}

	private long rows() {
		return this.jdbc.sql("select count(*) from customer where tenant_id = ?")
			.param(this.tenant)
			.query(Long.class)
			.single();
	}

}
