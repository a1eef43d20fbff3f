package io.onerow.matching;

/**
 * A stored name that may be the one looked for.
 *
 * @param id of the record, the oldest one if several have that name
 * @param bearers how many records have it
 */
public record NameCandidate<T>(T id, NameKey key, int bearers) {

	/** A name that one record has. */
	public NameCandidate(T id, NameKey key) {
		this(id, key, 1);
	}

}
