package io.onerow;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** With its profile, the service tells a collector of OpenTelemetry of each request. */
class TracingIntegrationTests {

	private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

	private static final String UPSERT = "http put /api/public/v1/accounts/{accountId}/contacts/upsert";

	/** What the collector has received, as one character a byte. */
	private final Queue<String> received = new ConcurrentLinkedQueue<>();

	private HttpServer collector;

	@BeforeEach
	void collect() throws IOException {
		this.collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.collector.createContext("/v1/traces", (exchange) -> {
			this.received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
			exchange.sendResponseHeaders(200, -1);
			exchange.close();
		});
		this.collector.start();
	}

	@AfterEach
	void stop() {
		this.collector.stop(0);
	}

	@Test
	void aSpanHasTheRouteAndTheIdOfTheRequestAndNothingThatWasSent() throws InterruptedException {
		try (ConfigurableApplicationContext service = new SpringApplicationBuilder(Onerow.class).profiles("tracing")
			.initializers(new TestDatabase())
			.run("--server.port=0", "--management.tracing.sampling.probability=1",
					"--management.opentelemetry.tracing.export.schedule-delay=100ms",
					"--management.opentelemetry.tracing.export.otlp.endpoint=http://127.0.0.1:"
							+ this.collector.getAddress().getPort() + "/v1/traces")) {
			Client client = Client.of(service, "traced", "accounts:all", "customers:read");
			String account = Client.json(client.send("POST", "/api/public/v1/accounts", "{\"fullName\": \"Canary\"}"))
				.get("id")
				.stringValue();
			client.get("/customers/sourceId/canary?source=canary");
			client.get("/canary");
			client.send("CANARY", "/canary", "");
			client.send(client
				.request("PUT", "/api/public/v1/accounts/" + account + "/contacts/upsert?x=canary",
						BodyPublishers.ofString("""
								{"fullName": "Ann Canary", "email": "ann@canary.example", "language": "en"}"""))
				.headers("Content-Type", "application/json", "x-request-id", "request-of-the-test", "traceparent",
						"00-" + TRACE + "-b7ad6b7169203331-01"));
			String all = awaitSpan(UPSERT);
			assertThat(all).contains("request-of-the-test", "http get /customers/")
				.contains(new String(HexFormat.of().parseHex(TRACE), StandardCharsets.ISO_8859_1))
				.doesNotContainIgnoringCase("canary")
				.doesNotContain(account);
		}
	}

	/** All that came until the service has told of what was asked last. */
	private String awaitSpan(String name) throws InterruptedException {
		long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
		String all = "";
		while (!all.contains(name) && System.nanoTime() < deadline) {
			Thread.sleep(50);
			all = String.join("", this.received);
		}
		return all;
	}

}
