package io.onerow.api.idempotency;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import io.onerow.Client;
import io.onerow.api.openint.OpenintClient;

import org.springframework.context.ApplicationContext;

/** Sends to any wire, with a key and with further headers. */
final class Wire {

	private final Client client;

	private final List<String> credentials;

	private Wire(Client client, List<String> credentials) {
		this.client = client;
		this.credentials = credentials;
	}

	static Wire withToken(ApplicationContext context, String tenant) {
		return new Wire(Client.of(context, tenant, "accounts:all", "customers:read", "customers:write", "bulk:write"),
				List.of());
	}

	/** Another client of the same tenant. */
	static Wire withOtherToken(ApplicationContext context, String tenant) {
		return new Wire(Client.of(context, tenant, "accounts:all", "customers:write"), List.of());
	}

	static Wire withApiKey(ApplicationContext context, String tenant) {
		OpenintClient openint = OpenintClient.ofNewConnection(context, tenant);
		return new Wire(Client.anonymous(context),
				List.of("x-apikey", openint.key(), "x-connection-id", openint.connection()));
	}

	/** The same caller at another instance of the service. */
	Wire at(String base) {
		return new Wire(this.client.at(base), this.credentials);
	}

	HttpResponse<String> send(String key, String method, String path, String body, String... more) {
		List<String> headers = new ArrayList<>(this.credentials);
		headers.addAll(List.of("Idempotency-Key", key));
		headers.addAll(List.of(more));
		return send(method, path, body, headers);
	}

	HttpResponse<String> send(String method, String path, String body) {
		return send(method, path, body, this.credentials);
	}

	private HttpResponse<String> send(String method, String path, String body, List<String> headers) {
		HttpRequest.Builder request = this.client.request(method, path,
				body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
		if (!headers.isEmpty()) {
			request.headers(headers.toArray(String[]::new));
		}
		return this.client.send(request.header("Content-Type", "application/json"));
	}

}
