package io.onerow.api.body;

import java.io.IOException;

/** The request is not text that can be read; the message is meant for the client. */
public final class MalformedRequest extends IOException {

	MalformedRequest(String detail) {
		super(detail);
	}

}
