package io.onerow.api.onerow;

import java.nio.charset.StandardCharsets;

import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * How far something is, as one server-sent event, after which the client comes again by
 * itself; 204, once there is nothing more to tell, ends that.
 */
final class ProgressEvent {

	/** Milliseconds after which the client asks again. */
	private static final int RETRY = 1_000;

	private ProgressEvent() {
	}

	static ResponseEntity<byte[]> of(ObjectNode told) {
		String event = "retry: " + RETRY + "\nevent: progress\ndata: " + told + "\n\n";
		return ResponseEntity.ok()
			.contentType(MediaType.TEXT_EVENT_STREAM)
			.header("Cache-Control", "no-store")
			.body(event.getBytes(StandardCharsets.UTF_8));
	}

	static ResponseEntity<byte[]> none() {
		return ResponseEntity.status(HttpStatus.NO_CONTENT).build();
	}

}
