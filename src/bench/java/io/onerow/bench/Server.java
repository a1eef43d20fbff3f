package io.onerow.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** What requests go to, on loopback. */
interface Server {

	HttpClient HTTP = HttpClient.newHttpClient();

	int port();

	/** Good for the whole measurement. */
	String token() throws IOException, InterruptedException;

	Cpu cpu() throws IOException;

	default HttpResponse<String> send(String method, Request request, String token)
			throws IOException, InterruptedException {
		return send(method, request, Map.of(), token);
	}

	default HttpResponse<String> send(String method, Request request, Map<String, String> headers, String token)
			throws IOException, InterruptedException {
		HttpRequest.Builder sent = request(request.path()).header("Authorization", "Bearer " + token)
			.header("Content-Type", "application/json")
			.method(method, BodyPublishers.ofString(request.body()));
		headers.forEach(sent::header);
		return HTTP.send(sent.build(), BodyHandlers.ofString());
	}

	default HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path)).timeout(Duration.ofSeconds(60));
	}

}
