package io.onerow.api;

import java.io.IOException;

/** The body comes more slowly than it must; the rest of it is not read. */
final class BodyTooSlow extends IOException {

	BodyTooSlow() {
		super("Body too slow");
	}

}
