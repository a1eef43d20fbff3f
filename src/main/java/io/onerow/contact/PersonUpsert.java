package io.onerow.contact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import io.onerow.contact.ContactFunctions.Reply;
import io.onerow.matching.Candidate;
import io.onerow.matching.Match;
import io.onerow.upsert.Incomplete;
import io.onerow.upsert.Look;
import io.onerow.upsert.MatchingService;
import io.onerow.upsert.Upserted;
import org.jspecify.annotations.Nullable;

/**
 * The upsert of one person, trip by trip: a look, then a write of what was decided, and
 * again from the look when another came between.
 */
final class PersonUpsert {

	private final PersonRecords records;

	private final SentContact sent;

	/**
	 * In the order in which they came, as of two who are equally near the older is meant.
	 */
	private final UUID newId = PersonRecords.newId();

	private ContactTrip next;

	/** The names that the next trip has been decided by. */
	private List<Candidate<UUID>> seen = List.of();

	private Match.@Nullable Found<UUID> found;

	private boolean decides;

	private @Nullable Supplier<Upserted<Contact>> result;

	private boolean isAlone;

	private boolean hasRaced;

	private boolean follows;

	PersonUpsert(PersonRecords records, SentContact sent) {
		this.records = records;
		this.sent = sent;
		this.next = records.probablyHits(sent) ? ContactTrip.byEmail(records.directory(), sent, records.by())
				: records.lookTrip(sent, this.newId);
	}

	PersonRecords records() {
		return this.records;
	}

	Directory directory() {
		return this.records.directory();
	}

	/** By itself, as if there were no others. */
	Upserted<Contact> alone(MatchingService matching) {
		return matching.upsert(directory().plan(), this.records, this.sent);
	}

	/** What to ask the database next. */
	ContactTrip next() {
		if (this.next.isByEmail() && !this.records.probablyHits(this.sent)) {
			looksAgain();
		}
		return this.next;
	}

	boolean isOpen() {
		return this.result == null && !this.isAlone;
	}

	/** What it has come to; nothing if it is to go on by itself. */
	Optional<Supplier<Upserted<Contact>>> result() {
		return Optional.ofNullable(this.result);
	}

	/** Whether another came between its trips. */
	boolean hasRaced() {
		return this.hasRaced;
	}

	/** Whether it is about to write what another of its call writes before it. */
	boolean follows() {
		return this.follows;
	}

	void arrives(Optional<Supplier<Reply>> answer, MatchingService matching) {
		if (answer.isEmpty()) {
			this.isAlone = true;
			return;
		}
		try {
			read(answer.get().get(), matching);
		}
		catch (RuntimeException ex) {
			if (matching.isRace(ex)) {
				this.hasRaced = true;
				looksAgain();
			}
			else {
				fails(matching.refusal(ex));
			}
		}
	}

	private void read(Reply reply, MatchingService matching) {
		if (reply.contact() != null && reply.outcome() == null) {
			this.isAlone = true;
		}
		else if (reply.contact() != null) {
			Upserted<Contact> upserted = this.records.result(this.sent, this.found, reply);
			this.result = () -> upserted;
		}
		else if (this.next.isByEmail()) {
			this.records.remember(this.sent, false);
			looksAgain();
		}
		else {
			if (!this.seen.isEmpty()) {
				this.hasRaced = true;
				matching.countRace();
			}
			List<Candidate<UUID>> all = new ArrayList<>(this.seen);
			all.addAll(reply.candidates());
			this.seen = all;
			this.decides = true;
		}
	}

	private void looksAgain() {
		this.seen = List.of();
		this.found = null;
		this.next = this.records.lookTrip(this.sent, this.newId);
	}

	private void fails(RuntimeException failure) {
		this.result = () -> {
			throw failure;
		};
	}

	/**
	 * Decides, if the last trip came back with names.
	 * @param foreseen what those before it are about to do
	 */
	void decide(MatchingService matching, Foreseen foreseen) {
		if (!this.decides) {
			return;
		}
		this.decides = false;
		this.seen = foreseen.in(directory(), this.seen);
		Look.Seen<Contact> look = new Look.Seen<>(this.seen, Map.of(), false);
		Match<UUID> match = matching.match(directory().plan(), this.sent.sought(), this.seen, null, UUID::toString);
		this.found = (match instanceof Match.Found<UUID> one) ? one : null;
		if (this.found == null && !(match instanceof Match.Nobody<UUID> nobody && nobody.isNew())) {
			// the engine says what that comes to
			this.isAlone = true;
			return;
		}
		this.follows |= this.found != null && foreseen.has(directory(), this.found.id());
		try {
			this.next = (this.found != null) ? this.records.changeTrip(this.sent, this.newId, this.found, look)
					: this.records.createTrip(this.sent, this.newId, look);
		}
		catch (Incomplete ex) {
			fails(ex);
			return;
		}
		if (this.sent.name() != null) {
			UUID id = (this.found != null) ? this.found.id() : Objects.requireNonNull(this.next.newId());
			foreseen.add(directory(), id, this.sent.name().key());
		}
	}

}
