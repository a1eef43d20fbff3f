package io.onerow.contact;

import java.util.UUID;

import io.onerow.matching.Match;
import io.onerow.upsert.Guard;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

/**
 * What one upsert has to ask of the database at once.
 *
 * @param newId of the contact that it may create; null if it may only change the one with
 * its address, and that only in what is no key
 * @param chosen the contact that was found by its name
 * @param by who makes the write, whichever thread carries it out
 */
record ContactTrip(Directory directory, SentContact sent, @Nullable UUID newId, Guard guard,
		Match.@Nullable Found<UUID> chosen, WriteContext by) {

	/** Of an upsert that probably hits by its address. */
	static ContactTrip byEmail(Directory directory, SentContact sent, WriteContext by) {
		return new ContactTrip(directory, sent, null, Guard.NONE, null, by);
	}

	boolean isByEmail() {
		return this.newId == null;
	}

	@Nullable String chosenName() {
		return (this.chosen != null && this.chosen.record().name() != null) ? this.chosen.record().name().value()
				: null;
	}

	/**
	 * Who makes the write, and why it is the chosen contact, as the functions take it.
	 */
	@Nullable String[] origin() {
		return this.by.origin((this.chosen != null) ? this.chosen.receipt() : null);
	}

}
