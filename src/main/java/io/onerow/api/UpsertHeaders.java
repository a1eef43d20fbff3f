package io.onerow.api;

import io.onerow.upsert.Upserted;

import org.springframework.http.ResponseEntity;

/**
 * The outcome and the receipt of a single-record upsert, as response headers that are
 * structured fields (RFC 9651) and the same in all dialects.
 */
public final class UpsertHeaders {

	private UpsertHeaders() {
	}

	public static ResponseEntity.BodyBuilder ok(Upserted<?> upserted) {
		return ResponseEntity.ok()
			.header("Onerow-Outcome", upserted.outcome().toString())
			.header("Onerow-Match", upserted.receipt().toString());
	}

}
