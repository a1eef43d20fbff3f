package io.onerow.cluster;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.onerow.Client;

/** A tenant of its own, and its clients of all wires at each entry. */
final class ClusterTenant {

	private static final String SECRET = "a-secret-of-the-tests";

	private final Nodes nodes;

	private final String id;

	private final Client client;

	private final String session;

	private ClusterTenant(Nodes nodes, String id) {
		this.nodes = nodes;
		this.id = id;
		this.client = Client.logIn(nodes.base(0), id + ".all", SECRET);
		this.session = Client.anonymous(nodes.base(0))
			.send(Client.anonymous(nodes.base(0))
				.request("POST", "/rest/user/login",
						BodyPublishers.ofString("uEmail=" + id + "%40x.example&uPassword=" + SECRET + "&version=1"))
				.header("Content-Type", "application/x-www-form-urlencoded"))
			.headers()
			.firstValue("x-nextinteract-authtoken")
			.orElseThrow();
	}

	/** One that is matched by this policy from the beginning. */
	static ClusterTenant with(Nodes nodes, String policy) {
		String id = "c" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
		nodes.coordinator()
			.asOwner("select tenant_ensure('%s', '%s')".formatted(id, UUID.randomUUID()),
					"""
							insert into oauth_client (tenant_id, client_id, secret_hash, scopes)
							values ('%1$s', '%1$s.all', '{noop}%2$s', '{accounts:all,contacts:all,customers:write,customers:read,bulk:write}')"""
						.formatted(id, SECRET),
					"""
							insert into app_user (tenant_id, user_id, email_key, password_hash, scopes, created_at)
							values ('%1$s', '%2$s', '%1$s@x.example', '{noop}%3$s', '{accounts:all,contacts:all}', now())"""
						.formatted(id, UUID.randomUUID(), SECRET),
					"""
							insert into api_key (tenant_id, key_id, hash, scopes)
							select '%1$s', left(encode(hash, 'hex'), 16), hash, '{accounts:all}'
							from (select sha256(convert_to('%1$s-%2$s', 'UTF8')) as hash) k""".formatted(id, SECRET),
					"select connection_ensure('%1$s', 'conn_%1$s', 'native', null, '%2$s')".formatted(id,
							UUID.randomUUID()),
					"""
							insert into match_policy (tenant_id, scope, policy, on_doubt, request_may_choose, survivorship,
								aliases, complete, asked_at)
							values ('%s', 'tenant', '%s', 'create', false, 'newest', false, true, now())"""
						.formatted(id, policy));
		return new ClusterTenant(nodes, id);
	}

	/** One that the worker with this port has. */
	static ClusterTenant at(Nodes nodes, int port) {
		ClusterTenant tenant = with(nodes, "seed");
		return (tenant.port() == port) ? tenant : at(nodes, port);
	}

	String id() {
		return this.id;
	}

	int port() {
		return this.nodes.portOf(this.id);
	}

	String account() {
		HttpResponse<String> answer = this.client.send("POST", "/api/public/v1/accounts", "{\"fullName\": \"Acme\"}");
		return Client.json(answer).get("id").stringValue();
	}

	HttpResponse<String> contact(int entry, String account, String body) {
		return this.client.at(this.nodes.base(entry))
			.send("PUT", "/api/public/v1/accounts/" + account + "/contacts/upsert", body);
	}

	HttpResponse<String> bulk(int entry, int customers) {
		String body = IntStream.range(0, customers)
			.map((i) -> (entry % 2 == 0) ? i : customers - 1 - i)
			.mapToObj((i) -> "{\"source\": \"erp\", \"sourceId\": %1$d, \"lastName\": \"L%1$d\"}".formatted(i))
			.collect(Collectors.joining(", ", "{\"customers\": [", "]}"));
		return this.client.at(this.nodes.base(entry)).send("POST", "/customers/bulk/sourceId", body);
	}

	HttpResponse<String> sam(int entry, int contacts) {
		String body = IntStream.range(0, contacts)
			.map((i) -> (entry % 2 == 0) ? i : contacts - 1 - i)
			.mapToObj((i) -> """
					{"externalId": "E%1$d", "firstname": "Bob", "lastname": "Lee", "email1": "e%1$d@x.example"}"""
				.formatted(i))
			.collect(Collectors.joining(", ", "[", "]"));
		Client at = Client.anonymous(this.nodes.base(entry));
		return at.send(at.request("POST", "/rest/company/contact/upsert", BodyPublishers.ofString(body))
			.header("x-nextinteract-authtoken", this.session)
			.header("Content-Type", "application/json"));
	}

	/** Of an account or a contact of the connection. */
	HttpResponse<String> unified(int entry, String entity, String body) {
		Client at = Client.anonymous(this.nodes.base(entry));
		return at.send(keyed(at.request("POST", "/unified/crm/" + entity + "/_upsert", BodyPublishers.ofString(body)))
			.header("Content-Type", "application/json"));
	}

	HttpResponse<String> changes(int entry, String cursor) {
		Client at = Client.anonymous(this.nodes.base(entry));
		return at.send(keyed(at.request("GET", "/unified/crm/contact?sync_mode=incremental&page_size=50"
				+ (cursor.isEmpty() ? "" : "&cursor=" + cursor), BodyPublishers.noBody())));
	}

	private HttpRequest.Builder keyed(HttpRequest.Builder request) {
		return request.header("x-apikey", this.id + "-" + SECRET).header("x-connection-id", "conn_" + this.id);
	}

}
