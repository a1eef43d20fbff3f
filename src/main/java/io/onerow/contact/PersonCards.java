package io.onerow.contact;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.onerow.matching.Candidate;
import io.onerow.matching.Match;
import io.onerow.matching.NameKey;
import io.onerow.matching.NameSearch;
import io.onerow.matching.Policy;
import io.onerow.matching.Probes;
import io.onerow.matching.Receipt;
import io.onerow.policy.MatchPolicy;
import io.onerow.review.Reviews;
import io.onerow.upsert.KeyLocks;
import io.onerow.upsert.KeyedRecords;
import io.onerow.upsert.Look;
import io.onerow.upsert.RacedException;
import io.onerow.upsert.Upserted;
import org.jspecify.annotations.Nullable;

/**
 * The contacts of a directory where names are looked for, or all that is known, read
 * whole before anything is written, under the locks of all keys: for an upsert of which
 * not all may be written to a contact that is there, that says what no statement can
 * judge, or that is to be matched by more. What {@link PersonRecords} has settled in one
 * statement takes three here, and some more where those who have a name near it are read
 * too.
 */
record PersonCards(Directory directory, ContactFunctions contacts, CardRecords cards, MatchPolicy policy,
		Reviews reviews) implements KeyedRecords<SentContact, Contact> {

	/** Who shares a name, or as much else, with more is not read, and in doubt. */
	private static final int MOST = 100;

	static PersonCards of(Directory directory, ContactFunctions contacts, Clock clock, MatchPolicy policy,
			Reviews reviews) {
		return new PersonCards(directory, contacts, new CardRecords(directory, contacts, clock), policy, reviews);
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
		Probes probes = sent.probes();
		if (probes != null) {
			return new Look.Seen<>(corroborated(sent.name(), probes, records), records, !locks.areNone());
		}
		NameSearch name = sent.sought().name();
		List<Candidate<UUID>> near = (name != null || records.isEmpty()) ? this.contacts.near(this.directory, name)
				: List.of();
		Map<UUID, Candidate<UUID>> candidates = (this.policy.policy() == Policy.GUARDED && name != null)
				? known(near, name, sent.sought().turned(), records) : named(near, records);
		return new Look.Seen<>(List.copyOf(candidates.values()), records, !locks.areNone());
	}

	/** Each who has something in common is one, with what is known of him. */
	private List<Candidate<UUID>> corroborated(@Nullable NameSearch sent, Probes probes, Map<UUID, Contact> records) {
		ContactFunctions.Probed probed = this.contacts.probed(this.directory, sent, probes, MOST);
		while (!probed.unprobed().isEmpty()) {
			Map<Contact, UUID> left = new HashMap<>();
			probed.unprobed().forEach((contact) -> left.put(contact, this.directory.id()));
			this.contacts.probe(this.directory.tenant(), left);
			probed = this.contacts.probed(this.directory, sent, probes, MOST);
		}
		probed.contacts().forEach((contact) -> records.putIfAbsent(contact.id(), contact));
		List<Candidate<UUID>> candidates = new ArrayList<>();
		records.values().forEach((contact) -> candidates.add(known(contact)));
		if (probed.crowd() != null && !records.containsKey(probed.crowd().id())) {
			candidates.add(Candidate.crowd(probed.crowd().id(), MOST + 1L));
		}
		return candidates;
	}

	/** All who have one name are one candidate. */
	private Map<UUID, Candidate<UUID>> named(List<Candidate<UUID>> near, Map<UUID, Contact> records) {
		Map<UUID, Candidate<UUID>> candidates = new HashMap<>();
		records.values().forEach((contact) -> candidates.put(contact.id(), this.cards.candidate(contact)));
		near.forEach((one) -> candidates.merge(one.id(), one, Candidate::alsoNamed));
		return candidates;
	}

	/** Each who has a name within the limit is one, with what is known of him. */
	private Map<UUID, Candidate<UUID>> known(List<Candidate<UUID>> near, NameSearch name, @Nullable NameSearch turned,
			Map<UUID, Contact> records) {
		List<Candidate<UUID>> others = new ArrayList<>(near);
		read(name, name, others, records);
		if (turned != null) {
			List<Candidate<UUID>> back = new ArrayList<>(this.contacts.near(this.directory, turned));
			read(name, turned, back, records);
		}
		Map<UUID, Candidate<UUID>> candidates = new HashMap<>();
		records.values().forEach((contact) -> candidates.put(contact.id(), known(contact)));
		others.forEach((one) -> candidates.putIfAbsent(one.id(), one));
		return candidates;
	}

	/**
	 * Reads those whose name is within the limit, and leaves the others.
	 * @param sent the name as it was sent
	 * @param name as it is looked for
	 */
	private void read(NameSearch sent, NameSearch name, List<Candidate<UUID>> near, Map<UUID, Contact> records) {
		List<NameKey> names = new ArrayList<>();
		near.removeIf((one) -> isRead(name.key(), one) && names.add(Objects.requireNonNull(one.name())));
		if (!names.isEmpty()) {
			this.contacts.named(this.directory, sent, name, names)
				.forEach((contact) -> records.putIfAbsent(contact.id(), contact));
		}
	}

	private static boolean isRead(NameKey name, Candidate<UUID> near) {
		return near.records() <= MOST && near.name() != null && name.distanceTo(near.name()).isPresent();
	}

	private Candidate<UUID> known(Contact contact) {
		return known(contact, this.contacts.shown(this.directory, contact), this.policy.region());
	}

	/**
	 * With what is known of the person.
	 * @param shown the same as it is shown, which tells what its other parts know
	 * @param region that of national phone numbers
	 */
	static Candidate<UUID> known(Contact contact, Contact shown, @Nullable String region) {
		NameSearch name = PersonFacts.name(contact);
		return CardRecords.keyed(contact)
			.known((name != null) ? name.key() : null, PersonFacts.of(contact, shown.attributes(), region));
	}

	@Override
	public Candidate<UUID> candidate(Contact contact) {
		return this.cards.candidate(contact);
	}

	/** By keys; each is looked for again by itself. */
	@Override
	public Look.Seen<Contact> lookForAll(List<SentContact> sent, KeyLocks locks) {
		return this.cards.lookForAll(sent, locks);
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
	public Upserted<Contact> create(SentContact sent, Receipt why, Look.Seen<Contact> seen) {
		return this.cards.create(sent, why, seen);
	}

	@Override
	public Upserted<Contact> create(SentContact sent, Match.Nobody<UUID> nobody, Look.Seen<Contact> seen) {
		if (nobody.suspects().isEmpty()) {
			return create(sent, nobody.receipt(), seen);
		}
		Upserted<Contact> created = this.cards.create(sent, nobody.receipt(), seen, false);
		this.reviews.ask(this.directory.tenant(), this.directory.id(), created.value().id(), nobody.suspects());
		return created;
	}

	@Override
	public Upserted<Contact> change(SentContact sent, Match.Found<UUID> found, Look.Seen<Contact> seen) {
		Map<UUID, Contact> records = new HashMap<>(seen.records());
		if (!records.containsKey(found.id())) {
			records.put(found.id(), this.contacts.find(this.directory, found.id()).orElseThrow(RacedException::new));
		}
		return this.cards.change(sent, found, new Look.Seen<>(seen.candidates(), records, seen.isHeld()));
	}

}
