package io.onerow.upsert;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.onerow.matching.Candidate;
import io.onerow.matching.KeyKind;
import io.onerow.matching.MatchKey;
import io.onerow.matching.Sought;

/** The keys of a request do not mean one record, so nothing was written. */
public abstract class KeyConflict extends RuntimeException {

	private final transient List<Holder> holders;

	KeyConflict(String message, List<Holder> holders) {
		super(message, null, false, false);
		this.holders = List.copyOf(holders);
	}

	/** All records that have one of the keys, in order of creation. */
	public List<Holder> holders() {
		return this.holders;
	}

	/**
	 * A record that has keys that were sent.
	 *
	 * @param keys of which kinds they are
	 */
	public record Holder(Candidate<UUID> record, Set<KeyKind> keys) {

		public Holder {
			keys = Set.copyOf(keys);
		}

		static List<Holder> among(Collection<Candidate<UUID>> candidates, Sought sought) {
			List<Holder> holders = new ArrayList<>();
			for (Candidate<UUID> candidate : candidates) {
				Set<KeyKind> kinds = EnumSet.noneOf(KeyKind.class);
				for (MatchKey key : candidate.keys()) {
					if (sought.keys().contains(key) || sought.given().contains(key)) {
						kinds.add(key.kind());
					}
				}
				if (!kinds.isEmpty() && holders.stream().noneMatch((one) -> one.id().equals(candidate.id()))) {
					holders.add(new Holder(candidate, kinds));
				}
			}
			holders.sort((one, other) -> one.id().compareTo(other.id()));
			return holders;
		}

		/** Kinds of keys in a sentence, by what a dialect calls them. */
		public static String words(Set<KeyKind> keys, Function<KeyKind, String> name) {
			return keys.stream().sorted().map(name).collect(Collectors.joining(" and "));
		}

		public UUID id() {
			return this.record.id();
		}

	}

}
