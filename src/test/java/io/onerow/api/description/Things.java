package io.onerow.api.description;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.account.AccountService;
import io.onerow.api.openint.OpenintClient;
import io.onerow.security.Scopes;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.context.ApplicationContext;

/** What the examples are about, made when they need it. */
final class Things {

	private static final String ACCOUNT = "00000000-0000-7000-8000-000000000001";

	private static final String NEW = "{\"connectorName\":\"native\"}";

	private static final String TENANT = "described-examples";

	private final Client client;

	private final Client gone;

	private final OpenintClient keys;

	private final String connection;

	private int made;

	Things(ApplicationContext context) {
		this.client = Client.of(context, TENANT, Scopes.allOfAnAdministrator().toArray(String[]::new));
		this.gone = Client.of(context, TENANT + "-gone", Scopes.ADMIN);
		this.keys = OpenintClient.ofAdministrator(context, TENANT);
		context.getBean(AccountService.class).ensure(new TenantId(TENANT), UUID.fromString(ACCOUNT), "Examples");
		this.connection = Client.json(this.keys.send("POST", "/core/connection", NEW)).stringValue();
	}

	HttpResponse<String> send(Call call, @Nullable String body) {
		String path = call.path();
		if (call.operation().get("operationId").stringValue().equals("readJob")) {
			return this.gone.get(path.replace("{id}", job()));
		}
		path = path.replace("{accountId}/contacts", ACCOUNT + "/contacts");
		path = path.contains("{accountId}") ? path.replace("{accountId}", account()) : path;
		path = path.contains("{contactId}") ? path.replace("{contactId}", contact()) : path;
		path = path.contains("{recordId}") ? path.replace("{recordId}", contact()) : path;
		path = path.contains("{organizationId}") ? path.replace("{organizationId}", organization()) : path;
		path = path.contains("{requestId}") ? path.replace("{requestId}", request()) : path;
		path = path.contains("{sourceId}")
				? path.replace("{sourceId}", customer().get("sourceId").stringValue()) + "?source=erp" : path;
		path = path.replace("{scope}", "tenant");
		path = path.contains("{id}") ? path.replace("{id}", id(path)) : path;
		path += switch (call.operation().get("operationId").stringValue()) {
			case "eraseRecord" -> "?erase=true";
			case "eraseTenant" -> "?erase=true&dryRun=true&confirm=" + TENANT;
			default -> "";
		};
		HttpRequest.BodyPublisher sent = (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody();
		HttpRequest.Builder request = this.client.request(call.method(), path, sent);
		if (!call.scopes("apikey").isEmpty()) {
			request.header("x-apikey", this.keys.key()).header("x-connection-id", this.connection);
		}
		return this.client.send((body != null) ? request.header("Content-Type", "application/json") : request);
	}

	private String id(String path) {
		if (path.contains("/unified/crm/")) {
			String entity = path.contains("/account/") ? "account" : "contact";
			return keyed("POST", "/unified/crm/" + entity, "{\"record\":{}}").get("record").get("id").stringValue();
		}
		if (path.contains("/core/")) {
			return path.contains("/connection/") ? connection() : "cust_1";
		}
		if (path.startsWith("/api/onerow/v1/history/")) {
			contact();
			return Client.json(this.client.get("/api/onerow/v1/history?limit=1")).at("/items/0/id").stringValue();
		}
		if (path.contains("/admin/clients/")) {
			return json("POST", "/api/onerow/v1/admin/clients",
					"{\"clientId\":\"described-" + UUID.randomUUID() + "\",\"scopes\":[\"records:read\"]}")
				.get("clientId")
				.stringValue();
		}
		if (path.contains("/admin/api-keys/")) {
			return json("POST", "/api/onerow/v1/admin/api-keys", "{\"scopes\":[\"accounts:read\"]}").get("keyId")
				.stringValue();
		}
		return customer().get("id").toString();
	}

	private JsonNode customer() {
		return json("POST", "/customers", "{\"source\":\"erp\",\"sourceId\":\"c-" + this.made++ + "\"}").get("data");
	}

	private String account() {
		return json("POST", "/api/public/v1/accounts", "{\"fullName\":\"Acme\",\"source\":{\"connectionId\":\"x\","
				+ "\"sourceId\":\"a-" + this.made++ + "\"}}")
			.get("id")
			.stringValue();
	}

	private String contact() {
		return Client.json(newContact()).get("id").stringValue();
	}

	private HttpResponse<String> newContact() {
		return this.client.send("POST", "/api/public/v1/accounts/" + ACCOUNT + "/contacts",
				"{\"fullName\":\"Person " + this.made++ + "\",\"language\":\"en\"}");
	}

	private String request() {
		return newContact().headers().firstValue("x-request-id").orElseThrow();
	}

	private String organization() {
		return Client.json(this.client.get("/api/public/v1/organizations")).at("/nodes/0/id").stringValue();
	}

	private String job() {
		return Client.json(this.gone.delete("/api/onerow/v1/tenant?erase=true&confirm=" + TENANT + "-gone"))
			.get("id")
			.stringValue();
	}

	private String connection() {
		return Client.json(this.keys.send("POST", "/core/connection", NEW)).stringValue();
	}

	private JsonNode keyed(String method, String path, String body) {
		return Client.json(this.client.send(this.client.request(method, path, BodyPublishers.ofString(body))
			.header("x-apikey", this.keys.key())
			.header("x-connection-id", this.connection)
			.header("Content-Type", "application/json")));
	}

	private JsonNode json(String method, String path, String body) {
		return Client.json(this.client.send(method, path, body));
	}

}
