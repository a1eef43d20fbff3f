package io.onerow.contact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.onerow.matching.Candidate;
import io.onerow.matching.NameKey;

/**
 * The names that contacts will have once what was decided is written. A guess: the guard
 * of each write tells whether it came true.
 */
final class Foreseen {

	private final Map<UUID, Map<UUID, NameKey>> names = new HashMap<>();

	void add(Directory directory, UUID contact, NameKey name) {
		this.names.computeIfAbsent(directory.id(), (unused) -> new LinkedHashMap<>()).put(contact, name);
	}

	boolean has(Directory directory, UUID contact) {
		return this.names.getOrDefault(directory.id(), Map.of()).containsKey(contact);
	}

	/** What was seen, as it will be then. */
	List<Candidate<UUID>> in(Directory directory, List<Candidate<UUID>> seen) {
		Map<UUID, NameKey> coming = this.names.getOrDefault(directory.id(), Map.of());
		if (coming.isEmpty()) {
			return seen;
		}
		List<Candidate<UUID>> candidates = new ArrayList<>();
		seen.stream().filter((candidate) -> !coming.containsKey(candidate.id())).forEach(candidates::add);
		coming.forEach((contact, name) -> candidates.add(Candidate.named(contact, name, 1)));
		return candidates;
	}

}
