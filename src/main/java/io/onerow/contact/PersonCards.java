package io.onerow.contact;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.onerow.matching.Candidate;
import io.onerow.matching.Match;
import io.onerow.matching.NameSearch;
import io.onerow.upsert.KeyLocks;
import io.onerow.upsert.Look;
import io.onerow.upsert.RacedException;
import io.onerow.upsert.Records;
import io.onerow.upsert.Upserted;

/**
 * The contacts of a directory where names are looked for, read whole before anything is
 * written, under the locks of all keys: for an upsert of which not all may be written to
 * a contact that is there. What {@link PersonRecords} has settled in one statement takes
 * three here.
 */
record PersonCards(Directory directory, ContactFunctions contacts,
		CardRecords cards) implements Records<SentContact, Contact> {

	static PersonCards of(Directory directory, ContactFunctions contacts, Clock clock) {
		return new PersonCards(directory, contacts, new CardRecords(directory, contacts, clock));
	}

	@Override
	public String kind() {
		return this.cards.kind();
	}

	@Override
	public Object scope() {
		return this.directory;
	}

	@Override
	public void flush() {
		this.cards.flush();
	}

	@Override
	public boolean needsLocks() {
		return true;
	}

	@Override
	public KeyLocks locks(SentContact sent) {
		return sent.locks(this.directory);
	}

	@Override
	public Look<Contact> look(SentContact sent, KeyLocks locks) {
		Map<UUID, Contact> records = new HashMap<>();
		this.contacts.find(this.directory, List.of(sent.sought()), locks)
			.forEach((contact) -> records.put(contact.id(), contact));
		List<Candidate<UUID>> candidates = new ArrayList<>();
		records.values().forEach((contact) -> candidates.add(this.cards.candidate(contact)));
		NameSearch name = sent.sought().name();
		if (name != null) {
			candidates.addAll(this.contacts.near(this.directory, name));
		}
		return new Look.Seen<>(candidates, records, !locks.areNone());
	}

	@Override
	public boolean tell(Contact contact, String source, Instant at) {
		return this.cards.tell(contact, source, at);
	}

	@Override
	public Contact get(UUID id) {
		return this.cards.get(id);
	}

	@Override
	public Contact read(Contact contact) {
		return this.cards.read(contact);
	}

	@Override
	public Upserted<Contact> create(SentContact sent, Look.Seen<Contact> seen) {
		if (!seen.isHeld()) {
			// a name that has come since would not be seen
			throw new RacedException();
		}
		return this.cards.create(sent, seen);
	}

	@Override
	public Upserted<Contact> change(SentContact sent, Match.Found<UUID> found, Look.Seen<Contact> seen) {
		Map<UUID, Contact> records = new HashMap<>(seen.records());
		if (!records.containsKey(found.id())) {
			records.put(found.id(), this.cards.read(found.id()));
		}
		return this.cards.change(sent, found, new Look.Seen<>(seen.candidates(), records, seen.isHeld()));
	}

}
