package io.onerow.api.sam;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onerow.contact.Contact;
import io.onerow.upsert.Upserted;
import org.jspecify.annotations.Nullable;

/**
 * What became of one contact.
 *
 * @param recordId its external id, else its number as text; null if it has neither
 * @param rowsAffected 1 if it is stored as sent, whether or not that took a write; 0 if
 * it was refused
 * @param outcome what was done, where that is asked for; so {@code match}, as on the
 * header, and {@code onerowId}, the id of the contact
 */
record UpsertResponse(@Nullable String recordId, int rowsAffected,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Refusal error,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String outcome,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String match,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID onerowId) {

	static UpsertResponse saved(@Nullable String recordId) {
		return new UpsertResponse(recordId, 1, null, null, null, null);
	}

	static UpsertResponse saved(@Nullable String recordId, Upserted<Contact> upserted) {
		return new UpsertResponse(recordId, 1, null, upserted.outcome().toString(), upserted.receipt().toString(),
				upserted.value().id());
	}

	static UpsertResponse refused(@Nullable String recordId, WsException exception, String message) {
		return new UpsertResponse(recordId, 0, new Refusal(exception.toString(), exception.code(), message), null, null,
				null);
	}

	/** Why it was refused. */
	record Refusal(String exception, int code, String message) {

	}

}
