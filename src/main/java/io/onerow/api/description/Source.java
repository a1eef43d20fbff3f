package io.onerow.api.description;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.core.io.ClassPathResource;

/**
 * What people have written of one wire, in {@code description/}: OpenAPI, in which a
 * reference to a schema is its name alone, {@code always: true} says of an object that it
 * has all of its members always and no others, a value may be of several types, and
 * {@link Operation} adds what the code declares.
 */
final class Source {

	private static final String REF = "$ref";

	private static final String ALWAYS = "always";

	private static final int MOST_ALIASES = 1_000;

	private static final String TYPE = "type";

	private static final String INTEGER = "integer";

	private static final String NUMBER = "number";

	private static final List<String> TYPES = List.of("string", NUMBER, "boolean", "object", "array", "null");

	/** What is no schema. */
	private static final Set<String> EXAMPLES = Set.of("example", "examples", "refused");

	private Source() {
	}

	static ObjectNode read(String name) {
		LoaderOptions options = new LoaderOptions();
		options.setMaxAliasesForCollections(MOST_ALIASES);
		try (InputStream file = new ClassPathResource("description/" + name + ".yaml").getInputStream()) {
			ObjectNode source = JsonMapper.shared()
				.valueToTree(new Yaml(new SafeConstructor(options)).<Object>load(file));
			spellOut(source);
			return source;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void spellOut(JsonNode node) {
		if (node instanceof ArrayNode list) {
			list.forEach(Source::spellOut);
		}
		if (node instanceof ObjectNode object) {
			spellOut(object);
		}
	}

	private static void spellOut(ObjectNode object) {
		JsonNode ref = object.get(REF);
		if (ref != null && !ref.stringValue().startsWith("#")) {
			object.put(REF, "#/components/schemas/" + ref.stringValue());
		}
		if (object.path(ALWAYS).isBoolean()) {
			object.remove(ALWAYS);
			ArrayNode required = object.putArray("required");
			object.get("properties").propertyNames().forEach(required::add);
			object.put("additionalProperties", false);
		}
		for (Map.Entry<String, JsonNode> member : object.properties()) {
			if (!EXAMPLES.contains(member.getKey())) {
				spellOut(member.getValue());
			}
		}
		if (object.get(TYPE) instanceof ArrayNode types) {
			spellOut(object, types.valueStream().map(JsonNode::stringValue).toList());
		}
	}

	/**
	 * A value of several types is said by what it is not. Of a list of types, generators
	 * of clients make a class without members; so it is any value to them.
	 */
	private static void spellOut(ObjectNode object, List<String> types) {
		boolean integer = types.contains(INTEGER);
		List<String> named = types.stream().map((type) -> type.equals(INTEGER) ? NUMBER : type).toList();
		if (named.stream().filter((type) -> !type.equals("null")).count() > 1) {
			object.remove(TYPE);
			if (integer) {
				object.put("multipleOf", 1);
			}
			ObjectNode not = object.putObject("not");
			ArrayNode others = not.putArray(TYPE);
			TYPES.stream().filter((type) -> !named.contains(type)).forEach(others::add);
			// which linters want beside the type of a list
			not.putObject("items");
		}
	}

	/** All that a description refers to. */
	static List<String> references(JsonNode node) {
		List<String> references = new ArrayList<>();
		node.findValues(REF).forEach((ref) -> references.add(ref.stringValue()));
		return references;
	}

}
