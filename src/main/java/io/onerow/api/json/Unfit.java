package io.onerow.api.json;

/**
 * A value is not what its member takes. The message says what it must be, for the client,
 * and never repeats the value: {@code must be a string}.
 */
public class Unfit extends Exception {

	public Unfit(String detail) {
		super(detail, null, false, false);
	}

	public String detail() {
		return String.valueOf(getMessage());
	}

}
