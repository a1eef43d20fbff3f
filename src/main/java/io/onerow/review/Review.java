package io.onerow.review;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A question whether two contacts are one person.
 *
 * @param state {@code open}, {@code same} or {@code different}
 * @param scope their directory
 * @param record the one that was created in doubt
 * @param other the one that it may be
 * @param rung why that was in doubt, in a word; {@code why} in a sentence
 * @param evidence what was compared, as JSON
 * @param client for whom it was asked; {@code decidedBy} who answered, by the name of the
 * credential; null as long as it is open
 */
public record Review(UUID id, String state, UUID scope, Side record, Side other, String rung, String evidence,
		String why, Instant askedAt, String client, @Nullable Instant decidedAt, @Nullable String decidedBy) {

	// the fields are the tenant's data and stay out of logs
	@Override
	public String toString() {
		return "Review[" + this.id + "]";
	}

	/**
	 * One of the two, as it is shown now.
	 *
	 * @param recordId that which is shown, into which it may have been merged
	 * @param fields as the history names them, as JSON
	 */
	public record Side(UUID recordId, String fields) {

	}

}
