package io.onerow.api;

import io.onerow.upsert.Versioned;

import org.springframework.http.ResponseEntity;

/**
 * Says in which version a record is answered, as a strong entity tag, such as
 * {@code "7"}.
 */
public final class ETags {

	private ETags() {
	}

	public static ResponseEntity.BodyBuilder ok(Versioned record) {
		return on(ResponseEntity.ok(), record);
	}

	public static ResponseEntity.BodyBuilder on(ResponseEntity.BodyBuilder answer, Versioned record) {
		return answer.eTag("\"" + record.version() + "\"");
	}

}
