package io.onerow.upsert;

import java.util.List;
import java.util.UUID;

import io.onerow.matching.KeyKind;

/** A unique key of the request belongs to another record of the same tenant already. */
public class Taken extends KeyConflict {

	private final KeyKind key;

	private final UUID holder;

	/**
	 * @param holder the id of the record that has it
	 */
	public Taken(KeyKind key, UUID holder) {
		this(key, holder, List.of());
	}

	Taken(KeyKind key, UUID holder, List<Holder> holders) {
		super("The " + key + " belongs to " + holder, holders);
		this.key = key;
		this.holder = holder;
	}

	public KeyKind key() {
		return this.key;
	}

	public UUID holder() {
		return this.holder;
	}

	/** The records that the other keys of the request belong to. */
	public List<Holder> others() {
		return holders().stream().filter((one) -> !one.id().equals(this.holder)).toList();
	}

}
