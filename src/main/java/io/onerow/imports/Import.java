package io.onerow.imports;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.onerow.job.Job;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A file that is imported, as it stands.
 *
 * @param kind the id of an {@link ImportKind}
 * @param owner what its records belong to
 * @param client who sent it
 * @param source which system says it; null for the client
 * @param total how many rows it has
 * @param previewed how many of its chunks have been rehearsed
 * @param written how many of them have been written
 * @param preview what a rehearsal has come to; null if there was none
 * @param result what was written; null if nothing was
 * @param previewJob the job of the rehearsal
 * @param runJob the job that writes
 * @param undone what an undo has come to, as JSON
 * @param sync the full sync that its rows are sent for; null for none
 */
public record Import(TenantId tenant, UUID id, String kind, String owner, String client, @Nullable String source,
		String fileName, String format, List<Column> columns, Mapping mapping, int total, int chunks, Phase phase,
		int previewed, int written, @Nullable Report preview, @Nullable Report result, @Nullable UUID previewJob,
		@Nullable UUID runJob, @Nullable String undone, Instant createdAt, Instant updatedAt, @Nullable UUID sync) {

	/** The id of the request by which the history knows what it has written. */
	public String requestId() {
		return this.id.toString();
	}

	/** What rehearses or writes it now, or has last; null if nothing has. */
	@Nullable UUID job() {
		return (this.phase == Phase.RUN || this.phase == Phase.UNDONE) ? this.runJob : this.previewJob;
	}

	/**
	 * What it is called on the wire.
	 * @param run its job; null if there is none, or it is forgotten
	 */
	public String state(@Nullable Job run) {
		return switch (this.phase) {
			case UPLOADING -> "uploading";
			case ARRIVING, OPEN, PREVIEWING -> "open";
			case PREVIEWED -> "previewed";
			case RUN -> (this.written == this.chunks) ? "done" : (run != null) ? word(run) : "running";
			case UNDONE -> "undone";
		};
	}

	/** It has ended before all was written. */
	private static String word(Job run) {
		return (run.state() == Job.State.DONE) ? Job.State.RUNNING.toString() : run.state().toString();
	}

	/** How far it is, but for how far its run is. */
	public enum Phase {

		/** Its file comes in one request, which is under way. */
		ARRIVING,
		/** Its file comes in parts; see {@link Uploads}. Stored it is arriving, too. */
		UPLOADING, OPEN, PREVIEWING, PREVIEWED, RUN, UNDONE

	}

}
