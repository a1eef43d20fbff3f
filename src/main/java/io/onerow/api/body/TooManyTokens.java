package io.onerow.api.body;

import java.io.IOException;

/** The JSON of the body has more values than one is built of here. */
public final class TooManyTokens extends IOException {

	TooManyTokens() {
		super("Too many tokens");
	}

}
