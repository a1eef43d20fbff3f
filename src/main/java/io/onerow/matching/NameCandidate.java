package io.onerow.matching;

/** A stored name that may be the one looked for, with the id of its record. */
public record NameCandidate<T>(T id, NameKey key) {

}
