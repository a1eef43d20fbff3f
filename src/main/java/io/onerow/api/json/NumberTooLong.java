package io.onerow.api.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.StreamReadException;

/** A number in a body has more digits, written out, than any that is taken. */
public final class NumberTooLong extends StreamReadException {

	NumberTooLong(JsonParser parser) {
		super(parser, "A number has too many digits");
	}

	/** What the number must be, for the client. */
	public String detail() {
		return Values.DIGITS;
	}

}
