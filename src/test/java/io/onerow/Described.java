package io.onerow;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The description of the service, against which each answer to a {@link Client} or a
 * {@code Caller} is held: its status, its headers and its body. What asks for a path or
 * method that is not there is not described.
 */
public final class Described {

	/** Those that must be told of where they are answered. */
	private static final Set<String> TOLD = Set.of("etag", "location", "retry-after", "www-authenticate",
			"onerow-outcome", "onerow-match", "onerow-withheld", "onerow-affected", "onerow-merged-into",
			"onerow-dry-run", "idempotency-expires", "idempotency-replayed", "x-ratelimit-limit",
			"x-ratelimit-remaining", "x-ratelimit-reset");

	/** By the text of the description, of which there are few. */
	private static final Map<String, Described> BY_TEXT = new ConcurrentHashMap<>();

	private static final Map<String, String> BY_BASE = new ConcurrentHashMap<>();

	private final JsonNode document;

	private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

	private final List<Route> routes = new ArrayList<>();

	private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

	private Described(String text) {
		this.document = JsonMapper.shared().readTree(text);
		this.document.get("paths").forEachEntry((path, item) -> {
			List<String> bases = new ArrayList<>();
			item.path("servers").forEach((server) -> bases.add(server.get("url").stringValue()));
			for (String base : bases.isEmpty() ? List.of("/") : bases) {
				this.routes.add(Route.of(base.equals("/") ? path : base + path, path, item));
			}
		});
		// where several fit, the one with the fewest variables
		this.routes.sort((one, other) -> Integer.compare(one.variables(), other.variables()));
	}

	public static Described of(String text) {
		return BY_TEXT.computeIfAbsent(text, Described::new);
	}

	/** Holds an answer against the description of the service that gave it. */
	public static void check(String base, HttpRequest request, HttpResponse<String> answer) {
		String text = BY_BASE.computeIfAbsent(base, Described::fetch);
		if (!text.isEmpty()) {
			of(text).check(request.method(), request.uri().getRawPath(), answer);
		}
	}

	/** Empty where there is none, as in a part of the service. */
	private static String fetch(String base) {
		try {
			HttpResponse<String> answer = HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(URI.create(base + "/openapi.json")).build(), BodyHandlers.ofString());
			if (answer.statusCode() != 200 && answer.statusCode() != 404) {
				throw new AssertionError("No description: " + answer.statusCode() + " " + answer.body());
			}
			return (answer.statusCode() == 200) ? answer.body() : "";
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private void check(String method, String path, HttpResponse<String> answer) {
		JsonNode operation = operation(method, path);
		if (operation == null) {
			return;
		}
		String what = method + " " + path + " answered " + answer.statusCode() + " " + answer.headers().map() + " "
				+ answer.body();
		JsonNode response = resolved(operation.get("responses").path(Integer.toString(answer.statusCode())));
		if (response.isMissingNode()) {
			throw new AssertionError("A status that is not described: " + what);
		}
		checkHeaders(response.path("headers"), answer, what);
		checkBody(response.path("content"), answer, what);
	}

	private @Nullable JsonNode operation(String method, String path) {
		String plain = path.endsWith("/") && path.length() > 1 ? path.substring(0, path.length() - 1) : path;
		for (Route route : this.routes) {
			JsonNode operation = route.item().get(method.toLowerCase(Locale.ROOT));
			if (operation != null && route.pattern().matcher(plain).matches()) {
				return operation;
			}
		}
		return null;
	}

	private void checkHeaders(JsonNode headers, HttpResponse<String> answer, String what) {
		answer.headers().map().keySet().stream().map((name) -> name.toLowerCase(Locale.ROOT)).forEach((name) -> {
			if (TOLD.contains(name)
					&& headers.propertyNames().stream().noneMatch((told) -> told.equalsIgnoreCase(name))) {
				throw new AssertionError("A header that is not described, " + name + ": " + what);
			}
		});
		headers.forEachEntry((name, written) -> {
			JsonNode header = resolved(written);
			String value = answer.headers().firstValue(name).orElse(null);
			if (value == null && header.path("required").asBoolean(false)) {
				throw new AssertionError("Without the header " + name + ": " + what);
			}
			if (value != null) {
				boolean number = "integer".equals(header.at("/schema/type").asString(""));
				check(pointer(written, header) + "/schema", header.get("schema"),
						number ? JsonNodeFactory.instance.numberNode(Long.parseLong(value))
								: JsonNodeFactory.instance.stringNode(value),
						"The header " + name + ": " + what);
			}
		});
	}

	private static String pointer(JsonNode written, JsonNode header) {
		return written.has("$ref") ? written.get("$ref").stringValue() : header.toString();
	}

	private void checkBody(JsonNode content, HttpResponse<String> answer, String what) {
		if (content.isMissingNode()) {
			if (!answer.body().isEmpty()) {
				throw new AssertionError("A body that is not described: " + what);
			}
			return;
		}
		String type = answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
		JsonNode media = content.get(type);
		if (media == null) {
			throw new AssertionError("A type that is not described: " + what);
		}
		if (type.endsWith("json") && !type.endsWith("ndjson")) {
			try {
				check(media.get("schema").toString(), media.get("schema"), JsonMapper.shared().readTree(answer.body()),
						what);
			}
			catch (JacksonException ex) {
				throw new AssertionError("No JSON: " + what, ex);
			}
		}
	}

	/** Holds a value against a schema of the description. */
	public void check(JsonNode schema, JsonNode value, String what) {
		check(schema.toString(), schema, value, what);
	}

	/** By the key a schema is made once. */
	private void check(String key, JsonNode schema, JsonNode value, String what) {
		List<Error> errors = this.schemas.computeIfAbsent(key, (unknown) -> schema(schema)).validate(value);
		if (!errors.isEmpty()) {
			throw new AssertionError("Not as described: " + errors + "\n" + what);
		}
	}

	/** With the document around it, to which it refers. */
	private Schema schema(JsonNode schema) {
		ObjectNode rooted = (ObjectNode) schema.deepCopy();
		rooted.set("components", this.document.get("components"));
		return this.registry.getSchema(rooted);
	}

	/** What is meant where something is referred to. */
	public JsonNode resolved(JsonNode node) {
		return node.has("$ref") ? this.document.at(node.get("$ref").stringValue().substring(1)) : node;
	}

	public JsonNode document() {
		return this.document;
	}

	/** A path as it may be asked for. */
	private record Route(Pattern pattern, int variables, JsonNode item) {

		private static final Pattern VARIABLE = Pattern.compile("\\{\\w+}");

		static Route of(String whole, String path, JsonNode item) {
			String pattern = VARIABLE.splitAsStream(whole)
				.map(Pattern::quote)
				.reduce((a, b) -> a + "[^/]+" + b)
				.orElse("");
			if (whole.endsWith("}")) {
				pattern += "[^/]+";
			}
			return new Route(Pattern.compile(pattern, whole.contains("/unified/") ? Pattern.CASE_INSENSITIVE : 0),
					(int) VARIABLE.matcher(path).results().count(), item);
		}

	}

}
