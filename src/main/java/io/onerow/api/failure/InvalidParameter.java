package io.onerow.api.failure;

/** A parameter of the path or the query is not what the route takes. */
public final class InvalidParameter extends RuntimeException {

	/**
	 * @param detail what it must be, without the value
	 */
	public InvalidParameter(String name, String detail) {
		super("The parameter " + name + " " + detail + ".", null, false, false);
	}

	String detail() {
		return String.valueOf(getMessage());
	}

}
