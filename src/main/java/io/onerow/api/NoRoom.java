package io.onerow.api;

import java.io.IOException;

/** Too much is being worked on already; the same request may be sent again. */
final class NoRoom extends IOException {

	NoRoom() {
		super("No room for the body");
	}

}
