package io.onerow.api.openint;

import org.springframework.http.HttpStatus;

/** What this wire does not do, by intent; the message is meant for the client. */
final class Refusal extends RuntimeException {

	private final HttpStatus status;

	Refusal(HttpStatus status, String message) {
		super(message, null, false, false);
		this.status = status;
	}

	HttpStatus status() {
		return this.status;
	}

}
