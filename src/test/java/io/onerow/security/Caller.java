package io.onerow.security;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.onerow.Described;

/**
 * Calls the service as a client over the network does. What it is answered must be as
 * {@link Described}.
 */
public final class Caller {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private final String base;

	public Caller(int port) {
		this.base = "http://127.0.0.1:" + port;
	}

	/** Headers come as names and values in turn. */
	public HttpResponse<String> call(String method, String path, String... headers) {
		return send(method, path, "", headers);
	}

	public HttpResponse<String> send(String method, String path, String body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.base + path))
			.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
		if (headers.length > 0) {
			request.headers(headers);
		}
		try {
			HttpRequest sent = request.build();
			HttpResponse<String> answer = HTTP.send(sent, BodyHandlers.ofString());
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

	public HttpResponse<String> with(String token, String method, String path) {
		return call(method, path, "Authorization", "Bearer " + token);
	}

	public HttpResponse<String> askForToken(String client, String secret, String form) {
		return send("POST", "/api/oauth/token", "grant_type=client_credentials" + form, "Content-Type",
				"application/x-www-form-urlencoded", "Authorization", basic(client, secret));
	}

	public String token(String client, String secret, String... scopes) {
		String form = (scopes.length == 0) ? ""
				: "&scope=" + URLEncoder.encode(String.join(" ", scopes), StandardCharsets.UTF_8);
		try {
			return JSONObjectUtils.getString(JSONObjectUtils.parse(askForToken(client, secret, form).body()),
					"access_token");
		}
		catch (ParseException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public static String basic(String client, String secret) {
		return "Basic " + Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
	}

}
