package io.onerow.matching;

/**
 * What makes two email addresses the same: the whole address, trimmed, in NFC and in
 * lower case, without plus-tag or dot games, the domain in ASCII by UTS 46. The
 * constructor takes a value that {@link #of} made, as stored.
 */
public record EmailKey(String value) {

	/** The key of an address as it was sent; the key of a key is that key. */
	public static EmailKey of(String email) {
		String address = KeyText.lowerCased(Text.trimmed(email));
		int domain = address.lastIndexOf('@') + 1;
		if (domain == 0 || KeyText.isAscii(address)) {
			return new EmailKey(address);
		}
		return new EmailKey(address.substring(0, domain) + ascii(address.substring(domain)));
	}

	private static String ascii(String domain) {
		return KeyText.isAscii(domain) ? domain : InternationalName.ascii(domain).orElse(domain);
	}

}
