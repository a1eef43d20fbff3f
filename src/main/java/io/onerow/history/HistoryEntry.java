package io.onerow.history;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What one write did to one record.
 *
 * @param recordId the id of a contact or account; of a customer one that is made of its
 * number
 * @param version that which the record has had from this write on; entries of a record
 * are in its order
 * @param kind contact, account or customer
 * @param scope the directory of a contact, the connection of an account, the source of a
 * customer
 * @param outcome created, updated, deleted, reversed or erased
 * @param at never before the entry of an earlier version
 * @param client who wrote, by the name of the credential
 * @param wire the dialect
 * @param item the place in an array or bulk, from 0; null if one record was sent
 * @param receipt why it was this record, as on the header {@code Onerow-Match}; null if
 * nothing was matched
 * @param policy by which it was matched
 * @param before the fields that have changed as they were, a JSON object by the names of
 * the fields in which null is nothing; attributes are called {@code attributes.} and
 * their name. Null of a record that was created
 * @param after the same fields as they are then; null of a record that was deleted
 * @param number the place among all entries of the tenant, once that was asked for
 * @param undoes the version whose write this one took back
 */
public record HistoryEntry(UUID recordId, long version, String kind, @Nullable String scope, String outcome, Instant at,
		String client, String wire, String requestId, @Nullable Integer item, @Nullable String receipt, String policy,
		@Nullable String before, @Nullable String after, @Nullable Long number, @Nullable Long undoes) {

	/** What it is called on the wire; opaque to clients. */
	public HistoryId id() {
		return new HistoryId(this.recordId, this.version);
	}

	// the fields are the tenant's data and stay out of logs
	@Override
	public String toString() {
		return "HistoryEntry[" + id() + "]";
	}

}
