package io.onerow.upsert;

import java.util.UUID;

import io.onerow.matching.KeyKind;

/** A unique key of the request belongs to another record of the same tenant already. */
public class Taken extends RuntimeException {

	private final KeyKind key;

	private final UUID holder;

	/**
	 * @param holder the id of the record that has it
	 */
	public Taken(KeyKind key, UUID holder) {
		super("The " + key + " belongs to " + holder, null, false, false);
		this.key = key;
		this.holder = holder;
	}

	public KeyKind key() {
		return this.key;
	}

	public UUID holder() {
		return this.holder;
	}

}
