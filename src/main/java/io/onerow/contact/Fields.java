package io.onerow.contact;

import java.util.Map;

import io.onerow.upsert.Attributes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The fields of a contact by the names that they have in the history. */
record Fields(JsonNode stored) {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final String ATTRIBUTE = "attributes.";

	static Fields parse(String json) {
		return new Fields(JSON.readTree(json));
	}

	@Nullable String text(String name) {
		JsonNode value = this.stored.get(name);
		return (value != null) ? value.asString() : null;
	}

	/** Those that are no fields of every contact. */
	Attributes attributes() {
		ObjectNode attributes = JsonNodeFactory.instance.objectNode();
		for (Map.Entry<String, JsonNode> field : this.stored.properties()) {
			if (field.getKey().startsWith(ATTRIBUTE)) {
				attributes.set(field.getKey().substring(ATTRIBUTE.length()), field.getValue());
			}
		}
		return Attributes.parse(attributes.toString());
	}

}
