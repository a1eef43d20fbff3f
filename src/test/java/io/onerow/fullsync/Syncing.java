package io.onerow.fullsync;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import io.onerow.Client;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** A tenant that sends all that it has; bodies may be written with single quotes. */
final class Syncing {

	static final String PATH = "/api/onerow/v1/syncs";

	static final String ERP = "{'kind': 'customers', 'source': 'erp'}";

	private final Client client;

	Syncing(ApplicationContext context, String tenant) {
		this.client = Client.of(context, tenant, "accounts:all", "customers:read", "customers:write", "bulk:write",
				"history:read", "history:undo", "imports:write", "records:read", "admin");
	}

	Client client() {
		return this.client;
	}

	HttpResponse<String> send(String method, String path, String body, @Nullable String sync) {
		HttpRequest.Builder request = this.client
			.request(method, path, BodyPublishers.ofString(body.replace('\'', '"')))
			.header("Content-Type", "application/json");
		return this.client.send((sync != null) ? request.header("Onerow-Sync", sync) : request);
	}

	JsonNode answered(int status, String method, String path, String body, @Nullable String sync) {
		HttpResponse<String> answer = send(method, path, body, sync);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		return answer.body().isEmpty() ? NullNode.getInstance() : Client.json(answer);
	}

	/** Customers of the source erp, in a bulk, each by its id there and its name. */
	HttpResponse<String> customers(@Nullable String sync, String... named) {
		return send("POST", "/customers/bulk/sourceId",
				List.of(named)
					.stream()
					.map((one) -> one.split(" ", -1))
					.map((one) -> "{'source': 'erp', 'sourceId': '" + one[0] + "', 'lastName': '" + one[1] + "'}")
					.collect(Collectors.joining(", ", "{'customers': [", "]}")),
				sync);
	}

	String open(String body) {
		return answered(201, "POST", PATH, body, null).get("id").stringValue();
	}

	JsonNode get(String sync) {
		return Client.json(this.client.get(PATH + "/" + sync));
	}

	/** Closes it, and waits until it is done. */
	JsonNode complete(String sync, String body) {
		answered(200, "POST", PATH + "/" + sync + "/complete", body, null);
		return await(sync);
	}

	JsonNode await(String sync) {
		Instant end = Instant.now().plus(Duration.ofSeconds(60));
		JsonNode now = get(sync);
		while (now.get("state").stringValue().equals("completing")) {
			assertThat(Instant.now()).as(now.toString()).isBefore(end);
			try {
				Thread.sleep(20);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			now = get(sync);
		}
		return now;
	}

	String refused(String sync, String what, String body) {
		return answered(409, "POST", PATH + "/" + sync + "/" + what, body, null).get("detail").stringValue();
	}

	/** Those that are missing, as {@code outcome}, in order. */
	List<UUID> missing(String sync, String outcome) {
		return Client.json(this.client.get(PATH + "/" + sync + "/missing"))
			.get("items")
			.valueStream()
			.filter((item) -> item.get("outcome").stringValue().equals(outcome))
			.map((item) -> UUID.fromString(item.get("recordId").stringValue()))
			.toList();
	}

	int statusOf(String customer) {
		return this.client.get("/customers/sourceId/" + customer + "?source=erp").statusCode();
	}

	/** That of a customer among records of all kinds. */
	UUID record(String customer) {
		long id = Client.json(this.client.get("/customers/sourceId/" + customer + "?source=erp"))
			.at("/data/id")
			.longValue();
		return UUID.fromString("00000000-0000-8000-8000-%012x".formatted(id));
	}

	static String counts(JsonNode sync) {
		return List.of("state", "sent", "records", "found", "deleted", "kept")
			.stream()
			.map((name) -> name + "=" + sync.get(name).asString())
			.collect(Collectors.joining(" "));
	}

	/** The path of the contacts of a new account. */
	String contacts(String name) {
		return "/api/public/v1/accounts/"
				+ answered(201, "POST", "/api/public/v1/accounts", "{'fullName': '" + name + "'}", null).get("id")
					.stringValue()
				+ "/contacts";
	}

	JsonNode upsert(String contacts, String name, String language, @Nullable String sync) {
		return answered(200, "PUT", contacts + "/upsert", person(name, language), sync);
	}

	static String person(String name, String language) {
		return "{'fullName': '%s', 'email': '%s@x.example', 'language': '%s'}".formatted(name, name.replace(" ", "."),
				language);
	}

	/** A file that is loaded, for a sync or for none. */
	JsonNode imported(String owner, @Nullable String sync, String file) {
		Client client = this.client;
		String path = "/api/onerow/v1/imports";
		JsonNode one = Client
			.json(client.send(client.request("POST", path + "?" + owner, BodyPublishers.ofString(file))));
		path += "/" + one.get("id").stringValue();
		answered(200, "POST", path + "/run" + ((sync != null) ? "?sync=" + sync : ""), "", null);
		Instant end = Instant.now().plusSeconds(60);
		do {
			one = Client.json(client.get(path));
			assertThat(Instant.now()).isBefore(end);
		}
		while (one.get("state").stringValue().equals("running"));
		return one;
	}

}
