package io.onerow.api.sam;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What became of one contact.
 *
 * @param recordId its external id, else its number as text; null if it has neither
 * @param rowsAffected 1 if it is stored as sent, whether or not that took a write; 0 if
 * it was refused
 */
record UpsertResponse(@Nullable String recordId, int rowsAffected,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Refusal error) {

	static UpsertResponse saved(@Nullable String recordId) {
		return new UpsertResponse(recordId, 1, null);
	}

	static UpsertResponse refused(@Nullable String recordId, WsException exception, String message) {
		return new UpsertResponse(recordId, 0, new Refusal(exception.toString(), exception.code(), message));
	}

	/** Why it was refused. */
	record Refusal(String exception, int code, String message) {

	}

}
