package io.onerow.api.share;

import java.io.IOException;

/** Too much is being worked on already; the same request may be sent again. */
public final class NoRoom extends IOException {

	public NoRoom() {
		super("No room for the body");
	}

}
