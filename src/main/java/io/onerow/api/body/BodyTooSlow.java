package io.onerow.api.body;

import java.io.IOException;

/** The body comes more slowly than it must; the rest of it is not read. */
public final class BodyTooSlow extends IOException {

	BodyTooSlow() {
		super("Body too slow");
	}

}
