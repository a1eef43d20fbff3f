package io.onerow.api.json;

/** A value is of another type of JSON than its member takes, whatever it says. */
final class WrongType extends Unfit {

	WrongType(String detail) {
		super(detail);
	}

}
