package io.onerow.upsert;

/** A unique key of the request belongs to another record of the same tenant already. */
public class Taken extends RuntimeException {

	private final String member;

	private final String holder;

	/**
	 * @param member the key, such as {@code email}
	 * @param holder the id of the record that has it
	 */
	public Taken(String member, Object holder) {
		super("The " + member + " belongs to " + holder, null, false, false);
		this.member = member;
		this.holder = holder.toString();
	}

	public String member() {
		return this.member;
	}

	public String holder() {
		return this.holder;
	}

}
