package io.onerow.api.onerow;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

import io.onerow.Client;
import io.onerow.api.openint.OpenintClient;
import tools.jackson.databind.JsonNode;

import org.springframework.context.ApplicationContext;

/**
 * One tenant on all wires: what each test sends as it was sent, with headers of its own.
 */
final class Wires {

	private final Client client;

	private final Client admin;

	private final OpenintClient openint;

	private final String account;

	private Wires(Client client, Client admin, OpenintClient openint) {
		this.client = client;
		this.admin = admin;
		this.openint = openint;
		this.account = Client.json(client.send("POST", "/api/public/v1/accounts", "{\"fullName\": \"Acme\"}"))
			.get("id")
			.stringValue();
	}

	static Wires of(ApplicationContext context, String tenant) {
		return new Wires(
				Client.of(context, tenant, "accounts:all", "customers:read", "customers:write", "bulk:write",
						"records:read"),
				Client.of(context, tenant, "accounts:all", "customers:write", "bulk:write", "admin"),
				OpenintClient.ofNewConnection(context, tenant));
	}

	/** The contacts of the one account. */
	String contacts() {
		return "/api/public/v1/accounts/" + this.account + "/contacts";
	}

	Client client() {
		return this.client;
	}

	OpenintClient openint() {
		return this.openint;
	}

	/** Of an administrator. */
	HttpResponse<String> admin(String method, String path, String body, String... headers) {
		return send(this.admin, method, path, body, headers);
	}

	HttpResponse<String> send(String method, String path, String body, String... headers) {
		return send(this.client, method, path, body, headers);
	}

	private static HttpResponse<String> send(Client client, String method, String path, String body,
			String... headers) {
		return client
			.send(with(client.request(method, path, BodyPublishers.ofString(body.replace('\'', '"'))), headers));
	}

	HttpResponse<String> contact(String body, String... headers) {
		return send("PUT", contacts() + "/upsert", body, headers);
	}

	HttpResponse<String> sam(String body, String... headers) {
		return send("POST", "/rest/company/contact/upsert", body, headers);
	}

	HttpResponse<String> bulk(String body, String... headers) {
		return send("POST", "/customers/bulk/sourceId?receipts=true", body, headers);
	}

	HttpResponse<String> openint(String entity, String body, String... headers) {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(this.client.request("GET", "/", BodyPublishers.noBody())
				.build()
				.uri()
				.resolve("/unified/crm/" + entity + "/_upsert"))
			.POST(BodyPublishers.ofString(body.replace('\'', '"')))
			.header("x-apikey", this.openint.key())
			.header("x-connection-id", this.openint.connection());
		return this.client.send(with(request, headers));
	}

	private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
		request.header("Content-Type", "application/json");
		return (headers.length > 0) ? request.headers(headers) : request;
	}

	static String header(HttpResponse<String> answer, String name) {
		return answer.headers().firstValue(name).orElse("");
	}

	static String outcome(HttpResponse<String> answer) {
		return header(answer, "Onerow-Outcome");
	}

	static String text(HttpResponse<String> answer, String pointer) {
		JsonNode value = Client.json(answer).at(pointer);
		return value.isMissingNode() ? "" : value.asString();
	}

}
