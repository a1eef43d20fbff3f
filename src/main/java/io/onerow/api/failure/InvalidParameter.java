package io.onerow.api.failure;

/** A parameter of the path or the query, or a header, is not what the route takes. */
public final class InvalidParameter extends RuntimeException {

	/**
	 * @param detail what it must be, without the value
	 */
	public InvalidParameter(String name, String detail) {
		this("The parameter ", name, detail);
	}

	private InvalidParameter(String kind, String name, String detail) {
		super(kind + name + " " + detail + ".", null, false, false);
	}

	/**
	 * The same for a header.
	 * @param detail what it must be, without the value
	 */
	public static InvalidParameter ofHeader(String name, String detail) {
		return new InvalidParameter("The header ", name, detail);
	}

	String detail() {
		return String.valueOf(getMessage());
	}

}
