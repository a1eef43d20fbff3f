package io.onerow.history;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;

import io.onerow.Client;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Reads history over the wire. */
final class HistoryReader {

	static final String PATH = "/api/onerow/v1/history";

	private final Client client;

	/** How far the entries are read. */
	private String place = "0";

	HistoryReader(Client client) {
		this.client = client;
	}

	/** The entries since the last call, oldest first, in one line each. */
	List<String> entries() {
		JsonNode page = page(this.place, 1_000);
		this.place = page.get("next").stringValue();
		return page.get("items").values().stream().map(HistoryReader::line).toList();
	}

	/** A page for those who follow. */
	JsonNode page(String after, int limit) {
		return json("?order=oldest&limit=" + limit + "&after=" + after);
	}

	List<JsonNode> follow(String after, int limit) {
		return page(after, limit).get("items").values().stream().toList();
	}

	/** Newest first. */
	List<JsonNode> items(String query) {
		return json(query).get("items").values().stream().toList();
	}

	List<String> outcomes(String query) {
		return items(query).stream().map((entry) -> text(entry, "outcome")).toList();
	}

	JsonNode json(String query) {
		HttpResponse<String> answer = this.client.get(PATH + query);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return Client.json(answer);
	}

	static String text(JsonNode entry, String member) {
		return entry.get(member).stringValue();
	}

	private static String line(JsonNode entry) {
		String item = entry.get("item").isNull() ? "" : "#" + entry.get("item") + " ";
		JsonNode match = entry.get("match");
		StringBuilder why = new StringBuilder(match.isNull() ? "-" : text(match, "by"));
		for (String number : List.of("distance", "limit", "candidates", "runnerUp")) {
			if (match.has(number)) {
				why.append(' ').append(number).append('=').append(match.get(number));
			}
		}
		return "%s %s %s %s %s%s %s -> %s".formatted(text(entry, "outcome"), text(entry, "wire"), text(entry, "kind"),
				entry.get("version"), item, why, sorted(entry.get("before")), sorted(entry.get("after")));
	}

	/**
	 * By name, and with single quotes; without the time of creation, which is noted of
	 * what is deleted.
	 */
	private static String sorted(JsonNode fields) {
		if (fields.isNull()) {
			return "null";
		}
		return fields.propertyNames()
			.stream()
			.filter((name) -> !name.equals("createdAt"))
			.sorted()
			.map((name) -> "'" + name + "':" + fields.get(name).toString().replace('"', '\''))
			.collect(Collectors.joining(",", "{", "}"));
	}

}
