package io.onerow.api.openint;

import java.util.List;
import java.util.Map;

import io.onerow.api.json.Members;
import io.onerow.api.json.Unfit;
import io.onerow.upsert.Change;
import tools.jackson.databind.node.ArrayNode;

/** What a record is looked for by; usable once the body is verified. */
record UpsertOn<K>(Change<K> sentKey, Change<List<String>> sentValues) {

	private static final int MAX = 100;

	/**
	 * Reads the member {@code upsert_on} of a body.
	 * @param parser reads one value
	 */
	static <K> UpsertOn<K> in(Members body, Map<String, K> keys, int longest, Members.Parser<String> parser) {
		if (!(body.require("upsert_on").object("upsert_on") instanceof Change.Set<Members> sent)) {
			return new UpsertOn<>(Change.keep(), Change.keep());
		}
		Members on = sent.value().require("key", "values");
		Change<List<String>> values = on.parsedTexts("values", MAX, longest, (text) -> {
			if (text.isEmpty()) {
				throw new Unfit("must not be blank");
			}
			return parser.parse(text);
		});
		if (on.sent("values") instanceof ArrayNode array && array.isEmpty()) {
			on.fault("values", "must have at least 1 item");
		}
		return new UpsertOn<>(on.oneOf("key", keys), values);
	}

	/** The key is known, but not taken here. */
	void refuseKey(Members body, String detail) {
		if (body.object("upsert_on") instanceof Change.Set<Members> on) {
			on.value().fault("key", detail);
		}
	}

	K key() {
		return ((Change.Set<K>) this.sentKey).value();
	}

	List<String> values() {
		return ((Change.Set<List<String>>) this.sentValues).value();
	}

}
