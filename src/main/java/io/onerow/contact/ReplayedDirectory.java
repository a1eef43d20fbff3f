package io.onerow.contact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.onerow.matching.Candidate;
import io.onerow.matching.EmailKey;
import io.onerow.matching.Explanation;
import io.onerow.matching.MatchKey;
import io.onerow.matching.NameSearch;
import io.onerow.matching.Person;
import io.onerow.matching.Probes;
import io.onerow.matching.Sought;
import io.onerow.policy.MatchPolicy;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The contacts of a directory as they were at some moment, in memory, with the index of
 * evidence. Of one key a thousand are looked at, and of all that have something in common
 * the hundred with most.
 */
final class ReplayedDirectory {

	private static final int MOST_OF_ONE_KEY = 1_000;

	private static final int MOST_MET = 100;

	private final Directory directory;

	private final @Nullable String region;

	private final Map<UUID, Known> contacts = new HashMap<>();

	private final Map<MatchKey, UUID> keys = new HashMap<>();

	private final Map<Long, List<Row>> index = new HashMap<>();

	/** Which are parts of which. */
	private final Map<UUID, UUID> into = new HashMap<>();

	/**
	 * @param region where national phone numbers are from; null if that is not known
	 */
	ReplayedDirectory(Directory directory, @Nullable String region) {
		this.directory = directory;
		this.region = region;
	}

	int size() {
		return this.contacts.size();
	}

	/** A contact with some fields changed, null being none; of one that is new, all. */
	Replayed changed(UUID id, JsonNode changes) {
		Known before = this.contacts.get(id);
		ObjectNode fields = (before != null) ? before.fields.deepCopy() : JsonNodeFactory.instance.objectNode();
		changes.forEachEntry((name, value) -> {
			if (value.isNull()) {
				fields.remove(name);
			}
			else {
				fields.set(name, value);
			}
		});
		return new Replayed(contact(id, new Fields(fields)), fields);
	}

	private static Contact contact(UUID id, Fields fields) {
		String email = fields.text("email");
		String number = fields.text("number");
		return new Contact(id, fields.text("fullName"), email,
				(email != null) ? EmailKey.of(email).value() : fields.text("emailKey"), EmailStatus.VALID,
				fields.text("language"), fields.text("externalId"), (number != null) ? Long.valueOf(number) : null,
				fields.attributes(), Instant.EPOCH, null, Instant.EPOCH, null, 1, null, null, null);
	}

	void put(Replayed replayed) {
		remove(replayed.contact.id());
		Contact contact = replayed.contact;
		Probes probes = probes(contact);
		Known known = new Known(replayed.fields, PersonCards.known(contact, contact, this.region), probes.stored());
		this.contacts.put(contact.id(), known);
		known.candidate.keys().forEach((key) -> this.keys.put(key, contact.id()));
		known.rows.forEach((row) -> this.index.computeIfAbsent(row.key(), (key) -> new ArrayList<>(1))
			.add(new Row(contact.id(), row)));
	}

	void remove(UUID id) {
		Known known = this.contacts.remove(id);
		if (known != null) {
			known.candidate.keys().forEach((key) -> this.keys.remove(key, id));
			known.rows.forEach((row) -> Objects.requireNonNull(this.index.get(row.key()))
				.removeIf((other) -> other.id.equals(id)));
		}
	}

	/**
	 * @param survivor null if it is part of none any more
	 */
	void merge(UUID part, @Nullable UUID survivor) {
		if (survivor == null) {
			this.into.remove(part);
		}
		else {
			this.into.put(part, survivor);
		}
	}

	/** As which a contact is shown. */
	UUID whole(UUID id) {
		UUID whole = id;
		for (UUID next = this.into.get(whole); next != null; next = this.into.get(whole)) {
			whole = next;
		}
		return whole;
	}

	/**
	 * Those that a contact which is sent may be.
	 * @param given the keys that it is sent with
	 */
	List<Candidate<UUID>> candidates(Contact sent, Set<MatchKey> given) {
		Map<UUID, Integer> met = new LinkedHashMap<>();
		Probes probes = probes(sent);
		for (Probes.Wanted wanted : probes.wanted()) {
			this.index.getOrDefault(wanted.key(), List.of())
				.stream()
				.limit(MOST_OF_ONE_KEY)
				.filter((row) -> wanted.admits(row.stored, probes.home()))
				.forEach((row) -> met.merge(row.id, 1, Integer::sum));
		}
		Set<UUID> ids = new LinkedHashSet<>();
		for (MatchKey key : given) {
			UUID holder = this.keys.get(key);
			if (holder != null) {
				ids.add(holder);
			}
		}
		met.entrySet()
			.stream()
			.sorted(Comparator.<Map.Entry<UUID, Integer>>comparingInt(Map.Entry::getValue)
				.reversed()
				.thenComparing(Map.Entry::getKey))
			.limit(MOST_MET)
			.forEach((one) -> ids.add(one.getKey()));
		return ids.stream().map(this::candidate).toList();
	}

	private Candidate<UUID> candidate(UUID id) {
		Candidate<UUID> candidate = Objects.requireNonNull(this.contacts.get(id)).candidate;
		UUID whole = whole(id);
		return whole.equals(id) ? candidate : candidate.partOf(whole);
	}

	/**
	 * What a policy says of it.
	 * @param sought the keys that it is looked for by
	 */
	Explanation<UUID> explain(Contact sent, Set<MatchKey> sought, Set<MatchKey> given,
			Collection<Candidate<UUID>> candidates, MatchPolicy policy) {
		Sought looked = Compared.sought(sent, sent, sought, given, policy);
		return policy.of(this.directory.plan()).explain(looked, candidates);
	}

	private Probes probes(Contact contact) {
		NameSearch name = PersonFacts.name(contact);
		Person person = PersonFacts.of(contact.emailKey(), contact.attributes(), this.region);
		return Probes.of(name, person, contact.externalId());
	}

	/** A contact, and what it is made of. */
	record Replayed(Contact contact, ObjectNode fields) {

		// the fields are the tenant's data and stay out of logs
		@Override
		public String toString() {
			return "Replayed[" + this.contact.id() + "]";
		}

	}

	private record Row(UUID id, Probes.Stored stored) {

	}

	private record Known(ObjectNode fields, Candidate<UUID> candidate, List<Probes.Stored> rows) {

	}

}
