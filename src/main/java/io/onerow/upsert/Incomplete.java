package io.onerow.upsert;

import java.util.List;

/** Nothing matched, and what was sent is not enough to create a record. */
public class Incomplete extends RuntimeException {

	private final List<String> missing;

	/**
	 * @param missing what must be given, by the names of the dialect
	 */
	public Incomplete(List<String> missing) {
		super("No record matched, and to create one " + String.join(" and ", missing) + " must be given", null, false,
				false);
		this.missing = List.copyOf(missing);
	}

	public List<String> missing() {
		return this.missing;
	}

}
