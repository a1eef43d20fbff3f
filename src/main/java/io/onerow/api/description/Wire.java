package io.onerow.api.description;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.HttpMethod;

/** The description of one wire, as it is put together. */
final class Wire {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private static final String BELOW = "below";

	private final String name;

	private final ObjectNode source;

	private final ObjectNode words;

	/** The refusals that routes refer to, by their names. */
	private final Map<String, ObjectNode> responses = new TreeMap<>();

	Wire(String name, ObjectNode words) {
		this.name = name;
		this.source = Source.read(name);
		this.words = words;
	}

	String title() {
		return this.source.get("title").stringValue();
	}

	String about() {
		return this.source.get("description").stringValue().strip();
	}

	/** What its operations are listed under. */
	String tag() {
		return this.name;
	}

	List<String> credentials() {
		return texts(this.source.get("credentials"));
	}

	boolean challenges() {
		return credentials().contains("bearer");
	}

	/** Statuses that it does not have. */
	List<String> without() {
		return texts(this.source.path("without"));
	}

	ObjectNode headers() {
		return this.source.withObject("headers");
	}

	/**
	 * How it refuses.
	 * @param as the wire whose refusals a route has; empty for its own
	 */
	Refusals refusals(String as) {
		ObjectNode from = as.isEmpty() ? this.source : Source.read(as);
		return new Refusals(this.words, (ObjectNode) from.get("refusal"));
	}

	/** Where the refusal is that routes have in common. */
	String refusal(String status, String as) {
		String component = capitalized(as.isEmpty() ? this.name : as) + status;
		this.responses.computeIfAbsent(component, (unknown) -> refusals(as).answer(status, challenges()));
		return "#/components/responses/" + component;
	}

	/**
	 * Its operations by path.
	 * @param elsewhere which of those are there that no controller answers
	 */
	ObjectNode paths(Routes routes, Predicate<String> elsewhere) {
		ObjectNode paths = NODES.objectNode();
		this.source.get("paths").forEachEntry((path, written) -> {
			ObjectNode item = item(path, (ObjectNode) written, routes, elsewhere);
			if (item != null) {
				paths.set(path, item);
			}
		});
		return paths;
	}

	private @Nullable ObjectNode item(String path, ObjectNode written, Routes routes, Predicate<String> elsewhere) {
		ObjectNode item = NODES.objectNode();
		List<String> bases = texts(written.has(BELOW) ? written.get(BELOW) : this.source.path(BELOW));
		if (bases.size() > 1) {
			ArrayNode servers = item.putArray("servers");
			bases.forEach((base) -> servers.addObject().put("url", base.isEmpty() ? "/" : base));
		}
		if (written.has("parameters")) {
			ArrayNode parameters = item.putArray("parameters");
			written.get("parameters").forEach((one) -> parameters.add(Operation.parameter(one)));
		}
		boolean some = false;
		for (Map.Entry<String, JsonNode> member : written.properties()) {
			if (!member.getKey().equals("parameters") && !member.getKey().equals(BELOW)) {
				HttpMethod method = HttpMethod.valueOf(member.getKey().toUpperCase(Locale.ROOT));
				ObjectNode operation = (ObjectNode) member.getValue();
				if (isThere(method, path, operation, routes, elsewhere)) {
					some = true;
					item.set(member.getKey(), new Operation(this, method, path, operation, routes).described());
				}
			}
		}
		return some ? item : null;
	}

	private static boolean isThere(HttpMethod method, String path, ObjectNode operation, Routes routes,
			Predicate<String> elsewhere) {
		return operation.has("elsewhere") ? elsewhere.test(operation.get("elsewhere").stringValue())
				: routes.handler(method, path).isPresent();
	}

	/** What its operations refer to; after its paths are made. */
	ObjectNode components() {
		ObjectNode components = this.source.withObject("components").deepCopy();
		components.withObject("responses").setAll(this.responses);
		return components;
	}

	private static List<String> texts(JsonNode list) {
		List<String> texts = new ArrayList<>();
		list.forEach((text) -> texts.add(text.stringValue()));
		return texts;
	}

	private static String capitalized(String word) {
		return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
	}

}
