package io.onerow.command;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * The routes of administration of a service and of its policies, for a client that may
 * administer.
 */
final class AdminService {

	private static final String BASE = "admin/";

	private static final String POLICIES = "policies/";

	private final OnerowClient client;

	AdminService(OnerowClient client) {
		this.client = client;
	}

	JsonNode create(String kind, Map<String, ?> members) {
		return send("POST", kind, members);
	}

	/** All that there are, page by page. */
	JsonNode list(String kind) {
		ArrayNode all = OnerowClient.JSON.createArrayNode();
		String after = "";
		while (true) {
			JsonNode page = send("GET", kind + "?limit=1000" + after, null);
			all.addAll(page.get("items").values());
			if (page.get("next").isNull()) {
				return all;
			}
			after = "&after=" + OnerowClient.encoded(page.get("next").stringValue());
		}
	}

	/** The first so many that there are, up to a thousand. */
	JsonNode first(String kind, int number) {
		return send("GET", kind + "?limit=" + number, null).get("items");
	}

	JsonNode change(String kind, String id, Map<String, ?> members) {
		return send("PATCH", kind + "/" + OnerowClient.encoded(id), members);
	}

	/** What concerns all of a kind. */
	JsonNode act(String kind, String action) {
		return send("POST", kind + "/" + action, null);
	}

	JsonNode policy(String scope) {
		return this.client.send("GET", POLICIES + OnerowClient.encoded(scope), null);
	}

	/** Takes the place of what was set. */
	JsonNode setPolicy(String scope, Map<String, ?> members) {
		return this.client.send("PUT", POLICIES + OnerowClient.encoded(scope), members);
	}

	JsonNode act(String kind, String id, String action, Map<String, ?> members) {
		return send("POST", kind + "/" + OnerowClient.encoded(id) + "/" + action, members);
	}

	void end(String kind, String id) {
		send("DELETE", kind + "/" + OnerowClient.encoded(id), null);
	}

	private JsonNode send(String method, String path, @Nullable Map<String, ?> members) {
		return this.client.send(method, BASE + path, members);
	}

}
