package io.onerow.api.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.onerow.fullsync.FullSync;
import io.onerow.job.Job;
import org.jspecify.annotations.Nullable;

/**
 * A full sync on a page.
 *
 * @param state as on the wire
 * @param missing what becomes of what is missing; empty until that is said
 * @param counts of records that were missing when it was closed, by what became of them
 * @param records how many there were then; null until then
 * @param percent how far its completion is
 * @param steps what can be done with it now, but for completing it
 * @param isLive whether it is being completed
 */
record SyncView(UUID id, String kind, String owner, String state, String missing, Map<String, Long> counts,
		@Nullable Long records, long done, long total, long percent, String openedAt, String closedAt,
		List<String> steps, boolean isLive) {

	private static final List<String> OUTCOMES = List.of("missing", "marked", "deleted", "kept");

	private static final Map<String, List<String>> STEPS = Map.of("open", List.of("cancel"), "completing",
			List.of("cancel"), "failed", List.of("cancel"), "done", List.of("undo"), "cancelled", List.of("undo"));

	static SyncView of(FullSync one, @Nullable Job job, Map<String, Long> counts) {
		String state = one.state(job);
		Map<String, Long> told = new LinkedHashMap<>();
		OUTCOMES.stream().filter(counts::containsKey).forEach((outcome) -> told.put(outcome, counts.get(outcome)));
		long done = (job != null) ? job.done() : 0;
		long total = (job != null) ? job.total() : 0;
		return new SyncView(one.id(), one.kind(), one.owner(), state,
				(one.missing() != null) ? one.missing().toString() : "", told, one.total(), done, total,
				(total > 0) ? Math.min(100, done * 100 / total) : 100, Shown.time(one.openedAt()),
				Shown.time(one.closedAt()), STEPS.getOrDefault(state, List.of()), state.equals("completing"));
	}

	/**
	 * A record that is missing on a page.
	 *
	 * @param name what it is called; null if it is gone, or nobody may see that
	 */
	record MissingView(UUID id, @Nullable String name, String outcome) {

	}

}
