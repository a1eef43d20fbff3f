package io.onerow.merge;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;

import io.onerow.Client;
import io.onerow.undo.Undoing;
import tools.jackson.databind.JsonNode;

import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** A tenant with one account, whose contacts are merged. */
public final class Merging {

	public static final String MERGES = "/api/onerow/v1/merges";

	private final Undoing undoing;

	private final Client client;

	private final String contacts;

	public Merging(ApplicationContext context, String tenant) {
		this.undoing = new Undoing(context, tenant);
		this.client = Client.of(context, tenant, "accounts:all", "history:read", "records:read", "reviews:write",
				"admin");
		this.contacts = "/api/public/v1/accounts/"
				+ Client.json(this.client.send("POST", "/api/public/v1/accounts", "{\"fullName\": \"Acme\"}"))
					.get("id")
					.stringValue()
				+ "/contacts";
	}

	public Undoing undoing() {
		return this.undoing;
	}

	public Client client() {
		return this.client;
	}

	public String contacts() {
		return this.contacts;
	}

	public String account() {
		return this.contacts.split("/", -1)[5];
	}

	/** Quotes may be single ones. */
	public HttpResponse<String> send(String method, String path, String body, String... headers) {
		var request = this.client.request(method, path, BodyPublishers.ofString(body.replace('\'', '"')))
			.header("Content-Type", "application/json");
		return this.client.send((headers.length > 0) ? request.headers(headers) : request);
	}

	public HttpResponse<String> upsert(String body, String... headers) {
		return send("PUT", this.contacts + "/upsert", body, headers);
	}

	/** As {@link #upsert}, which must succeed; the id of the contact. */
	public String upserted(String body) {
		HttpResponse<String> answer = upsert(body);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return text(answer, "/id");
	}

	public HttpResponse<String> merge(String survivor, String merged) {
		return send("POST", MERGES, "{'survivor': '" + survivor + "', 'merged': '" + merged + "'}");
	}

	/** As {@link #merge}, which must succeed; the id of the merge. */
	public String merged(String survivor, String merged) {
		HttpResponse<String> answer = merge(survivor, merged);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
		return text(answer, "/id");
	}

	public HttpResponse<String> unmerge(String merge) {
		return send("POST", MERGES + "/" + merge + "/undo", "");
	}

	public HttpResponse<String> get(String id) {
		return this.client.get(this.contacts + "/" + id);
	}

	/** The ids of the contacts as they are listed. */
	public List<String> listed() {
		return Client.json(this.client.get(this.contacts))
			.valueStream()
			.map((contact) -> contact.get("id").stringValue())
			.toList();
	}

	public JsonNode record(String id) {
		return Client.json(this.client.get("/api/onerow/v1/records/" + id));
	}

	public static String header(HttpResponse<String> answer, String name) {
		return answer.headers().firstValue(name).orElse("");
	}

	public static String outcome(HttpResponse<String> answer) {
		return header(answer, "Onerow-Outcome");
	}

	public static String text(HttpResponse<String> answer, String pointer) {
		JsonNode value = Client.json(answer).at(pointer);
		return value.isMissingNode() ? "" : value.asString();
	}

}
