package io.onerow.contact;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.f4b6a3.uuid.UuidCreator;
import io.onerow.contact.ContactFunctions.Reply;
import io.onerow.matching.Match;
import io.onerow.matching.Receipt;
import io.onerow.upsert.Guard;
import io.onerow.upsert.Incomplete;
import io.onerow.upsert.KeyLocks;
import io.onerow.upsert.Look;
import io.onerow.upsert.Outcome;
import io.onerow.upsert.RacedException;
import io.onerow.upsert.Records;
import io.onerow.upsert.Upserted;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

/**
 * The contacts of a directory where names are looked for: the look settles a hit by
 * address, and a create where no name in sight could be near.
 *
 * @param creating the directories where the last upsert with an address created: a first
 * load creates in a row, a sync hits in a row. A guess of which statement comes first; a
 * wrong one costs a round trip and nothing else.
 * @param by who makes the writes, whichever thread carries them out
 */
record PersonRecords(Directory directory, ContactFunctions contacts, Clock clock, Cache<Directory, Boolean> creating,
		WriteContext by) implements Records<SentContact, Contact> {

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
		// who holds the locks has missed it
		if (locks.areNone() && sent.emailKey() != null && this.creating.getIfPresent(this.directory) == null) {
			Reply hit = this.contacts.changeByEmail(this.directory, sent, this.clock.instant(), this.by);
			if (hit.contact() != null) {
				return settled(sent, hit.contact(), hit.outcome());
			}
		}
		Reply reply = send(sent, Guard.of(locks(sent), sent.sought(), List.of()), null);
		return (reply.contact() != null) ? settled(sent, reply.contact(), reply.outcome())
				: new Look.Seen<>(reply.candidates(), Map.of(), !locks.areNone());
	}

	@Override
	public Upserted<Contact> create(SentContact sent, Look.Seen<Contact> seen) {
		if (!sent.changes().missing().isEmpty()) {
			throw new Incomplete(sent.changes().missing());
		}
		Reply reply = send(sent, guard(sent, seen), null);
		if (reply.contact() == null) {
			throw new RacedException();
		}
		return settled(sent, reply.contact(), reply.outcome()).upserted();
	}

	@Override
	public Upserted<Contact> change(SentContact sent, Match.Found<UUID> found, Look.Seen<Contact> seen) {
		// the same name again moves no key, so no other upsert can have needed to see it
		boolean same = sent.name() != null && sent.name().key().equals(found.record().name());
		Reply reply = send(sent, same ? Guard.NONE.ending(seen.isHeld()) : guard(sent, seen), found);
		if (reply.contact() == null || reply.outcome() == null) {
			throw new RacedException();
		}
		return reply.contact().id().equals(found.id())
				? new Upserted<>(reply.contact(), reply.outcome(), found.receipt())
				: settled(sent, reply.contact(), reply.outcome()).upserted();
	}

	private Guard guard(SentContact sent, Look.Seen<Contact> seen) {
		return seen.isHeld() ? Guard.NONE.ending(true) : Guard.of(locks(sent), sent.sought(), seen.candidates());
	}

	private Reply send(SentContact sent, Guard guard, Match.@Nullable Found<UUID> chosen) {
		return this.contacts.upsert(this.directory, sent, UuidCreator.getTimeOrderedEpoch(), guard, chosen,
				this.clock.instant(), this.by);
	}

	private void remember(boolean created) {
		if (!created) {
			this.creating.invalidate(this.directory);
		}
		else if (this.creating.getIfPresent(this.directory) == null) {
			this.creating.put(this.directory, true);
		}
	}

	private Look.Settled<Contact> settled(SentContact sent, Contact contact, @Nullable Outcome outcome) {
		boolean created = outcome == Outcome.CREATED;
		if (sent.emailKey() != null) {
			remember(created);
		}
		Receipt receipt = Receipt.by(created ? Receipt.Rule.NONE : Receipt.Rule.EMAIL);
		return new Look.Settled<>(new Upserted<>(contact, Objects.requireNonNull(outcome), receipt));
	}

}
