package io.onerow;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.onerow.embedded.DurablePostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** PostgreSQL is killed as soon as the service has acknowledged something. */
class KillIntegrationTests {

	private static final int CUSTOMERS = 1_000;

	@TempDir
	Path folder;

	@Test
	void nothingAcknowledgedIsLostWhenPostgresIsKilledAtOnce() throws Exception {
		acknowledgeAndKill((client) -> bulk(client, "first"));
		assertThat(count("customer where last_name = 'first'")).isEqualTo(CUSTOMERS);
		acknowledgeAndKill((client) -> bulk(client, "second"));
		assertThat(count("customer where last_name = 'second' and version = 2")).isEqualTo(CUSTOMERS);
		acknowledgeAndKill((client) -> {
			String account = Client.json(client.send("POST", "/api/public/v1/accounts", "{\"fullName\": \"Acme\"}"))
				.get("id")
				.stringValue();
			return client.send("PUT", "/api/public/v1/accounts/" + account + "/contacts/upsert",
					"{\"fullName\": \"John Smith\", \"email\": \"john@acme.com\", \"language\": \"en\"}");
		});
		assertThat(count("contact where email_key = 'john@acme.com'")).isEqualTo(1);
	}

	private void acknowledgeAndKill(Upsert upsert) throws Exception {
		try (DurablePostgres postgres = DurablePostgres.start(this.folder);
				ConfigurableApplicationContext service = service(postgres)) {
			Client client = Client.of(service, "killed", "accounts:all", "customers:write", "bulk:write");
			HttpResponse<String> answer = upsert.send(client);
			postgres.kill();
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.body()).doesNotContain("\"success\":false");
		}
	}

	private static ConfigurableApplicationContext service(DurablePostgres postgres) {
		return new SpringApplicationBuilder(Onerow.class).properties(postgres.access().asProperties())
			.run("--server.port=0");
	}

	private static HttpResponse<String> bulk(Client client, String lastName) {
		return client.send("POST", "/customers/bulk/sourceId", IntStream.range(0, CUSTOMERS)
			.mapToObj((n) -> "{\"source\": \"s\", \"sourceId\": \"%d\", \"lastName\": \"%s\"}".formatted(n, lastName))
			.collect(Collectors.joining(",", "{\"customers\": [", "]}")));
	}

	private long count(String condition) throws Exception {
		try (DurablePostgres postgres = DurablePostgres.start(this.folder);
				Connection connection = postgres.access().connect();
				ResultSet result = connection.createStatement().executeQuery("select count(*) from " + condition)) {
			result.next();
			return result.getLong(1);
		}
	}

	private interface Upsert {

		HttpResponse<String> send(Client client);

	}

}
