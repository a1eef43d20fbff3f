package io.onerow.contact;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import io.onerow.matching.Candidate;
import io.onerow.matching.NameKey;
import io.onerow.matching.NameSearch;
import io.onerow.matching.Probes;
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
	 * Changes the contact with the address that is sent, else answers the names that
	 * could be near and have not been judged, else changes the chosen contact, else
	 * creates one. Of more that was sent of the person it may not be able to say whether
	 * it changes the contact, and answers that as it is.
	 * @throws RacedException if the chosen contact has another name now
	 */
	Reply send(ContactTrip trip, Instant now);

	/**
	 * The same for several of one tenant in one round trip, each in a transaction of its
	 * own. A reply is got on the thread of its upsert; of one that failed, or would have
	 * waited for others, there is none: it is to be sent by itself.
	 * @param inOrder whether those behind the first that is not settled are left; there
	 * are no replies to them
	 */
	Together sendAll(List<ContactTrip> trips, boolean inOrder, Instant now);

	/** The contacts that have one of the keys, once the locks are held, in no order. */
	List<Contact> find(Directory directory, List<Sought> sought, KeyLocks locks);

	/** The contact with an id. */
	default Optional<Contact> find(Directory directory, UUID id) {
		return find(directory, List.of(Sought.byId(id)), KeyLocks.NONE).stream().findFirst();
	}

	/**
	 * A contact as it is shown: of one that has parts, or is one, the contact that they
	 * are together, as it is now.
	 * @param stored as it was read, or written
	 */
	default Contact shown(Directory directory, Contact stored) {
		if (stored.merged() == null || stored.part() != null) {
			return stored;
		}
		return find(directory, stored.merged().survivor()).orElseThrow(RacedException::new).shownFor(stored);
	}

	/**
	 * The names that could be near, in no order: as {@link #send} answers them, and
	 * nothing is written. Without a name there are none.
	 */
	List<Candidate<UUID>> near(Directory directory, @Nullable NameSearch name);

	/**
	 * The contacts that have one of the names near the one that is looked for, in no
	 * order, but those that the one which was sent does not mean.
	 */
	List<Contact> named(Directory directory, NameSearch sent, NameSearch name, List<NameKey> names);

	/**
	 * The contacts that have something in common with who is looked for, and have their
	 * rows in the index of evidence.
	 * @param sent the name that was sent, whose bearers are not those that it does not
	 * mean
	 * @param most how many are read
	 */
	Probed probed(Directory directory, @Nullable NameSearch sent, Probes probes, int most);

	/** Gives the contacts their rows in the index of evidence, as they are now. */
	void probe(TenantId tenant, Map<Contact, UUID> directories);

	/**
	 * The contacts of a tenant after a place, with their directories, which nobody else
	 * changes until the transaction ends.
	 */
	Map<Contact, UUID> hold(TenantId tenant, UUID directory, UUID contact, int size);

	/**
	 * Creates the contact, or stores it as it is now if it still has that version;
	 * answers it as stored.
	 * @param name the search of its name
	 * @param sent the full name that was sent, if any, and what it was seen with
	 * @param why it is this contact
	 * @throws RacedException if it has another version, or another contact has come under
	 * the guarded keys
	 */
	Contact write(Directory directory, Contact contact, @Nullable NameSearch name, SentName sent, Guard guard,
			Receipt why, WriteContext by);

	/** Deletes a contact; false if it is not there. */
	boolean delete(Directory directory, UUID contact, Instant now, WriteContext by);

	/**
	 * Takes an alias from a contact and from what has become part of it; false if there
	 * is none.
	 */
	boolean removeAlias(TenantId tenant, UUID contact, String kind, String value, Instant now, WriteContext by);

	/**
	 * Notes for what time a source has told the contact; false if it has told something
	 * for a later one. Holds the contact until the end of the transaction.
	 * @throws RacedException if it has another version
	 */
	boolean tell(Directory directory, Contact contact, String source, Instant at);

	/** Returns when all that was committed before is on disk. */
	void flush(TenantId tenant);

	/**
	 * The replies to several, in their order.
	 *
	 * @param areOnDisk whether what they tell of cannot be lost any more; else it is to
	 * be flushed before anybody is answered
	 */
	record Together(List<Optional<Supplier<Reply>>> replies, boolean areOnDisk) {
	}

	/**
	 * Either a contact as it now is, and what was done to it, or candidates by name, or
	 * neither: too little to create one.
	 *
	 * @param outcome null also of a contact to which nothing was done yet
	 * @param isOnDisk whether what it tells of cannot be lost any more
	 */
	record Reply(@Nullable Contact contact, @Nullable Outcome outcome, List<Candidate<UUID>> candidates,
			boolean isOnDisk) {
	}

	/**
	 * What was said of a contact.
	 *
	 * @param fullName by which it could have been found; null if none was sent
	 * @param seen what else was seen with its name
	 */
	record SentName(@Nullable String fullName, Sighting seen) {
	}

	/**
	 * What a look into the index of evidence came to.
	 *
	 * @param contacts those who have most in common
	 * @param crowd one of those that are left out, as they are too many; null if nobody
	 * is
	 * @param unprobed those that have to get their rows first; then there is nothing else
	 */
	record Probed(List<Contact> contacts, @Nullable Contact crowd, List<Contact> unprobed) {
	}

}
