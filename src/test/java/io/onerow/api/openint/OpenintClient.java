package io.onerow.api.openint;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.tenant.Connections;
import io.onerow.tenant.Provider;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import tools.jackson.databind.JsonNode;

import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A client of the dialect with an API key of its own and one connection. */
public final class OpenintClient {

	private final Client http;

	private final String key;

	private final String connection;

	private OpenintClient(Client http, String key, String connection) {
		this.http = http;
		this.key = key;
		this.connection = connection;
	}

	/** Creates what is missing of the tenant, a key and the connection. */
	static OpenintClient of(ApplicationContext context, String tenant, String connection, Provider provider) {
		TenantId id = context.getBean(Tenants.class).ensure(new TenantId(tenant)).id();
		context.getBean(Connections.class).ensure(id, connection, provider);
		return new OpenintClient(Client.anonymous(context), key(context, tenant, "accounts:all"), connection);
	}

	/** With the key of an administrator, on no connection that there is. */
	public static OpenintClient ofAdministrator(ApplicationContext context, String tenant) {
		context.getBean(Tenants.class).ensure(new TenantId(tenant));
		return new OpenintClient(Client.anonymous(context), key(context, tenant, "accounts:all", "connections:all"),
				"conn_none");
	}

	private static String key(ApplicationContext context, String tenant, String... scopes) {
		String key = UUID.randomUUID() + "-" + UUID.randomUUID();
		context.getBean(JdbcClient.class).sql("""
				insert into api_key (tenant_id, key_id, hash, scopes)
				select ?, left(encode(hash, 'hex'), 16), hash, ?
				from (select sha256(convert_to(?, 'UTF8')) as hash) k""").params(tenant, scopes, key).update();
		return key;
	}

	/** On a connection that nobody else uses. */
	public static OpenintClient ofNewConnection(ApplicationContext context, String tenant) {
		return of(context, tenant, "conn_" + UUID.randomUUID(), Provider.NATIVE);
	}

	OpenintClient on(String connection) {
		return new OpenintClient(this.http, this.key, connection);
	}

	OpenintClient with(String key) {
		return new OpenintClient(this.http, key, this.connection);
	}

	public String connection() {
		return this.connection;
	}

	public String key() {
		return this.key;
	}

	public HttpResponse<String> get(String path) {
		return this.http.send(headed(this.http.request("GET", path, BodyPublishers.noBody())));
	}

	public HttpResponse<String> send(String method, String path, String body) {
		return this.http.send(headed(this.http.request(method, path, BodyPublishers.ofString(body)))
			.header("Content-Type", "application/json"));
	}

	/** With these headers, names and values, in place of the connection's id. */
	HttpResponse<String> getBy(String path, String... headers) {
		return this.http.send(
				this.http.request("GET", path, BodyPublishers.noBody()).header("x-apikey", this.key).headers(headers));
	}

	HttpRequest.Builder headed(HttpRequest.Builder request) {
		return request.header("x-apikey", this.key).header("x-connection-id", this.connection);
	}

	/** Upserts by any of the values; the values are quoted here. */
	public HttpResponse<String> upsert(String entity, String key, String record, String... values) {
		return send("POST", "/unified/crm/" + entity + "/_upsert", """
				{"upsert_on": {"key": "%s", "values": ["%s"]}, "record": %s}""".formatted(key,
				String.join("\", \"", values), record));
	}

	/** As {@link #upsert}, which must succeed. */
	JsonNode upserted(String entity, String key, String record, String... values) {
		HttpResponse<String> answer = upsert(entity, key, record, values);
		if (answer.statusCode() != 200) {
			throw new AssertionError(answer.statusCode() + " " + answer.body());
		}
		return Client.json(answer).get("record");
	}

	JsonNode page(String path) {
		HttpResponse<String> answer = get(path);
		if (answer.statusCode() != 200) {
			throw new AssertionError(answer.statusCode() + " " + answer.body());
		}
		return Client.json(answer);
	}

}
