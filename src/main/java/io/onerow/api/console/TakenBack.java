package io.onerow.api.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.onerow.job.Job;
import io.onerow.job.Jobs;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.NotFound;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an undo of many writes has come to.
 *
 * @param counts by word; empty if there was none
 * @param isGoingOn whether it is not over yet
 */
record TakenBack(Map<String, String> counts, boolean isGoingOn) {

	private static final List<String> WORDS = List.of("reversed", "kept", "failed");

	private static final TakenBack NOTHING = new TakenBack(Map.of(), false);

	/**
	 * As it is known.
	 * @param undone its counts or its job, as JSON; null if there was none
	 */
	static TakenBack of(TenantId tenant, @Nullable String undone, Jobs jobs) {
		if (undone == null) {
			return NOTHING;
		}
		JsonNode told = Shown.json(undone);
		String id = told.path("jobId").asString("");
		if (id.isEmpty()) {
			return new TakenBack(counts(told), false);
		}
		try {
			Job job = jobs.get(tenant, UUID.fromString(id));
			Map<String, String> counts = counts(Shown.json(job.result()));
			counts.put("state", job.state().toString());
			return new TakenBack(counts, job.state() == Job.State.RUNNING);
		}
		catch (NotFound ex) {
			return NOTHING;
		}
	}

	private static Map<String, String> counts(JsonNode told) {
		Map<String, String> counts = new LinkedHashMap<>();
		WORDS.forEach((word) -> counts.put(word, told.path(word).asString("0")));
		return counts;
	}

}
