package io.onerow.contact;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import com.github.f4b6a3.uuid.UuidCreator;
import io.onerow.matching.Candidate;
import io.onerow.matching.KeyKind;
import io.onerow.matching.Match;
import io.onerow.matching.MatchKey;
import io.onerow.matching.MatchPlan;
import io.onerow.matching.NameKey;
import io.onerow.matching.NameSearch;
import io.onerow.matching.Policy;
import io.onerow.matching.Receipt;
import io.onerow.matching.Sought;
import io.onerow.policy.MatchPolicy;
import io.onerow.upsert.MatchingService;

/**
 * The contacts of a directory that is not there yet: what upserts of them would leave,
 * but that two with addresses of their own stay two. Who lists both has both.
 */
final class FirstContacts {

	private final MatchPlan plan;

	private final MatchPolicy policy;

	private final MatchingService matching;

	private final Instant now;

	private final Map<UUID, Contact> contacts = new LinkedHashMap<>();

	private final Map<UUID, Candidate<UUID>> candidates = new LinkedHashMap<>();

	private final Map<UUID, List<Match.Suspect<UUID>>> suspects = new LinkedHashMap<>();

	FirstContacts(Directory directory, MatchPolicy policy, MatchingService matching, Clock clock) {
		this.plan = policy.of(directory.plan());
		this.policy = policy;
		this.matching = matching;
		this.now = clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

	/**
	 * @param place of the contact among those that are sent
	 */
	void upsert(int place, SentContact sent) {
		Sought sought = sent.under(this.policy).sought();
		List<Candidate<UUID>> others = this.candidates.values()
			.stream()
			.filter((other) -> mayBe(other.keys(), sought.keys()))
			.toList();
		Match<UUID> match = this.matching.match(this.plan, sought, others, place, UUID::toString);
		MatchingService.refuseUnlessNew(match, others, sought);
		Contact contact = (match instanceof Match.Found<UUID> found)
				? Objects.requireNonNull(this.contacts.get(found.id())).with(sent, this.now)
				: Contact.created(UuidCreator.getTimeOrderedEpoch(), sent, this.now);
		if (match instanceof Match.Nobody<UUID> nobody && !nobody.suspects().isEmpty()) {
			this.suspects.put(contact.id(), nobody.suspects());
		}
		this.contacts.put(contact.id(), contact);
		this.candidates.put(contact.id(), candidate(contact));
	}

	/** Two who share a key, or have no keys of one kind that differ. */
	private static boolean mayBe(Set<MatchKey> stored, Set<MatchKey> sent) {
		return sent.stream().anyMatch(stored::contains)
				|| sent.stream().noneMatch((key) -> stored.stream().anyMatch((other) -> other.kind() == key.kind()));
	}

	private Candidate<UUID> candidate(Contact contact) {
		Set<MatchKey> keys = new HashSet<>();
		if (contact.emailKey() != null) {
			keys.add(new MatchKey(KeyKind.EMAIL, contact.emailKey()));
		}
		if (contact.externalId() != null) {
			keys.add(new MatchKey(KeyKind.EXTERNAL_ID, contact.externalId()));
		}
		NameSearch name = contact.name();
		NameKey key = (name != null) ? name.key() : null;
		Candidate<UUID> named = new Candidate<>(contact.id(), keys, key, 1)
			.alias(Objects.requireNonNull(contact.aliases()));
		return (this.policy.policy() == Policy.GUARDED || this.policy.policy() == Policy.CORROBORATED)
				? named.known(key, PersonFacts.of(contact, contact.attributes(), this.policy.region())) : named;
	}

	/** What one of them was seen with. */
	Sighting sighting(Contact contact) {
		return this.policy.keepsAliases() ? Sighting.of(null, contact, this.policy.region()) : Sighting.NONE;
	}

	/** What is told of those that are created. */
	Receipt nobody() {
		return this.plan.nobody();
	}

	/** Whom some may be, of whom somebody is to be asked. */
	Map<UUID, List<Match.Suspect<UUID>>> suspects() {
		return this.suspects;
	}

	/** In the order in which they were first sent. */
	Collection<Contact> all() {
		return this.contacts.values();
	}

}
