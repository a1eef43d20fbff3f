package io.onerow.api.onerow;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.onerow.history.HistoryEntry;
import io.onerow.history.HistoryId;
import org.jspecify.annotations.Nullable;

/**
 * One entry on the wire.
 *
 * @param match the members of the receipt, and the policy; null if nothing was matched
 * @param undoes the id of the entry whose write this one took back
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record HistoryItem(String id, UUID recordId, String kind, @Nullable String scope, long version, String outcome,
		Instant at, String wire, String client, String requestId, @Nullable Integer item,
		@Nullable Map<String, Object> match, @JsonRawValue @Nullable String before,
		@JsonRawValue @Nullable String after, @Nullable String undoes) {

	private static final Pattern MEMBER = Pattern.compile("([a-z-]+)=([a-z][a-z-]*|(\\d+))");

	static HistoryItem of(HistoryEntry entry) {
		return new HistoryItem(entry.id().toString(), entry.recordId(), entry.kind(), entry.scope(), entry.version(),
				entry.outcome(), entry.at(), entry.wire(), entry.client(), entry.requestId(), entry.item(),
				match(entry), entry.before(), entry.after(),
				(entry.undoes() != null) ? new HistoryId(entry.recordId(), entry.undoes()).toString() : null);
	}

	private static @Nullable Map<String, Object> match(HistoryEntry entry) {
		if (entry.receipt() == null) {
			return null;
		}
		Map<String, Object> match = new LinkedHashMap<>();
		Matcher member = MEMBER.matcher(entry.receipt());
		while (member.find()) {
			String name = member.group(1).equals("runner-up") ? "runnerUp" : member.group(1);
			match.put(name, (member.group(3) != null) ? (Object) Long.valueOf(member.group(3)) : member.group(2));
		}
		match.put("policy", entry.policy());
		return match;
	}

}
