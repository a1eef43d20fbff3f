package io.onerow.undo;

import java.time.Duration;
import java.util.List;

import io.onerow.history.HistoryId;
import io.onerow.job.Job;
import io.onerow.job.JobWork;
import io.onerow.undo.UndoFunctions.Place;
import io.onerow.upsert.Deadline;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.stereotype.Component;

/**
 * Undoes all writes of a request, newest first, in rounds: where some had to wait for
 * others, which were undone after them, it begins again with what is not undone, as long
 * as that helps.
 */
@Component
class UndoJob implements JobWork {

	static final String KIND = "undo";

	/** Of what was not undone, so much is told. */
	private static final int TOLD = 100;

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final String AGAIN = "again";

	/** Of a step. */
	private static final Duration LONGEST = Duration.ofSeconds(5);

	private final Undo undo;

	UndoJob(Undo undo) {
		this.undo = undo;
	}

	@Override
	public String kind() {
		return KIND;
	}

	@Override
	public Step step(Job job) {
		Place after = (job.place() != null && !job.place().equals(AGAIN)) ? Place.parse(job.place()) : null;
		List<UndoneWrite> writes = this.undo.page(job.tenant(), job.subject(), after);
		ObjectNode result = (ObjectNode) JSON.readTree(job.result());
		if (writes.isEmpty()) {
			return end(job, result);
		}
		if (after == null) {
			begin(result);
		}
		List<Undone> undone = this.undo.undo(job.tenant(), writes, Deadline.in(LONGEST));
		undone.forEach((one) -> count(one, result));
		long done = Math.max(job.done(),
				result.get("reversed").asLong() + result.get("kept").asLong() + result.get("failed").asLong());
		return new Step(done, Place.of(writes.get(undone.size() - 1)).toString(), result.toString());
	}

	private static void begin(ObjectNode result) {
		result.put("reversed", 0).put("kept", 0).put("failed", 0).put("waiting", 0).putArray("items");
	}

	private static void count(Undone undone, ObjectNode result) {
		add(result, undone.outcome());
		if (undone.waits()) {
			add(result, "waiting");
		}
		if (undone.why() != null && result.get("items").size() < TOLD) {
			result.withArrayProperty("items")
				.addObject()
				.put("historyId", new HistoryId(undone.record(), undone.version()).toString())
				.put("recordId", undone.record().toString())
				.put("outcome", undone.outcome())
				.put("reason", undone.why().toString());
		}
	}

	private static void add(ObjectNode result, String count) {
		result.put(count, result.get(count).asLong() + 1);
	}

	/** Of a round; another one follows if it could come to more. */
	private static Step end(Job job, ObjectNode result) {
		long waiting = result.path("waiting").asLong();
		JsonNode before = result.get("waited");
		if (waiting > 0 && (before == null || waiting < before.asLong())) {
			return new Step(job.done(), AGAIN, result.put("waited", waiting).toString());
		}
		result.remove(List.of("waiting", "waited"));
		return new Step(job.done(), null, result.toString());
	}

}
