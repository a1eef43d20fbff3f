package io.onerow.upsert;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Several records match, so none of them was written. */
public class Ambiguous extends KeyConflict {

	private final List<UUID> candidates;

	Ambiguous(Collection<UUID> candidates, List<Holder> holders) {
		super("More than one record matches", holders);
		this.candidates = candidates.stream().sorted().toList();
	}

	/** The ids of the records, at least two, in order of creation. */
	public List<UUID> candidates() {
		return this.candidates;
	}

}
