package io.onerow;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;

import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A user of the service over HTTP, with a tenant of its own and, by default, a token.
 * What it is answered must be as {@link Described}.
 */
public final class Client {

	private static final JsonMapper JSON = JsonMapper.shared();

	/** Of each that {@link #register} makes. */
	public static final String SECRET = "a-secret-of-the-tests";

	private final HttpClient http = HttpClient.newHttpClient();

	private final String base;

	private final @Nullable String token;

	private Client(String base, @Nullable String token) {
		this.base = base;
		this.token = token;
	}

	/** Creates the tenant if need be, and logs in with these scopes. */
	public static Client of(ApplicationContext context, String tenant, String... scopes) {
		return logIn(baseOf(context), register(context, tenant, scopes), SECRET);
	}

	/**
	 * The id of the tenant's OAuth client with these scopes, which is made if need be.
	 */
	public static String register(ApplicationContext context, String tenant, String... scopes) {
		JdbcClient jdbc = context.getBean(JdbcClient.class);
		context.getBean(Tenants.class).ensure(new TenantId(tenant));
		String all = String.join(".", scopes).replace(':', '-');
		// an id has at most 100 characters
		String id = tenant + "."
				+ ((all.length() <= 50) ? all : UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)));
		jdbc.sql("""
				insert into oauth_client (tenant_id, client_id, secret_hash, scopes) values (?, ?, ?, ?)
				on conflict do nothing""").params(tenant, id, "{noop}" + SECRET, scopes).update();
		return id;
	}

	/** Logs in with an OAuth client that there is. */
	public static Client logIn(String base, String id, String secret) {
		Client anonymous = new Client(base, null);
		String basic = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
		HttpResponse<String> answer = anonymous.send(
				anonymous.request("POST", "/api/oauth/token", BodyPublishers.ofString("grant_type=client_credentials"))
					.header("Authorization", "Basic " + basic)
					.header("Content-Type", "application/x-www-form-urlencoded"));
		return new Client(anonymous.base, json(answer).get("access_token").stringValue());
	}

	public static Client anonymous(ApplicationContext context) {
		return anonymous(baseOf(context));
	}

	public static Client anonymous(String base) {
		return new Client(base, null);
	}

	public static String baseOf(ApplicationContext context) {
		return "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
	}

	/** The same user at another instance of the service. */
	public Client at(String base) {
		return new Client(base, this.token);
	}

	/** What it sends as a bearer token. */
	public String token() {
		return Objects.requireNonNull(this.token);
	}

	public HttpResponse<String> get(String path) {
		return send(request("GET", path, BodyPublishers.noBody()));
	}

	public HttpResponse<String> delete(String path) {
		return send(request("DELETE", path, BodyPublishers.noBody()));
	}

	/** Sends JSON. */
	public HttpResponse<String> send(String method, String path, String body) {
		return send(method, path, body.getBytes(StandardCharsets.UTF_8));
	}

	public HttpResponse<String> send(String method, String path, byte[] body) {
		return send(request(method, path, BodyPublishers.ofByteArray(body)).header("Content-Type", "application/json"));
	}

	/** A request with the token and without a content type. */
	public HttpRequest.Builder request(String method, String path, HttpRequest.BodyPublisher body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.base + path)).method(method, body);
		return (this.token != null) ? request.header("Authorization", "Bearer " + this.token) : request;
	}

	public HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			HttpRequest sent = request.build();
			HttpResponse<String> answer = this.http.send(sent, BodyHandlers.ofString());
			Described.check(this.base, sent, answer);
			return answer;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	public static JsonNode json(HttpResponse<String> answer) {
		return JSON.readTree(answer.body());
	}

}
