package io.onerow.api.openint;

import java.util.HashMap;
import java.util.Map;

import io.onerow.api.json.Members;
import io.onerow.api.json.Unfit;
import io.onerow.upsert.AttributesPatch;
import io.onerow.upsert.Change;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The record of a request, with the attributes that are read from it; a blank is as
 * absent. What is sent beside the known members is kept as received, and answered as raw
 * data.
 */
final class SentRecord {

	static final String RAW = "raw_data";

	static final String PASSTHROUGH = "passthrough_fields";

	private static final int TEXT_MAX = 1_000;

	private final Members members;

	private final Map<String, Change<JsonNode>> attributes = new HashMap<>();

	private SentRecord(Members members, ObjectNode raw) {
		this.members = members.withoutBlanks();
		this.attributes.put(RAW, Change.set(raw));
	}

	/**
	 * The record in a body.
	 * @throws io.onerow.api.json.InvalidBody if there is none, or it cannot be stored
	 */
	static SentRecord in(Members body) {
		Change<JsonNode> storable = body.require("record").any("record");
		Change<Members> record = (storable instanceof Change.Set<JsonNode>) ? body.object("record") : Change.keep();
		if (record instanceof Change.Set<Members> read && body.sent("record") instanceof ObjectNode sent) {
			ObjectNode raw = JsonNodeFactory.instance.objectNode();
			raw.setAll(sent);
			raw.remove(PASSTHROUGH);
			return new SentRecord(read.value(), raw);
		}
		body.verify();
		throw new IllegalStateException("A record that is missing is a fault");
	}

	Members members() {
		return this.members;
	}

	SentRecord text(String name) {
		return text(name, TEXT_MAX);
	}

	SentRecord text(String name, int max) {
		return attribute(name, this.members.text(name, max).map(JsonNodeFactory.instance::stringNode));
	}

	SentRecord name(String name) {
		return attribute(name, this.members.name(name, TEXT_MAX).map(JsonNodeFactory.instance::stringNode));
	}

	SentRecord attribute(String name, Change<JsonNode> change) {
		this.attributes.put(name, change);
		return this;
	}

	/**
	 * What was read.
	 * @throws io.onerow.api.json.InvalidBody if there was a fault in the body
	 */
	AttributesPatch verified() {
		Change<ObjectNode> passthrough = this.members.read(PASSTHROUGH, (value) -> {
			if (value instanceof ObjectNode object) {
				return object;
			}
			throw new Unfit("must be an object");
		});
		this.members.verify();
		return new AttributesPatch(this.attributes, Map.of(PASSTHROUGH, passthrough));
	}

}
