package io.onerow.api;

import java.io.IOException;

/** The JSON of the body has more values than one is built of here. */
final class TooManyTokens extends IOException {

	TooManyTokens() {
		super("Too many tokens");
	}

}
