package io.onerow.api.propeller;

/** What a body that is a customer must have; each has its part of the schema. */
enum CustomerShape {

	/** One that may be new. */
	KEYED("customer"),
	/** One that there is, by the id that this service gave. */
	WITH_ID("customerWithId"),
	/** The changes of one that the path names. */
	CHANGE("customerChange");

	private final String schema;

	CustomerShape(String schema) {
		this.schema = schema;
	}

	/** Its name in the schema. */
	String schema() {
		return this.schema;
	}

	/** The members that it cannot be without. */
	String[] required() {
		return switch (this) {
			case KEYED -> new String[] { "source", "sourceId" };
			case WITH_ID -> new String[] { "id" };
			case CHANGE -> new String[0];
		};
	}

}
