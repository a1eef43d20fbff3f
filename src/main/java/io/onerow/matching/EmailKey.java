package io.onerow.matching;

/**
 * What makes two email addresses the same: the whole address, trimmed, in NFC and in
 * lower case, without plus-tag or dot games. The constructor takes a value that
 * {@link #of} made, as stored.
 */
public record EmailKey(String value) {

	/** The key of an address as it was sent; the key of a key is that key. */
	public static EmailKey of(String email) {
		return new EmailKey(KeyText.lowerCased(KeyText.trimmed(email)));
	}

}
