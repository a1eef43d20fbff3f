package io.onerow.upsert;

/** With what was sent, the record would be larger than one may be; it is as it was. */
public class RecordTooLarge extends RuntimeException {

	private final String attribute;

	private final long max;

	/**
	 * @param attribute the one that takes most of the room
	 * @param max bytes of all attributes
	 */
	public RecordTooLarge(String attribute, long max) {
		super("The record would be larger than " + max + " bytes", null, false, false);
		this.attribute = attribute;
		this.max = max;
	}

	public String attribute() {
		return this.attribute;
	}

	public long max() {
		return this.max;
	}

}
