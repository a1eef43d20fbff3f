package io.onerow.imports;

import java.util.UUID;

import io.onerow.upsert.Outcome;
import org.jspecify.annotations.Nullable;

/** What became of one row. */
public sealed interface RowResult {

	/** What it is counted as, a word of {@link Report#OUTCOMES}. */
	String word();

	/**
	 * It is stored as sent.
	 *
	 * @param rule by which it was that record, such as {@code email}
	 */
	record Done(UUID recordId, Outcome outcome, String rule) implements RowResult {

		@Override
		public String word() {
			return ((this.outcome == Outcome.STALE) ? Outcome.UNCHANGED : this.outcome).toString();
		}

	}

	/**
	 * It is not stored.
	 *
	 * @param isDoubt whether that is because it is not clear whose it is
	 * @param member that is the reason; null if it is none, or more than one
	 * @param reason in the words of its wire
	 */
	record Refused(boolean isDoubt, @Nullable String member, String reason) implements RowResult {

		@Override
		public String word() {
			return this.isDoubt ? "doubted" : "failed";
		}

	}

}
