package io.onerow.api;

import java.net.URI;

import io.onerow.upsert.Upserted;
import io.onerow.upsert.Versioned;

import org.springframework.http.ResponseEntity;

/**
 * The outcome and the receipt of a single-record upsert, as response headers that are
 * structured fields (RFC 9651) and the same in all dialects, and its entity tag.
 */
public final class UpsertHeaders {

	private UpsertHeaders() {
	}

	public static ResponseEntity.BodyBuilder ok(Upserted<? extends Versioned> upserted) {
		return of(ResponseEntity.ok(), upserted);
	}

	/** For a record that is answered as created where it is. */
	public static ResponseEntity.BodyBuilder created(Upserted<? extends Versioned> upserted, URI location) {
		return of(ResponseEntity.created(location), upserted);
	}

	private static ResponseEntity.BodyBuilder of(ResponseEntity.BodyBuilder answer,
			Upserted<? extends Versioned> upserted) {
		return ETags.on(answer, upserted.value())
			.header("Onerow-Outcome", upserted.outcome().toString())
			.header("Onerow-Match", upserted.receipt().toString());
	}

}
