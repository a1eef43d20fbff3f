package io.onerow.api.openint;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import io.onerow.api.Answered;
import io.onerow.api.json.Members;
import io.onerow.api.share.Turns;
import io.onerow.sync.Picked;
import io.onerow.upsert.Change;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The records that a client asks for.
 *
 * @param ids each once, where it was named first
 * @param properties the members to answer beside id and updated_at; all if none is named
 */
record BatchRead(List<UUID> ids, List<String> properties) {

	private static final int MAX = 1_000;

	private static final int LONGEST = 200;

	static BatchRead of(JsonNode json) {
		Members body = Members.of(json).require("ids");
		List<String> ids = sent(body.texts("ids", MAX, LONGEST));
		List<String> properties = sent(body.texts("properties", MAX, LONGEST));
		body.verify();
		return new BatchRead(ids.stream().map(Ids::find).flatMap(Optional::stream).distinct().toList(), properties);
	}

	<T> Iterator<JsonNode> answer(Picked.Source<T> source, Function<T, ?> response, JsonMapper mapper, Turns turns) {
		Set<String> wanted = new HashSet<>(this.properties);
		wanted.add("id");
		wanted.add("updated_at");
		return new Answered<>(new Picked<>((ids) -> turns.take(() -> source.read(ids)), this.ids), (record) -> {
			ObjectNode node = mapper.valueToTree(response.apply(record));
			return this.properties.isEmpty() ? node : node.retain(wanted);
		});
	}

	private static List<String> sent(Change<List<String>> texts) {
		return (texts instanceof Change.Set<List<String>> set) ? set.value() : List.of();
	}

}
