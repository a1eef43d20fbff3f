package io.onerow.matching;

/**
 * One key of a record. Two records with the same key are the same record, or, where keys
 * of the kind are not unique, cannot be told apart by it.
 *
 * @param value in the one form in which keys of the kind are compared
 */
public record MatchKey(KeyKind kind, String value) {

	public static MatchKey of(EmailKey email) {
		return new MatchKey(KeyKind.EMAIL, email.value());
	}

}
