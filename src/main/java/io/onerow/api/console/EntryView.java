package io.onerow.api.console;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.onerow.history.HistoryEntry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An entry of the history on a page.
 *
 * @param who the address of a user, the name of any other credential
 * @param receipt why it was this record; null if nothing was matched
 */
record EntryView(String id, String recordId, String kind, long version, String outcome, String at, String who,
		String wire, String requestId, @Nullable String receipt, @Nullable Long undoes, List<Changed> changes) {

	static EntryView of(HistoryEntry entry, UnaryOperator<String> names) {
		return new EntryView(entry.id().toString(), entry.recordId().toString(), entry.kind(), entry.version(),
				entry.outcome(), Shown.time(entry.at()), names.apply(entry.client()), entry.wire(), entry.requestId(),
				entry.receipt(), entry.undoes(), changes(Shown.json(entry.before()), Shown.json(entry.after())));
	}

	/** The fields of two objects that have them as they were and as they are. */
	static List<Changed> changes(JsonNode before, JsonNode after) {
		Set<String> fields = new LinkedHashSet<>(before.propertyNames());
		fields.addAll(after.propertyNames());
		List<Changed> changes = new ArrayList<>();
		fields.forEach((field) -> {
			Changed change = new Changed(field, Shown.value(before.get(field)), Shown.value(after.get(field)));
			if (change.before() != null || change.after() != null) {
				changes.add(change);
			}
		});
		return changes;
	}

	/** A field as it was and as it is; null is nothing. */
	record Changed(String field, @Nullable String before, @Nullable String after) {

	}

}
