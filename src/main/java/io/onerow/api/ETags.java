package io.onerow.api;

import io.onerow.upsert.Versioned;

import org.springframework.http.ResponseEntity;

/**
 * Says in which version a record is answered, as a strong entity tag, such as
 * {@code "7"}, and that it is another one than was asked for, if that was merged into it.
 */
public final class ETags {

	/** Of an answer about a record that has become part of another. */
	public static final String MERGED_INTO = "Onerow-Merged-Into";

	private ETags() {
	}

	public static ResponseEntity.BodyBuilder ok(Versioned record) {
		return on(ResponseEntity.ok(), record);
	}

	public static ResponseEntity.BodyBuilder on(ResponseEntity.BodyBuilder answer, Versioned record) {
		Object mergedInto = record.mergedInto();
		if (mergedInto != null) {
			answer.header(MERGED_INTO, mergedInto.toString());
		}
		return answer.eTag("\"" + record.version() + "\"");
	}

}
