package io.onerow.contact;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
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
import io.onerow.matching.NameSearch;
import io.onerow.upsert.MatchingService;

/**
 * The contacts of a directory that is not there yet: what upserts of them would leave,
 * but that two with addresses of their own stay two. Who lists both has both.
 */
final class FirstContacts {

	private final MatchPlan plan;

	private final MatchingService matching;

	private final Instant now;

	private final Map<UUID, Contact> contacts = new LinkedHashMap<>();

	private final Map<UUID, Candidate<UUID>> candidates = new LinkedHashMap<>();

	FirstContacts(MatchPlan plan, MatchingService matching, Clock clock) {
		this.plan = plan;
		this.matching = matching;
		this.now = clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

	/**
	 * @param place of the contact among those that are sent
	 */
	void upsert(int place, SentContact sent) {
		List<Candidate<UUID>> others = this.candidates.values()
			.stream()
			.filter((other) -> other.keys().isEmpty() || other.keys().containsAll(sent.sought().keys()))
			.toList();
		Match<UUID> match = this.matching.match(this.plan, sent.sought(), others, place, UUID::toString);
		Contact contact = (match instanceof Match.Found<UUID> found)
				? Objects.requireNonNull(this.contacts.get(found.id())).with(sent, this.now)
				: Contact.created(UuidCreator.getTimeOrderedEpoch(), sent, this.now);
		this.contacts.put(contact.id(), contact);
		this.candidates.put(contact.id(), candidate(contact));
	}

	private static Candidate<UUID> candidate(Contact contact) {
		Set<MatchKey> keys = (contact.emailKey() != null) ? Set.of(new MatchKey(KeyKind.EMAIL, contact.emailKey()))
				: Set.of();
		NameSearch name = contact.name();
		return new Candidate<>(contact.id(), keys, (name != null) ? name.key() : null, 1);
	}

	/** In the order in which they were first sent. */
	Collection<Contact> all() {
		return this.contacts.values();
	}

}
