package io.onerow.contact;

import java.util.UUID;

import io.onerow.matching.Candidate;
import io.onerow.upsert.Guard;
import org.jspecify.annotations.Nullable;

/**
 * What one upsert has to ask of the database at once.
 *
 * @param newId of the contact that it may create; null if it may only change the one with
 * its address, and that only in what is no key
 * @param chosen the contact that was found by its name
 */
record ContactTrip(Directory directory, SentContact sent, @Nullable UUID newId, Guard guard,
		@Nullable Candidate<UUID> chosen) {

	/** Of an upsert that probably hits by its address. */
	static ContactTrip byEmail(Directory directory, SentContact sent) {
		return new ContactTrip(directory, sent, null, Guard.NONE, null);
	}

	boolean isByEmail() {
		return this.newId == null;
	}

	@Nullable String chosenName() {
		return (this.chosen != null && this.chosen.name() != null) ? this.chosen.name().value() : null;
	}

}
