package io.onerow.fullsync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.onerow.fullsync.FullSync.Missing;
import io.onerow.job.Job;
import io.onerow.job.JobWork;
import io.onerow.upsert.Deadline;
import io.onerow.upsert.UpsertRetry;
import io.onerow.upsert.WriteContext;

import org.springframework.stereotype.Component;

/**
 * Completes a full sync: first it notes which records are missing, in their order, then
 * it deletes them if that was said, each in a transaction of its own that notes what
 * became of it. What a step has done and not told is not done twice.
 */
@Component
class CompleteJob implements JobWork {

	static final String KIND = "sync";

	/** Of a place at which records are deleted; those before are where they are noted. */
	private static final String DELETES = "delete ";

	private static final UUID BEFORE_ALL = new UUID(0, 0);

	private static final int AT_ONCE = 500;

	/** Of a step. */
	private static final Duration LONGEST = Duration.ofSeconds(1);

	private final FullSyncRepository syncs;

	private final UpsertRetry retry;

	private final Clock clock;

	CompleteJob(FullSyncRepository syncs, UpsertRetry retry, Clock clock) {
		this.syncs = syncs;
		this.retry = retry;
		this.clock = clock;
	}

	@Override
	public String kind() {
		return KIND;
	}

	@Override
	public Step step(Job job) {
		Optional<FullSync> found = this.syncs.find(job.tenant(), UUID.fromString(job.subject()));
		if (found.isEmpty() || found.get().state() != FullSync.State.COMPLETING) {
			return new Step(job.done(), null, job.result());
		}
		FullSync one = found.get();
		String place = job.place();
		return (place != null && place.startsWith(DELETES))
				? delete(one, job, UUID.fromString(place.substring(DELETES.length())))
				: collect(one, job, (place != null) ? UUID.fromString(place) : BEFORE_ALL);
	}

	private Step collect(FullSync one, Job job, UUID after) {
		FullSyncFunctions.Window window = this.syncs.collect(one.tenant(), one.id(), after, FullSyncs.WINDOW, now());
		boolean deletes = one.missing() == Missing.DELETE;
		long done = deletes ? 0 : job.done() + window.missing();
		if (window.records() == FullSyncs.WINDOW) {
			return new Step(done, String.valueOf(window.last()), job.result());
		}
		return deletes ? new Step(done, DELETES + BEFORE_ALL, job.result()) : end(one, done, job);
	}

	private Step delete(FullSync one, Job job, UUID after) {
		// those that a step has deleted which was not noted are not among them
		List<FullSync.Item> items = this.syncs.collected(one.tenant(), one.id(), "missing", after, AT_ONCE);
		WriteContext by = new WriteContext(job.by().client(), job.by().wire(), one.requestId());
		Deadline end = Deadline.in(LONGEST);
		UUID last = after;
		long done = job.done();
		for (FullSync.Item item : items) {
			String outcome = this.retry
				.run(() -> this.syncs.delete(one.tenant(), one.id(), item.recordId(), by, now()));
			if (outcome.equals("stopped")) {
				return new Step(done, null, job.result());
			}
			last = item.recordId();
			done++;
			if (end.isOver()) {
				break;
			}
		}
		return items.isEmpty() ? end(one, done, job) : new Step(done, DELETES + last, job.result());
	}

	private Step end(FullSync one, long done, Job job) {
		this.syncs.done(one.tenant().value(), one.id());
		return new Step(done, null, job.result());
	}

	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

}
