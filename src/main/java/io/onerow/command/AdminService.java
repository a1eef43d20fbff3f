package io.onerow.command;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** The routes of administration of a service, for a client that may administer. */
final class AdminService {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final String BASE = "/api/onerow/v1/admin/";

	private static final Duration CONNECT = Duration.ofSeconds(10);

	private static final Duration ANSWER = Duration.ofSeconds(60);

	private static final int FIRST_FAILURE = 300;

	private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();

	private final String url;

	private final String basic;

	private @Nullable String bearer;

	AdminService(URI url, String clientId, String clientSecret) {
		this.url = url.toString().replaceFirst("/+$", "");
		this.basic = "Basic " + Base64.getEncoder()
			.encodeToString((encoded(clientId) + ":" + encoded(clientSecret)).getBytes(StandardCharsets.UTF_8));
	}

	JsonNode create(String kind, Map<String, ?> members) {
		return send("POST", kind, members);
	}

	/** All that there are, page by page. */
	JsonNode list(String kind) {
		ArrayNode all = JSON.createArrayNode();
		String after = "";
		while (true) {
			JsonNode page = send("GET", kind + "?limit=1000" + after, null);
			all.addAll(page.get("items").values());
			if (page.get("next").isNull()) {
				return all;
			}
			after = "&after=" + encoded(page.get("next").stringValue());
		}
	}

	JsonNode act(String kind, String id, String action, Map<String, ?> members) {
		return send("POST", kind + "/" + encoded(id) + "/" + action, members);
	}

	void end(String kind, String id) {
		send("DELETE", kind + "/" + encoded(id), null);
	}

	private JsonNode send(String method, String path, @Nullable Map<String, ?> members) {
		if (this.bearer == null) {
			this.bearer = "Bearer " + token();
		}
		BodyPublisher body = (members != null) ? BodyPublishers.ofString(JSON.writeValueAsString(members))
				: BodyPublishers.noBody();
		return answer(
				request(BASE + path, this.bearer).header("Content-Type", "application/json").method(method, body));
	}

	private String token() {
		return answer(
				request("/api/oauth/token", this.basic).header("Content-Type", "application/x-www-form-urlencoded")
					.POST(BodyPublishers.ofString("grant_type=client_credentials&scope=admin")))
			.path("access_token")
			.asString();
	}

	private HttpRequest.Builder request(String path, String authorization) {
		return HttpRequest.newBuilder(URI.create(this.url + path))
			.timeout(ANSWER)
			.header("Authorization", authorization)
			.header("Accept", "application/json");
	}

	private JsonNode answer(HttpRequest.Builder request) {
		try {
			HttpResponse<String> answer = this.http.send(request.build(), BodyHandlers.ofString());
			JsonNode body = answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
			if (answer.statusCode() >= FIRST_FAILURE) {
				throw new Refused(answer.statusCode() + ": " + why(body));
			}
			return body;
		}
		catch (JacksonException ex) {
			throw new Refused("What answers at " + this.url + " is no Onerow");
		}
		catch (IOException ex) {
			throw new Refused("Nothing answers at " + this.url);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new Refused("Interrupted");
		}
	}

	/** In the words of the service: what is wrong with each member, or with the whole. */
	private static String why(JsonNode problem) {
		if (problem.path("errors").size() > 1) {
			return problem.get("errors").toString();
		}
		return Stream.of("message", "detail", "error")
			.map(problem::path)
			.filter(JsonNode::isString)
			.map(JsonNode::stringValue)
			.findFirst()
			.orElse("The request was refused");
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

}
