package io.onerow.command;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The native routes of a service that runs, for an OAuth client with one scope. */
final class OnerowClient {

	static final JsonMapper JSON = JsonMapper.shared();

	private static final String BASE = "/api/onerow/v1/";

	private static final Duration CONNECT = Duration.ofSeconds(10);

	private static final Duration ANSWER = Duration.ofSeconds(60);

	/** Of a file, which takes as long as its way. */
	private static final Duration FILE = Duration.ofHours(24);

	private static final int UNAUTHORIZED = 401;

	private static final int NO_CONTENT = 204;

	private static final int FIRST_FAILURE = 300;

	private static final int FIRST_FAULT = 500;

	private static final int CONFLICT = 409;

	/** Of refusals that are over soon: another one is at it, or there is no room. */
	private static final Set<Integer> PASSING = Set.of(UNAUTHORIZED, 408, CONFLICT, 429);

	private static final String OFFSET = "Upload-Offset";

	private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();

	private final String url;

	private final String basic;

	private final String scope;

	private @Nullable String bearer;

	OnerowClient(URI url, String clientId, String clientSecret, String scope) {
		this.url = url.toString().replaceFirst("/+$", "");
		this.scope = scope;
		this.basic = "Basic " + Base64.getEncoder()
			.encodeToString((encoded(clientId) + ":" + encoded(clientSecret)).getBytes(StandardCharsets.UTF_8));
	}

	/** Sends members as JSON, or nothing; refused if the answer is no success. */
	JsonNode send(String method, String path, @Nullable Map<String, ?> members) {
		BodyPublisher body = (members != null) ? BodyPublishers.ofString(JSON.writeValueAsString(members))
				: BodyPublishers.noBody();
		HttpResponse<String> answer = ask(method, path, body);
		if (answer.statusCode() == UNAUTHORIZED && this.bearer != null) {
			// it may have become too old
			this.bearer = null;
			answer = ask(method, path, body);
		}
		return read(answer);
	}

	private HttpResponse<String> ask(String method, String path, BodyPublisher body) {
		return exchange(authorized(path, ANSWER).header("Content-Type", "application/json").method(method, body),
				BodyHandlers.ofString());
	}

	/**
	 * Sends what of a file comes next.
	 * @return the import, if that was all of it
	 * @throws Unanswered if it may be tried again behind what has arrived
	 */
	Optional<JsonNode> append(String path, long offset, BodyPublisher bytes) {
		HttpResponse<String> answer = passing(exchange(authorized(path, FILE).header(OFFSET, Long.toString(offset))
			.header("Content-Type", "application/offset+octet-stream")
			.method("PATCH", bytes), BodyHandlers.ofString()));
		return (answer.statusCode() == NO_CONTENT) ? Optional.empty() : Optional.of(read(answer));
	}

	/**
	 * How many bytes of a file have arrived.
	 * @throws Unanswered if it may be asked again
	 */
	long offset(String path) {
		HttpResponse<String> answer = passing(exchange(authorized(path, ANSWER).GET(), BodyHandlers.ofString()));
		return read(answer).get("offset").longValue();
	}

	/** What has not been refused for good. */
	private HttpResponse<String> passing(HttpResponse<String> answer) {
		if (answer.statusCode() == UNAUTHORIZED) {
			// it may have become too old
			this.bearer = null;
		}
		if (PASSING.contains(answer.statusCode()) || answer.statusCode() >= FIRST_FAULT) {
			throw new Unanswered(answer.statusCode() + ": The service does not take the file now",
					answer.statusCode() == CONFLICT);
		}
		return answer;
	}

	/** Sends a file. */
	JsonNode upload(String path, BodyPublisher file) {
		return read(exchange(authorized(path, FILE).header("Content-Type", "application/octet-stream").POST(file),
				BodyHandlers.ofString()));
	}

	/** Answers a file. */
	InputStream download(String path) {
		HttpResponse<InputStream> answer = exchange(authorized(path, ANSWER).GET(), BodyHandlers.ofInputStream());
		if (answer.statusCode() >= FIRST_FAILURE) {
			throw new Refused(answer.statusCode() + ": The request was refused");
		}
		return answer.body();
	}

	private HttpRequest.Builder authorized(String path, Duration timeout) {
		if (this.bearer == null) {
			this.bearer = "Bearer " + token();
		}
		return request(BASE + path, this.bearer, timeout);
	}

	private String token() {
		return read(
				exchange(
						request("/api/oauth/token", this.basic, ANSWER)
							.header("Content-Type", "application/x-www-form-urlencoded")
							.POST(BodyPublishers
								.ofString("grant_type=client_credentials&scope=" + encoded(this.scope))),
						BodyHandlers.ofString()))
			.path("access_token")
			.asString();
	}

	private HttpRequest.Builder request(String path, String authorization, Duration timeout) {
		return HttpRequest.newBuilder(URI.create(this.url + path))
			.timeout(timeout)
			.header("Authorization", authorization)
			.header("Accept", "application/json, text/csv");
	}

	private <T> HttpResponse<T> exchange(HttpRequest.Builder request, BodyHandler<T> handler) {
		try {
			return this.http.send(request.build(), handler);
		}
		catch (IOException ex) {
			throw new Unanswered("Nothing answers at " + this.url, false);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new Refused("Interrupted");
		}
	}

	private JsonNode read(HttpResponse<String> answer) {
		try {
			JsonNode body = answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
			if (answer.statusCode() >= FIRST_FAILURE) {
				throw new Refused(answer.statusCode() + ": " + why(body));
			}
			return body;
		}
		catch (JacksonException ex) {
			throw new Refused("What answers at " + this.url + " is no Onerow");
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

	static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

}
