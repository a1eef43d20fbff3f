package io.onerow.api.description;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.IntegrationTest;
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

	private static final String NEW_CONNECTION = "{\"provider\":\"native\"}";

	private static final String NEW = "{\"connectorName\":\"native\"}";

	private static final String TENANT = "described-examples";

	private static final String ADMIN = "/api/onerow/v1/admin";

	/** The two of an example that are merged. */
	private static final List<String> TWO = List.of("0199f3a0-7c1e-7000-8000-0000000000a1",
			"0199f3a0-7c1e-7000-8000-0000000000a2");

	private final Client client;

	private final Client gone;

	private final Client root;

	private final OpenintClient keys;

	private final String connection;

	private int made;

	Things(ApplicationContext context) {
		this.client = Client.of(context, TENANT, Scopes.allOfAnAdministrator().toArray(String[]::new));
		this.gone = Client.of(context, TENANT + "-gone", Scopes.ADMIN);
		this.root = Client.of(context, IntegrationTest.ROOT, Scopes.ADMIN);
		this.keys = OpenintClient.ofAdministrator(context, TENANT);
		context.getBean(AccountService.class).ensure(new TenantId(TENANT), UUID.fromString(ACCOUNT), "Examples");
		this.connection = Client.json(this.keys.send("POST", "/core/connection", NEW)).stringValue();
	}

	HttpResponse<String> send(Call call, @Nullable String example) {
		String body = example;
		String path = call.path();
		if (call.id().equals("readJob")) {
			return this.gone.get(path.replace("{id}", job()));
		}
		path = path.replace("{accountId}/contacts", ACCOUNT + "/contacts");
		path = path.contains("{accountId}") ? path.replace("{accountId}", account()) : path;
		path = path.contains("{contactId}") ? path.replace("{contactId}", contact()) : path;
		path = path.contains("{recordId}/aliases") ? path.replace("{recordId}", renamed()) : path;
		path = path.contains("{recordId}") ? path.replace("{recordId}", contact()) : path;
		path = path.contains("{organizationId}") ? path.replace("{organizationId}", organization()) : path;
		path = path.contains("{requestId}") ? path.replace("{requestId}", request()) : path;
		path = path.contains("{sourceId}")
				? path.replace("{sourceId}", customer().get("sourceId").stringValue()) + "?source=erp" : path;
		path = path.replace("{scope}", "tenant");
		path = path.contains("/import-templates/{name}") ? path.replace("{name}", template()) : path;
		path = path.contains("{id}") ? path.replace("{id}", id(path)) : path;
		path += switch (call.id()) {
			case "eraseRecord" -> "?erase=true";
			case "removeAlias" -> "?kind=email&value=old@acme.com";
			case "eraseTenant" -> "?erase=true&dryRun=true&confirm=" + TENANT;
			case "listMissing" -> "?kind=contacts&account=" + ACCOUNT;
			default -> "";
		};
		if (call.id().equals("mergeContacts")) {
			body = Objects.requireNonNull(body).replace(TWO.get(0), contact()).replace(TWO.get(1), contact());
		}
		HttpRequest.BodyPublisher sent = (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody();
		HttpRequest.Builder request = (call.isOfRoot() ? this.root : this.client).request(call.method(), path, sent);
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
		if (path.contains("/imports/")) {
			return path.endsWith("/upload") ? json("POST", "/api/onerow/v1/imports/uploads",
					"{\"kind\":\"contacts\",\"account\":\"" + ACCOUNT + "\",\"length\":1}")
				.get("id")
				.stringValue() : imported();
		}
		if (path.contains("/syncs/")) {
			return json("POST", "/api/onerow/v1/syncs", "{\"kind\":\"customers\",\"source\":\"s" + this.made++ + "\"}")
				.get("id")
				.stringValue();
		}
		if (path.startsWith("/api/onerow/v1/history/")) {
			contact();
			return Client.json(this.client.get("/api/onerow/v1/history?limit=1")).at("/items/0/id").stringValue();
		}
		if (path.contains("/merges/")) {
			return json("POST", "/api/onerow/v1/merges",
					"{\"survivor\":\"" + contact() + "\",\"merged\":\"" + contact() + "\"}")
				.get("id")
				.stringValue();
		}
		if (path.contains("/shared-values/")) {
			return json("PUT", "/api/onerow/v1/shared-values",
					"{\"scope\":\"book\",\"kind\":\"email\",\"value\":\"desk@acme.com\"}")
				.get("id")
				.stringValue();
		}
		if (path.contains("/reviews/")) {
			return review();
		}
		return path.startsWith(ADMIN) ? administered(path.substring(ADMIN.length())) : customer().get("id").toString();
	}

	/** The id of a file that is open. */
	private String imported() {
		return Client
			.json(this.client
				.send(this.client.request("POST", "/api/onerow/v1/imports?kind=contacts&account=" + ACCOUNT,
						BodyPublishers.ofString("Name,Born\nPerson " + this.made++ + ",27.03.1985"))))
			.get("id")
			.stringValue();
	}

	private String template() {
		json("PUT", "/api/onerow/v1/import-templates/described",
				"{\"kind\":\"contacts\",\"columns\":{\"Name\":{\"member\":\"fullName\"}}}");
		return "described";
	}

	/** The id of a question that is open. */
	private String review() {
		String account = account();
		String contacts = "/api/public/v1/accounts/" + account + "/contacts";
		json("PUT", "/api/onerow/v1/policies/account:" + account, "{\"policy\":\"guarded\",\"onDoubt\":\"review\"}");
		String person = "{\"fullName\":\"Mia Fox\",\"language\":\"en\",\"phone\":\"+31 20 111111\",\"dateOfBirth\":";
		json("POST", contacts, person + "\"1950-01-01\"}");
		HttpResponse<String> asked = this.client.send("PUT", contacts + "/upsert", person + "\"1985-03-27\"}");
		return asked.headers().firstValue("Onerow-Affected").orElseThrow().replace("\"", "");
	}

	/** The id of one that has had another address. */
	private String renamed() {
		String account = account();
		String person = "{\"externalId\":\"M\",\"fullName\":\"Mia Fox\",\"language\":\"en\",\"email\":\"%s@acme.com\"}";
		json("PUT", "/api/onerow/v1/policies/account:" + account, "{\"policy\":\"keys\"}");
		String upsert = "/api/public/v1/accounts/" + account + "/contacts/upsert";
		json("PUT", upsert, person.formatted("old"));
		return json("PUT", upsert, person.formatted("new")).get("id").stringValue();
	}

	private String administered(String path) {
		String name = "described-" + this.made++;
		return switch (path.split("/", -1)[1]) {
			case "clients" -> made(this.client, "clients",
					"{\"clientId\":\"" + name + "\",\"scopes\":[\"records:read\"]}", "clientId");
			case "api-keys" -> made(this.client, "api-keys", "{\"scopes\":[\"accounts:read\"]}", "keyId");
			case "connections" -> made(this.client, "connections", NEW_CONNECTION, "connectionId");
			case "users" ->
				made(this.client, "users", "{\"email\":\"" + name + "@acme.example\",\"role\":\"reader\"}", "userId");
			case "tenants" -> made(this.root, "tenants", "{\"tenantId\":\"" + name + "\"}", "tenantId");
			default -> throw new IllegalStateException(path);
		};
	}

	private static String made(Client client, String kind, String body, String id) {
		return Client.json(client.send("POST", ADMIN + "/" + kind, body)).get(id).stringValue();
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
