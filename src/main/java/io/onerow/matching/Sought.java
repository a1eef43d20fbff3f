package io.onerow.matching;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What an upsert is matched by, made once for a request.
 *
 * @param keys those to look for
 * @param given those that the record is to have afterwards
 * @param name the name to look for, if names are looked for
 */
public record Sought(Set<MatchKey> keys, Set<MatchKey> given, @Nullable NameSearch name) {

	/** A record by its id alone. */
	public static Sought byId(UUID id) {
		return new Sought(Set.of(new MatchKey(KeyKind.ID, id.toString())), Set.of(), null);
	}

	/** All keys of a kind, whether looked for or given. */
	public Set<String> values(KeyKind kind) {
		Set<String> values = new LinkedHashSet<>();
		this.keys.forEach((key) -> add(key, kind, values));
		this.given.forEach((key) -> add(key, kind, values));
		return values;
	}

	private static void add(MatchKey key, KeyKind kind, Set<String> values) {
		if (key.kind() == kind) {
			values.add(key.value());
		}
	}

}
