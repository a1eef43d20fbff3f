package io.onerow.api;

import java.io.IOException;

/** The request is not text that can be read; the message is meant for the client. */
final class MalformedRequest extends IOException {

	MalformedRequest(String detail) {
		super(detail);
	}

}
