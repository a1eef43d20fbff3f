package io.onerow.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onerow.matching.Explanation;
import io.onerow.matching.MatchKey;
import io.onerow.matching.NameKey;
import io.onerow.upsert.Explaining.Explained;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Why an upsert would be of which record; of a list, an item for each.
 *
 * @param decision matched, new, ambiguous, conflict, unknown; refused where the wire did
 * not come to look
 * @param matched the id of the record that it is; null if it is none
 * @param items one for each record that was looked for, the first hundred; null where one
 * was sent
 * @param total how many records were looked for
 * @param answer what the wire would answer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExplainResponse(@Nullable String decision,
		@JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String matched, @Nullable String rule,
		@Nullable List<Looked> candidates, @Nullable List<Item> items, @Nullable Integer total, Answer answer) {

	public static ExplainResponse of(Explainer.Answer answer, JsonMapper json) {
		Answer wire = new Answer(answer.status(), body(answer.body(), json));
		List<Item> items = answer.explaining().explained().stream().map(ExplainResponse::item).toList();
		if (items.size() > 1 || (!items.isEmpty() && items.get(0).item() != null)) {
			return new ExplainResponse(null, null, null, null, items, answer.explaining().total(), wire);
		}
		Item one = items.isEmpty() ? new Item(null, "refused", null, null, List.of()) : items.get(0);
		return new ExplainResponse(one.decision(), one.matched(), one.rule(), one.candidates(), null, null, wire);
	}

	private static @Nullable Object body(byte[] body, JsonMapper json) {
		try {
			JsonNode read = json.readTree(body);
			return read.isMissingNode() ? null : read;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private static <T extends Comparable<T>> Item item(Explained<T> explained) {
		Explanation<T> explanation = explained.explanation();
		T matched = explanation.matched();
		return new Item(explained.place(), explanation.decision(),
				(matched != null) ? explained.id().apply(matched) : null,
				(explanation.rule() != null) ? explanation.rule().word() : null,
				explanation.judged().stream().map((one) -> Looked.of(one, explained.id())).toList());
	}

	/**
	 * Of one record that was sent.
	 *
	 * @param item its place in the list, from 0; null of the account that a list comes
	 * with
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Item(@Nullable Integer item, String decision, @Nullable String matched, @Nullable String rule,
			List<Looked> candidates) {

	}

	/**
	 * A record that was looked at, and what was thought of it.
	 *
	 * @param recordId null of one that an item before would create
	 * @param evidence of a key that it has several of, a list
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Looked(@Nullable String recordId, Map<String, Object> evidence, @Nullable String rung,
			boolean accepted, String why) {

		public static <T extends Comparable<T>> Looked of(Explanation.Judged<T> judged,
				Function<T, @Nullable String> id) {
			Map<String, List<String>> keys = new LinkedHashMap<>();
			for (MatchKey key : judged.keys()) {
				keys.computeIfAbsent(key.kind().toString(), (kind) -> new ArrayList<>(1)).add(shown(key));
			}
			Map<String, Object> evidence = new LinkedHashMap<>();
			keys.forEach((kind, values) -> evidence.put(kind, (values.size() == 1) ? values.get(0) : values));
			NameKey name = judged.candidate().name();
			if (name != null) {
				evidence.put("name", name.value());
				evidence.put("records", judged.candidate().records());
			}
			put("distance", judged.distance(), evidence);
			put("limit", judged.limit(), evidence);
			judged.evidence().forEach((thing, sign) -> evidence.putIfAbsent(thing, sign.toString()));
			return new Looked(id.apply(judged.candidate().id()), evidence, judged.rung(), judged.accepted(),
					judged.why());
		}

		/** As a record shows its keys. */
		private static String shown(MatchKey key) {
			return switch (key.kind()) {
				// behind what tells the one from the other in the index
				case WEBSITE, DOMAIN -> key.value().substring(2);
				// parts of a key are told apart by a character that nobody types
				default -> key.value().replace('\1', '/');
			};
		}

		private static void put(String name, @Nullable Integer value, Map<String, Object> evidence) {
			if (value != null) {
				evidence.put(name, value);
			}
		}

	}

	/** What the wire would answer. */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Answer(int status, @Nullable Object body) {

	}

}
