package io.onerow.api.openint;

import java.util.List;

import io.onerow.api.json.Fault;
import io.onerow.api.json.InvalidBody;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A row of a file as the body of an upsert on one of its members.
 *
 * @param what the record is called
 * @param key the member that it is found by
 */
record RecordRow(String what, String key) {

	private static final String RECORD = "record.";

	/**
	 * The body.
	 * @throws InvalidBody if the row has nothing that it could be found by
	 */
	ObjectNode body(ObjectNode record) {
		JsonNode value = record.get(this.key);
		if (value == null) {
			throw new InvalidBody(
					List.of(new Fault("/" + this.key, "is required, as " + this.what + " is found by it")));
		}
		ObjectNode body = JsonNodeFactory.instance.objectNode();
		body.putObject("upsert_on").put("key", this.key).putArray("values").add(value);
		body.set("record", record);
		return body;
	}

	/** The member of the row that a path in the body leads to. */
	String member(String path) {
		return path.startsWith(RECORD) ? path.substring(RECORD.length())
				: path.startsWith("upsert_on") ? this.key : path;
	}

}
