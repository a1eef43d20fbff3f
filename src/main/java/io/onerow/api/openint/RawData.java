package io.onerow.api.openint;

import io.onerow.upsert.Attributes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The record as last received, with all passthrough fields that were ever received. */
final class RawData {

	private RawData() {
	}

	/** An account that came over another wire has none: an empty object. */
	static JsonNode of(Attributes attributes) {
		ObjectNode raw = JsonNodeFactory.instance.objectNode();
		if (attributes.get(SentRecord.RAW) instanceof ObjectNode received) {
			raw.setAll(received);
		}
		JsonNode passthrough = attributes.get(SentRecord.PASSTHROUGH);
		return (passthrough != null) ? raw.set(SentRecord.PASSTHROUGH, passthrough) : raw;
	}

}
