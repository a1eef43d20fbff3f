package io.onerow.fullsync;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import io.onerow.job.Job;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A full sync as it stands.
 *
 * @param kind contacts, accounts or customers
 * @param owner what they belong to: an account, a connection, a source
 * @param client who opened it
 * @param missing what becomes of what is missing; null until it is closed
 * @param total how many records there were when it was closed; null until then
 * @param job what completes it
 * @param undone what an undo has come to, as JSON
 */
public record FullSync(TenantId tenant, UUID id, String kind, String owner, String client, State state,
		@Nullable Missing missing, @Nullable Long total, @Nullable UUID job, @Nullable String undone, Instant openedAt,
		@Nullable Instant closedAt) {

	/** The id of the request by which the history knows what it has deleted. */
	public String requestId() {
		return this.id.toString();
	}

	/**
	 * What it is called on the wire.
	 * @param job what completes it; null if nothing does, or that is forgotten
	 */
	public String state(@Nullable Job job) {
		boolean failed = this.state == State.COMPLETING && job != null && job.state() == Job.State.FAILED;
		return failed ? Job.State.FAILED.toString() : this.state.toString();
	}

	/** How far it is. */
	public enum State {

		/** What is sent is noted. */
		OPEN,
		/** It is closed, and a job does what is to be done with what is missing. */
		COMPLETING, DONE,
		/** What it has deleted stays deleted. */
		CANCELLED, UNDONE;

		static State of(String word) {
			return valueOf(word.toUpperCase(Locale.ROOT));
		}

		/** The word in the database and on the wire. */
		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/** What becomes of records that are missing. */
	public enum Missing {

		/** They are listed, and nothing else. */
		LIST,
		/** They are deleted. */
		DELETE,
		/** They are marked, until they are written or sent again. */
		MARK;

		/** All of them, by their words and in the order of these. */
		public static final Map<String, Missing> BY_WORD = Collections.unmodifiableMap(
				new TreeMap<>(Arrays.stream(values()).collect(Collectors.toMap(Missing::toString, (one) -> one))));

		static Missing of(String word) {
			return valueOf(word.toUpperCase(Locale.ROOT));
		}

		/** The word in the database and on the wire. */
		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * A record that is missing.
	 *
	 * @param outcome {@code missing}, {@code marked}, {@code deleted}, or {@code kept} if
	 * it was sent, written or deleted by somebody before its turn came
	 */
	public record Item(UUID recordId, String outcome) {
	}

	/**
	 * A record that is marked.
	 *
	 * @param since when it was missing first
	 */
	public record Mark(UUID recordId, Instant since) {
	}

}
