package io.onerow.undo;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

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
