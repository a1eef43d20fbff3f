package io.onerow.upsert;

import java.util.List;
import java.util.UUID;

import io.onerow.matching.Match;
import io.onerow.matching.Receipt;

/** It may be one of some records, or a new one, so nothing was written. */
public class Doubtful extends RuntimeException {

	private final transient List<Match.Suspect<UUID>> suspects;

	private final transient Receipt receipt;

	Doubtful(List<Match.Suspect<UUID>> suspects, Receipt receipt) {
		super("It may be one of these records, or a new one", null, false, false);
		this.suspects = List.copyOf(suspects);
		this.receipt = receipt;
	}

	/** The records that it may be, at least one, in order of creation. */
	public List<Match.Suspect<UUID>> suspects() {
		return this.suspects;
	}

	/** The policy, and why it is in doubt. */
	public Receipt receipt() {
		return this.receipt;
	}

}
