package io.onerow.contact;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.f4b6a3.uuid.UuidCreator;
import io.onerow.contact.ContactFunctions.Reply;
import io.onerow.matching.Match;
import io.onerow.matching.Receipt;
import io.onerow.upsert.Guard;
import io.onerow.upsert.Incomplete;
import io.onerow.upsert.KeyLocks;
import io.onerow.upsert.LocksNeeded;
import io.onerow.upsert.Look;
import io.onerow.upsert.Outcome;
import io.onerow.upsert.RacedException;
import io.onerow.upsert.Records;
import io.onerow.upsert.Upserted;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

/**
 * The contacts of a directory where names are looked for: the look settles a hit by
 * address, and a create where no name in sight could be near. What that cannot judge of
 * one of whom more is said goes on as if it had been read whole.
 *
 * @param missed the directories where the last upsert with an address did not hit by it:
 * a first load misses in a row, a sync hits in a row. A guess of which call comes first;
 * a wrong one costs a round trip and nothing else.
 * @param whole the same contacts where they are read whole
 * @param by who makes the writes, whichever thread carries them out
 */
record PersonRecords(Directory directory, ContactFunctions contacts, Clock clock, Cache<Directory, Boolean> missed,
		PersonCards whole, WriteContext by) implements Records<SentContact, Contact> {

	@Override
	public String kind() {
		return "contact";
	}

	@Override
	public Object scope() {
		return this.directory;
	}

	@Override
	public void flush() {
		this.contacts.flush(this.directory.tenant());
	}

	@Override
	public KeyLocks locks(SentContact sent) {
		return sent.locks(this.directory);
	}

	@Override
	public Look<Contact> look(SentContact sent, KeyLocks locks) {
		if (sent.hasMore() && !locks.areNone()) {
			return this.whole.look(sent, locks);
		}
		// who holds the locks has missed it
		if (locks.areNone() && probablyHits(sent)) {
			Reply hit = send(ContactTrip.byEmail(this.directory, sent, this.by));
			if (hit.contact() != null) {
				return new Look.Settled<>(result(sent, null, hit));
			}
		}
		Reply reply = send(lookTrip(sent, newId()));
		if (reply.contact() == null) {
			return new Look.Seen<>(reply.candidates(), Map.of(), !locks.areNone());
		}
		return new Look.Settled<>(result(sent, null, settled(reply)));
	}

	private static Reply settled(Reply reply) {
		if (reply.contact() != null && reply.outcome() == null) {
			throw new LocksNeeded();
		}
		return reply;
	}

	@Override
	public boolean tell(Contact contact, String source, Instant at) {
		return this.contacts.tell(this.directory, contact, source, at);
	}

	@Override
	public Optional<Contact> find(UUID id) {
		return this.contacts.find(this.directory, id).map((contact) -> this.contacts.shown(this.directory, contact));
	}

	@Override
	public UUID id(Contact contact) {
		return contact.id();
	}

	@Override
	public Upserted<Contact> create(SentContact sent, Receipt why, Look.Seen<Contact> seen) {
		if (sent.hasMore() && seen.isHeld()) {
			return this.whole.create(sent, why, seen);
		}
		Reply reply = settled(send(createTrip(sent, newId(), seen)));
		if (reply.contact() == null) {
			throw new RacedException();
		}
		return result(sent, null, reply);
	}

	@Override
	public Upserted<Contact> change(SentContact sent, Match.Found<UUID> found, Look.Seen<Contact> seen) {
		if (sent.hasMore() && seen.isHeld()) {
			return this.whole.change(sent, found, seen);
		}
		Reply reply = settled(send(changeTrip(sent, newId(), found, seen)));
		if (reply.contact() == null) {
			throw new RacedException();
		}
		return result(sent, found, reply);
	}

	private Reply send(ContactTrip trip) {
		return this.contacts.send(trip, this.clock.instant());
	}

	/** Whether it has an address that is probably there, and says no more. */
	boolean probablyHits(SentContact sent) {
		return !sent.hasMore() && sent.emailKey() != null && this.missed.getIfPresent(this.directory) == null;
	}

	/**
	 * @param newId of the contact that may be created
	 */
	ContactTrip lookTrip(SentContact sent, UUID newId) {
		return trip(sent, newId, Guard.of(locks(sent), sent.sought(), List.of()), null);
	}

	/**
	 * @throws Incomplete if what was sent is not enough
	 */
	ContactTrip createTrip(SentContact sent, UUID newId, Look.Seen<Contact> seen) {
		if (!sent.changes().missing().isEmpty()) {
			throw new Incomplete(sent.changes().missing());
		}
		return trip(sent, newId, guard(sent, seen), null);
	}

	ContactTrip changeTrip(SentContact sent, UUID newId, Match.Found<UUID> found, Look.Seen<Contact> seen) {
		// the same name again moves no key, so no other upsert can have needed to see it
		boolean same = sent.name() != null && sent.name().key().equals(found.record().name());
		return trip(sent, newId, same ? Guard.NONE.ending(seen.isHeld()) : guard(sent, seen), found);
	}

	private Guard guard(SentContact sent, Look.Seen<Contact> seen) {
		return seen.isHeld() ? Guard.NONE.ending(true) : Guard.of(locks(sent), sent.sought(), seen.candidates());
	}

	static UUID newId() {
		return UuidCreator.getTimeOrderedEpoch();
	}

	private ContactTrip trip(SentContact sent, UUID newId, Guard guard, Match.@Nullable Found<UUID> chosen) {
		return new ContactTrip(this.directory, sent, newId, guard, chosen, this.by);
	}

	/**
	 * What a reply with a contact says.
	 * @param found the contact that was chosen, if any; another one had the address
	 */
	Upserted<Contact> result(SentContact sent, Match.@Nullable Found<UUID> found, Reply reply) {
		Contact stored = Objects.requireNonNull(reply.contact());
		Outcome outcome = Objects.requireNonNull(reply.outcome());
		if (!reply.isOnDisk()) {
			flush();
		}
		Contact contact = this.contacts.shown(this.directory, stored);
		if (found != null && stored.id().equals(found.id())) {
			remember(sent, false);
			return new Upserted<>(contact, outcome, found.receipt());
		}
		remember(sent, outcome != Outcome.CREATED);
		return new Upserted<>(contact, outcome,
				Receipt.by((outcome == Outcome.CREATED) ? Receipt.Rule.NONE : Receipt.Rule.EMAIL));
	}

	/** For the next guess. */
	void remember(SentContact sent, boolean hit) {
		if (sent.emailKey() == null) {
			return;
		}
		if (hit) {
			this.missed.invalidate(this.directory);
		}
		else if (this.missed.getIfPresent(this.directory) == null) {
			this.missed.put(this.directory, true);
		}
	}

}
