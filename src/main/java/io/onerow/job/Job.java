package io.onerow.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

import io.onerow.tenant.TenantId;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

/**
 * A job as it stands.
 *
 * @param kind which {@link JobWork} does it
 * @param subject what it is done to; of a kind and a subject one job runs at a time
 * @param by who asked for it
 * @param total how much there is to do, as counted when it began
 * @param place where its work goes on; null at the beginning
 * @param result what has come of it so far, a JSON object
 */
public record Job(TenantId tenant, UUID id, String kind, String subject, WriteContext by, State state, long total,
		long done, @Nullable String place, String result, Instant createdAt, Instant updatedAt) {

	/** One that begins. */
	static Job begun(TenantId tenant, UUID id, String kind, String subject, WriteContext by, long total, Instant now) {
		return new Job(tenant, id, kind, subject, by, State.RUNNING, total, 0, null, "{}", now, now);
	}

	/** This one after a step. */
	Job after(JobWork.Step step, Instant now) {
		return new Job(this.tenant, this.id, this.kind, this.subject, this.by,
				(step.place() != null) ? State.RUNNING : State.DONE, this.total, step.done(), step.place(),
				step.result(), this.createdAt, now);
	}

	/** How much was done in a second on average; zero at the beginning. */
	public double rate() {
		long millis = Duration.between(this.createdAt, this.updatedAt).toMillis();
		return (millis > 0) ? this.done * 1000.0 / millis : 0;
	}

	/** When it will be done, if it goes on like that; null if that is not known. */
	public @Nullable Instant eta() {
		long left = this.total - this.done;
		double rate = rate();
		return (this.state == State.RUNNING && left > 0 && rate > 0)
				? this.updatedAt.plusMillis((long) (left * 1000 / rate)) : null;
	}

	/** How far it is. */
	public enum State {

		RUNNING,
		/** Nobody is at it until it is resumed. */
		PAUSED, DONE,
		/** It was tried too often in vain; what is done stays done. */
		FAILED,
		/** It was ended by request; what is done stays done. */
		CANCELLED;

		/** The word in the database and on the wire. */
		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
