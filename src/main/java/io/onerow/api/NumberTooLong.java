package io.onerow.api;

import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.StreamReadException;

/** A number in a body has more digits, written out, than any that is taken. */
final class NumberTooLong extends StreamReadException {

	NumberTooLong(JsonParser parser) {
		super(parser, "A number has too many digits");
	}

}
