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
 * @param turned the same with its halves the other way round, where a name is not enough
 * @param person what else is known of the person, where a name is not enough
 * @param shared addresses and phones that several persons have, whoever they are
 */
public record Sought(Set<MatchKey> keys, Set<MatchKey> given, @Nullable NameSearch name, @Nullable NameSearch turned,
		@Nullable Person person, Set<MatchKey> shared) {

	/** Where a name is enough. */
	public Sought(Set<MatchKey> keys, Set<MatchKey> given, @Nullable NameSearch name) {
		this(keys, given, name, null, null, Set.of());
	}

	/** A record by its id alone. */
	public static Sought byId(UUID id) {
		return new Sought(Set.of(new MatchKey(KeyKind.ID, id.toString())), Set.of(), null);
	}

	/** By the keys alone. */
	public Sought byKeys() {
		return new Sought(this.keys, this.given, null, null, null, this.shared);
	}

	/** The same, where these values are of several persons. */
	public Sought sharing(Set<MatchKey> values) {
		return new Sought(this.keys, this.given, this.name, this.turned, this.person, values);
	}

	/** By the name only with what else is known. */
	public Sought guardedBy(Person known) {
		return new Sought(this.keys, this.given, this.name, (this.name != null) ? this.name.turned() : null, known,
				this.shared);
	}

	/** By the name and by what else is known, each by the other. */
	public Sought corroboratedBy(@Nullable NameSearch called, Person known) {
		return new Sought(this.keys, this.given, called, (called != null) ? called.turned() : null, known, this.shared);
	}

	Person known() {
		return (this.person != null) ? this.person : Person.UNKNOWN;
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
