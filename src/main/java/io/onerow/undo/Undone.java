package io.onerow.undo;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

import io.onerow.history.HistoryId;
import org.jspecify.annotations.Nullable;

/**
 * What became of one write that was to be undone.
 *
 * @param version of the record, that the write made
 * @param why it was not undone; null if it was
 * @param fields that are in the way, by their names in the history
 * @param entries the versions of the record that are in the way, ascending, the newest 20
 * @param holder the record that has what would come back, that needs this one, or that it
 * needs and that is gone
 * @param waits whether what is in the way is of the same request and not undone yet
 * @param by the version of the record by which it was undone, if that was now
 */
public record Undone(UUID record, long version, @Nullable Reason why, List<String> fields, List<Long> entries,
		@Nullable UUID holder, boolean waits, @Nullable Long by) {

	static Undone reversed(UndoneWrite write, long by) {
		return new Undone(write.record(), write.version(), null, List.of(), List.of(), null, false, by);
	}

	static Undone failed(UndoneWrite write, Reason why) {
		return new Undone(write.record(), write.version(), why, List.of(), List.of(), null, false, null);
	}

	/** {@code reversed}, {@code kept} or {@code failed}. */
	public String outcome() {
		if (this.why == null) {
			return "reversed";
		}
		return this.why.fails ? "failed" : "kept";
	}

	/** A sentence on why it was not undone; empty if it was. */
	public String detail() {
		String some = String.join(", ", this.fields);
		String see = this.entries.isEmpty() ? ""
				: "; see " + this.entries.stream()
					.map((entry) -> new HistoryId(this.record, entry).toString())
					.collect(Collectors.joining(", "));
		if (this.why == null) {
			return "";
		}
		return switch (this.why) {
			case CHANGED ->
				(some.isEmpty() ? "The record has gone or come back since" : "These fields have changed since: " + some)
						+ see + ".";
			case TAKEN -> "What would come back in " + some + " belongs to " + this.holder + ".";
			case NEEDED -> "The record cannot go: " + this.holder + " hangs on it.";
			case OWNER -> "What the record hangs on is gone: " + this.holder + ".";
			case UNKNOWN -> "The write has gone from the history.";
			case BUSY -> "Others change the same record just now; try it again.";
			case UNSTORABLE -> "The database does not take what would come back.";
		};
	}

	/** Why a write was not undone. */
	public enum Reason {

		/** Its fields have changed since, or the record is gone or there again. */
		CHANGED(false),
		/** Another record has what would come back. */
		TAKEN(false),
		/** It created a record that others hang on. */
		NEEDED(false),
		/** The account of a contact, or the parent of a customer, is gone. */
		OWNER(false),
		/** It has gone from the history meanwhile. */
		UNKNOWN(false),
		/** Others changed the same record all the time: it may be tried again. */
		BUSY(true),
		/** The database does not take what would come back. */
		UNSTORABLE(true);

		private final boolean fails;

		Reason(boolean fails) {
			this.fails = fails;
		}

		/** The word on the wire. */
		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
