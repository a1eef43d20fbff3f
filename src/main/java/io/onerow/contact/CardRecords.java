package io.onerow.contact;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.github.f4b6a3.uuid.UuidCreator;
import io.onerow.contact.ContactFunctions.SentName;
import io.onerow.matching.Candidate;
import io.onerow.matching.KeyKind;
import io.onerow.matching.Match;
import io.onerow.matching.MatchKey;
import io.onerow.matching.Receipt;
import io.onerow.matching.Sought;
import io.onerow.upsert.Guard;
import io.onerow.upsert.Incomplete;
import io.onerow.upsert.KeyLocks;
import io.onerow.upsert.KeyedRecords;
import io.onerow.upsert.Look;
import io.onerow.upsert.Outcome;
import io.onerow.upsert.RacedException;
import io.onerow.upsert.Upserted;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

/** The contacts of a directory, where they are looked for by keys alone. */
record CardRecords(Directory directory, ContactFunctions contacts,
		Clock clock) implements KeyedRecords<SentContact, Contact> {

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
		Set<MatchKey> keys = new LinkedHashSet<>(sent.sought().keys());
		keys.addAll(sent.sought().given());
		return KeyLocks.of(this.directory.id(), keys, List.of(), null);
	}

	@Override
	public Look.Seen<Contact> lookForAll(List<SentContact> sent, KeyLocks locks) {
		List<Sought> sought = sent.stream()
			.map(SentContact::sought)
			.filter((one) -> !one.keys().isEmpty() || !one.given().isEmpty())
			.toList();
		Map<UUID, Contact> found = new HashMap<>();
		if (!sought.isEmpty()) {
			this.contacts.find(this.directory, sought, locks).forEach((contact) -> found.put(contact.id(), contact));
		}
		return new Look.Seen<>(found.values().stream().map(this::candidate).toList(), found, !locks.areNone());
	}

	@Override
	public Candidate<UUID> candidate(Contact contact) {
		return keyed(contact);
	}

	static Candidate<UUID> keyed(Contact contact) {
		Set<MatchKey> keys = new LinkedHashSet<>();
		if (contact.part() != null) {
			// as it is shown, which is nothing to be matched or changed
			return Candidate.of(contact.id(), keys);
		}
		add(keys, KeyKind.ID, contact.id());
		add(keys, KeyKind.EMAIL, contact.emailKey());
		add(keys, KeyKind.EXTERNAL_ID, contact.externalId());
		add(keys, KeyKind.NUMBER, contact.number());
		Candidate<UUID> candidate = Candidate.of(contact.id(), keys)
			.alias((contact.aliases() != null) ? contact.aliases() : Set.of());
		return (contact.merged() != null) ? candidate.partOf(contact.merged().survivor()) : candidate;
	}

	private static void add(Set<MatchKey> keys, KeyKind kind, @Nullable Object value) {
		if (value != null) {
			keys.add(new MatchKey(kind, value.toString()));
		}
	}

	@Override
	public Optional<Contact> find(UUID id) {
		return this.contacts.find(this.directory, id).map(this::shown);
	}

	private Contact shown(Contact stored) {
		return this.contacts.shown(this.directory, stored);
	}

	@Override
	public UUID id(Contact contact) {
		return contact.id();
	}

	@Override
	public Upserted<Contact> create(SentContact sent, Receipt why, Look.Seen<Contact> seen) {
		return create(sent, why, seen, seen.isHeld());
	}

	/**
	 * @param ends whether it is the last that the open transaction writes
	 */
	Upserted<Contact> create(SentContact sent, Receipt why, Look.Seen<Contact> seen, boolean ends) {
		if (!sent.changes().missing().isEmpty()) {
			throw new Incomplete(sent.changes().missing());
		}
		Contact created = Contact.created(UuidCreator.getTimeOrderedEpoch(), sent, now());
		Contact stored = this.contacts.write(this.directory, created, created.name(),
				new SentName(null, sent.sighting(null, created)), guard(created, sent, seen).ending(ends), why,
				WriteContext.current());
		return new Upserted<>(stored, Outcome.CREATED, why);
	}

	@Override
	public Upserted<Contact> change(SentContact sent, Match.Found<UUID> found, Look.Seen<Contact> seen) {
		Contact stored = seen.record(found.id());
		if (stored.part() != null) {
			throw new RacedException();
		}
		Contact changed = stored.without(seen.records().values(), stored.with(sent, now()));
		if (changed.equals(stored)) {
			return new Upserted<>(shown(stored), Outcome.UNCHANGED, found.receipt());
		}
		// a write that gives no key cannot make another upsert match something else
		Guard guard = changed.hasSameKeysAs(stored) ? Guard.NONE : guard(changed, sent, seen);
		Contact written = this.contacts.write(this.directory, changed, changed.name(),
				new SentName(sent.changes().fullName().applyTo(null), sent.sighting(stored, changed)),
				guard.ending(seen.isHeld()), found.receipt(), WriteContext.current());
		return new Upserted<>(shown(written), Outcome.UPDATED, found.receipt());
	}

	@Override
	public boolean tell(Contact contact, String source, Instant at) {
		return this.contacts.tell(this.directory, contact, source, at);
	}

	private Guard guard(Contact written, SentContact sent, Look.Seen<Contact> seen) {
		if (seen.isHeld()) {
			// it gives no key but those that were sent; to take more would be out of
			// order
			return Guard.of(KeyLocks.NONE, sent.sought(), seen.candidates());
		}
		Set<MatchKey> given = new LinkedHashSet<>();
		add(given, KeyKind.EMAIL, written.emailKey());
		add(given, KeyKind.EXTERNAL_ID, written.externalId());
		if (written.aliases() != null) {
			sent.sought().given().stream().filter(written.aliases()::contains).forEach(given::add);
		}
		Set<MatchKey> sought = new LinkedHashSet<>(sent.sought().keys());
		sought.addAll(sent.sought().given());
		return Guard.of(KeyLocks.of(this.directory.id(), given, sought, null), sent.sought(), seen.candidates());
	}

	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

}
