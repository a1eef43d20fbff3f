package io.onerow.matching;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A record that may be the one looked for, or several that have the same name.
 *
 * @param id of the oldest of them
 * @param keys all that it has, of the kinds that were looked for
 * @param name null where names are not looked for
 * @param records how many there are
 * @param person what else is known of one that was read, where a name is not enough
 * @param survivor the record as a part of which it is shown; null if it is part of none
 * @param aliases keys that stay its own as long as no other record has them
 */
public record Candidate<T extends Comparable<T>>(T id, Set<MatchKey> keys, @Nullable NameKey name, long records,
		@Nullable Person person, @Nullable T survivor, Set<MatchKey> aliases) {

	/** Where a name is enough. */
	public Candidate(T id, Set<MatchKey> keys, @Nullable NameKey name, long records) {
		this(id, keys, name, records, null, null, Set.of());
	}

	/** One record with those keys. */
	public static <T extends Comparable<T>> Candidate<T> of(T id, Set<MatchKey> keys) {
		return new Candidate<>(id, keys, null, 1);
	}

	/** So many records with that name, the oldest of which has the id. */
	public static <T extends Comparable<T>> Candidate<T> named(T id, NameKey name, long records) {
		return new Candidate<>(id, Set.of(), name, records);
	}

	/** One of so many records that have as much in common that they were not read. */
	public static <T extends Comparable<T>> Candidate<T> crowd(T id, long records) {
		return new Candidate<>(id, Set.of(), null, records);
	}

	/** This one record, with its name too, and how many have that. */
	public Candidate<T> alsoNamed(Candidate<T> named) {
		return new Candidate<>(this.id, this.keys, named.name, named.records, null, this.survivor, this.aliases);
	}

	/** This one record, with its name, and what else is known of it. */
	public Candidate<T> known(@Nullable NameKey called, Person known) {
		return new Candidate<>(this.id, this.keys, called, 1, known, this.survivor, this.aliases);
	}

	/** The same, which is shown as a part of another. */
	public Candidate<T> partOf(@Nullable T shown) {
		return new Candidate<>(this.id, this.keys, this.name, this.records, this.person, shown, this.aliases);
	}

	/** The same, which may be looked for by these keys too. */
	public Candidate<T> alias(Set<MatchKey> others) {
		return new Candidate<>(this.id, this.keys, this.name, this.records, this.person, this.survivor, others);
	}

	/** The record that is meant, of whichever of its parts. */
	T whole() {
		return (this.survivor != null) ? this.survivor : this.id;
	}

	Person known() {
		return (this.person != null) ? this.person : Person.UNKNOWN;
	}

	/** Whether it stands for so many who have something in common, and not a name. */
	boolean isCrowd() {
		return this.person == null && this.name == null && this.records > 1;
	}

	boolean hasAny(Set<MatchKey> wanted) {
		return this.keys.stream().anyMatch(wanted::contains);
	}

	boolean hasAnyAlias(Set<MatchKey> wanted) {
		return this.aliases.stream().anyMatch(wanted::contains);
	}

	boolean has(KeyKind kind) {
		return this.keys.stream().anyMatch((key) -> key.kind() == kind);
	}

}
