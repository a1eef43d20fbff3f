package io.onerow.api.description;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.HttpStatus;

/**
 * How a wire refuses: its error body, with the words of each status in it.
 *
 * @param common when, and in which words, by status
 * @param source what the wire says of it
 */
record Refusals(ObjectNode common, ObjectNode source) {

	static final String PREFIX = "#/components/headers/";

	/** What tells how many requests a credential may send, where they are limited. */
	static final List<String> ALLOWANCE = List.of("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset");

	/** The answer of a status, as all routes of the wire have it. */
	ObjectNode answer(String status, boolean challenges) {
		ObjectNode answer = JsonNodeFactory.instance.objectNode();
		answer.set("description", this.common.get(status).get("description"));
		ObjectNode headers = answer.putObject("headers");
		for (String header : headers(status, challenges)) {
			headers.putObject(header).put("$ref", PREFIX + header);
		}
		ObjectNode content = answer.putObject("content").putObject(this.source.get("type").stringValue());
		content.putObject("schema").put("$ref", "#/components/schemas/" + this.source.get("schema").stringValue());
		content.putObject("examples")
			.putObject("any")
			.set("value", body(status, JsonNodeFactory.instance.objectNode()));
		return answer;
	}

	/** Those that are about writes are there where the route has them. */
	private static List<String> headers(String status, boolean challenges) {
		List<String> headers = new ArrayList<>(
				List.of("x-request-id", "Onerow-Dry-Run", "Idempotency-Expires", "Idempotency-Replayed"));
		if (!status.equals("401")) {
			headers.addAll(ALLOWANCE);
		}
		switch (status) {
			case "401", "403" -> {
				if (challenges) {
					headers.add("WWW-Authenticate");
				}
			}
			case "409" -> headers.addAll(List.of("Retry-After", "Onerow-Outcome", "Onerow-Match"));
			case "429", "500", "503" -> headers.add("Retry-After");
			default -> {
				// the status says it
			}
		}
		return headers;
	}

	/**
	 * A body.
	 * @param own the words, and the members, in which it is another than usual
	 */
	ObjectNode body(String status, ObjectNode own) {
		ObjectNode words = this.common.withObject(status).deepCopy();
		words.put("status", Integer.parseInt(status));
		words.put("title", HttpStatus.valueOf(Integer.parseInt(status)).getReasonPhrase());
		if (this.source.path("words").get(status) instanceof ObjectNode wire) {
			words.setAll(wire);
		}
		words.setAll(own);
		ObjectNode template = this.source.withObject("example");
		ObjectNode body = (ObjectNode) filled(template, words);
		String text = template.toString();
		own.forEachEntry((name, value) -> {
			if (!text.contains("\"$" + name + "\"")) {
				body.set(name, value);
			}
		});
		return body;
	}

	private static JsonNode filled(JsonNode template, ObjectNode words) {
		if (template instanceof ObjectNode object) {
			ObjectNode filled = JsonNodeFactory.instance.objectNode();
			object.forEachEntry((name, value) -> filled.set(name, filled(value, words)));
			return filled;
		}
		if (template instanceof ArrayNode list) {
			ArrayNode filled = JsonNodeFactory.instance.arrayNode();
			list.forEach((value) -> filled.add(filled(value, words)));
			return filled;
		}
		String text = template.asString();
		int place = text.indexOf('$');
		if (place < 0) {
			return template;
		}
		JsonNode word = words.get(text.substring(place + 1));
		return (place == 0) ? word : JsonNodeFactory.instance.stringNode(text.substring(0, place) + word.asString());
	}

}
