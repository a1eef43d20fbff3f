package io.onerow.api.openint;

import io.onerow.upsert.Attributes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The record as last received, with all passthrough fields that were ever received. */
final class RawData {

	private RawData() {
	}

	static @Nullable JsonNode of(Attributes attributes) {
		JsonNode received = attributes.get(SentRecord.RAW);
		JsonNode passthrough = attributes.get(SentRecord.PASSTHROUGH);
		if (passthrough == null) {
			return received;
		}
		ObjectNode raw = JsonNodeFactory.instance.objectNode();
		if (received instanceof ObjectNode object) {
			raw.setAll(object);
		}
		return raw.set(SentRecord.PASSTHROUGH, passthrough);
	}

}
