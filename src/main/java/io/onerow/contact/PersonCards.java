package io.onerow.contact;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
		Map<UUID, Candidate<UUID>> candidates = new HashMap<>();
		records.values().forEach((contact) -> candidates.put(contact.id(), this.cards.candidate(contact)));
		NameSearch name = sent.sought().name();
		if (name != null || records.isEmpty()) {
			this.contacts.near(this.directory, name)
				.forEach((near) -> candidates.merge(near.id(), near, Candidate::alsoNamed));
		}
		return new Look.Seen<>(List.copyOf(candidates.values()), records, !locks.areNone());
	}

	@Override
	public boolean tell(Contact contact, String source, Instant at) {
		return this.cards.tell(contact, source, at);
	}

	@Override
	public Optional<Contact> find(UUID id) {
		return this.cards.find(id);
	}

	@Override
	public UUID id(Contact contact) {
		return contact.id();
	}

	@Override
	public Upserted<Contact> create(SentContact sent, Look.Seen<Contact> seen) {
		return this.cards.create(sent, seen);
	}

	@Override
	public Upserted<Contact> change(SentContact sent, Match.Found<UUID> found, Look.Seen<Contact> seen) {
		Map<UUID, Contact> records = new HashMap<>(seen.records());
		if (!records.containsKey(found.id())) {
			records.put(found.id(), find(found.id()).orElseThrow(RacedException::new));
		}
		return this.cards.change(sent, found, new Look.Seen<>(seen.candidates(), records, seen.isHeld()));
	}

}
