package io.onerow.contact;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.onerow.matching.Candidate;
import io.onerow.matching.Match;
import io.onerow.matching.NameSearch;
import io.onerow.matching.Receipt;
import io.onerow.matching.Sought;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Guard;
import io.onerow.upsert.KeyLocks;
import io.onerow.upsert.NotFound;
import io.onerow.upsert.Outcome;
import io.onerow.upsert.RacedException;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

/**
 * What of the table of contacts are functions of the database. Each is one round trip,
 * and a transaction of its own where none is open. Writes throw {@link NotFound} where
 * there is no such directory.
 */
interface ContactFunctions {

	/**
	 * Changes the contact with that address, unless that gives it another name;
	 * otherwise, and if there is none, the reply is empty.
	 */
	Reply changeByEmail(Directory directory, SentContact sent, Instant now, WriteContext by);

	/**
	 * Changes the contact with that address, else answers the names that could be near
	 * and have not been judged, else changes the chosen contact, else creates one.
	 * @throws RacedException if the chosen contact has another name now
	 */
	Reply upsert(Directory directory, SentContact sent, UUID newId, Guard guard, Match.@Nullable Found<UUID> chosen,
			Instant now, WriteContext by);

	/** The contacts that have one of the keys, once the locks are held, in no order. */
	List<Contact> find(Directory directory, List<Sought> sought, KeyLocks locks);

	/**
	 * Creates the contact, or stores it as it is now if it still has that version;
	 * answers it as stored.
	 * @param name the search of its name
	 * @param why it is this contact
	 * @throws RacedException if it has another version, or another contact has come under
	 * the guarded keys
	 */
	Contact write(Directory directory, Contact contact, @Nullable NameSearch name, Guard guard, Receipt why,
			WriteContext by);

	/** Deletes a contact; false if it is not there. */
	boolean delete(Directory directory, UUID contact, Instant now, WriteContext by);

	/** Returns when all that was committed before is on disk. */
	void flush(TenantId tenant);

	/**
	 * Either a contact as it now is, and what was done to it, or candidates by name, or
	 * neither: too little to create one.
	 */
	record Reply(@Nullable Contact contact, @Nullable Outcome outcome, List<Candidate<UUID>> candidates) {
	}

}
