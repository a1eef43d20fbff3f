package io.onerow.customer;

import java.util.Set;

/**
 * How the customers of one request are to be written.
 *
 * @param keepFilled fields that are left alone where they have a value
 */
public record Directives(Set<CustomerField> keepFilled, Creation creation) {

	public Directives {
		keepFilled = Set.copyOf(keepFilled);
	}

	/** No directive: update what is there, create what is not. */
	public static Directives none() {
		return new Directives(Set.of(), Creation.ALLOWED);
	}

	/** Whether a customer may be, must not be, or must be new. */
	public enum Creation {

		ALLOWED, FORBIDDEN, REQUIRED

	}

}
