package io.onerow.imports;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import io.onerow.Client;
import tools.jackson.databind.JsonNode;

import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** A tenant that imports files into an account. */
final class Importing {

	static final String PATH = "/api/onerow/v1/imports";

	private static final Set<String> PASSING = Set.of("open", "running");

	private final Client client;

	private final String account;

	Importing(ApplicationContext context, String tenant) {
		this.client = Client.of(context, tenant, "accounts:all", "customers:read", "customers:write", "history:read",
				"imports:write", "admin");
		this.account = Client.json(this.client.send("POST", "/api/public/v1/accounts", "{\"fullName\": \"Acme\"}"))
			.get("id")
			.stringValue();
	}

	Client client() {
		return this.client;
	}

	String account() {
		return this.account;
	}

	String contacts() {
		return "/api/public/v1/accounts/" + this.account + "/contacts";
	}

	HttpResponse<String> send(String owner, byte[] file) {
		return this.client.send(this.client.request("POST", PATH + "?" + owner, BodyPublishers.ofByteArray(file)));
	}

	/** A file of contacts that is taken. */
	JsonNode open(byte[] file) {
		HttpResponse<String> answer = send("kind=contacts&account=" + this.account, file);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
		return Client.json(answer);
	}

	JsonNode open(String... lines) {
		return open(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
	}

	JsonNode map(JsonNode one, String mapping) {
		HttpResponse<String> answer = this.client.send("PUT", path(one) + "/mapping", mapping.replace('\'', '"'));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return Client.json(answer);
	}

	/** Has it rehearsed, and waits for that. */
	JsonNode preview(JsonNode one) {
		post(one, "preview");
		return await(one, (state) -> state.get("state").stringValue().equals("previewed")).get("preview");
	}

	/** Has it written, and waits for that. */
	JsonNode run(JsonNode one) {
		post(one, "run");
		return await(one, (state) -> !PASSING.contains(state.get("state").stringValue()));
	}

	JsonNode post(JsonNode one, String what) {
		HttpResponse<String> answer = this.client.send("POST", path(one) + "/" + what, "");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return Client.json(answer);
	}

	String refused(JsonNode one, String what) {
		HttpResponse<String> answer = this.client.send("POST", path(one) + "/" + what, "");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
		return Client.json(answer).get("detail").stringValue();
	}

	JsonNode get(JsonNode one) {
		return Client.json(this.client.get(path(one)));
	}

	JsonNode await(JsonNode one, Predicate<JsonNode> until) {
		Instant end = Instant.now().plus(Duration.ofSeconds(60));
		JsonNode now = get(one);
		while (!until.test(now)) {
			assertThat(Instant.now()).as(now.toString()).isBefore(end);
			try {
				Thread.sleep(20);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			now = get(one);
		}
		return now;
	}

	/** A page of what would become of its rows. */
	JsonNode rehearsed(JsonNode one, String query) {
		HttpResponse<String> answer = this.client.get(path(one) + "/preview/rows" + query);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return Client.json(answer);
	}

	/** What the columns of one are taken for. */
	static List<String> columns(JsonNode one) {
		return one.get("columns")
			.valueStream()
			.map((column) -> column.get("name").stringValue() + "=" + column.get("member").asString("null"))
			.toList();
	}

	List<String> lines(JsonNode one, String what) {
		HttpResponse<String> answer = this.client.get(path(one) + "/" + what);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return answer.body().lines().toList();
	}

	/** The contacts of the account, as they are answered. */
	JsonNode all() {
		return Client.json(this.client.get(contacts()));
	}

	static String path(JsonNode one) {
		return PATH + "/" + one.get("id").stringValue();
	}

	static String counts(JsonNode one) {
		return Report.OUTCOMES.stream().map((outcome) -> outcome + "=" + one.get(outcome)).toList().toString();
	}

}
