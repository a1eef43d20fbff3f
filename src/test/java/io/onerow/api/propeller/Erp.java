package io.onerow.api.propeller;

import java.net.http.HttpResponse;
import java.util.List;

import io.onerow.Client;
import tools.jackson.databind.JsonNode;

import org.springframework.context.ApplicationContext;

import static java.util.stream.Collectors.joining;

/** A client of Propeller, whose bodies may be written with single quotes. */
final class Erp {

	static final String BULK = "/customers/bulk/sourceId";

	private final Client client;

	private Erp(Client client) {
		this.client = client;
	}

	static Erp of(ApplicationContext context, String tenant) {
		return new Erp(Client.of(context, tenant, "customers:write", "customers:read", "bulk:write"));
	}

	static String body(String... customers) {
		return List.of(customers).stream().collect(joining(", ", "{'customers': [", "]}"));
	}

	HttpResponse<String> bulk(String... customers) {
		return send("POST", BULK, body(customers));
	}

	HttpResponse<String> send(String method, String path, String body) {
		return sendAsIs(method, path, body.replace('\'', '"'));
	}

	HttpResponse<String> sendAsIs(String method, String path, String body) {
		return this.client.send(method, path, body);
	}

	HttpResponse<String> call(String method, String path) {
		return method.equals("DELETE") ? this.client.delete(path) : this.client.get(path);
	}

	JsonNode get(String path) {
		return Client.json(this.client.get(path)).get("data");
	}

	List<String> outcomes(String... customers) {
		return texts(send("POST", BULK + "?receipts=true", body(customers)), "outcome");
	}

	static List<String> actions(HttpResponse<String> answer) {
		return texts(answer, "action");
	}

	static List<String> messages(HttpResponse<String> answer) {
		return Client.json(answer).at("/error/messages").values().stream().map(JsonNode::stringValue).toList();
	}

	private static List<String> texts(HttpResponse<String> answer, String member) {
		return Client.json(answer).get("data").findValues(member).stream().map(JsonNode::stringValue).toList();
	}

}
