package io.onerow.imports;

/** An import is not in a state in which it can be done; the message says in which. */
public final class WrongState extends RuntimeException {

	WrongState(String message) {
		super(message, null, false, false);
	}

}
