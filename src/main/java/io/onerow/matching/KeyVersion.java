package io.onerow.matching;

/**
 * The version of the form in which this package makes keys. A change of what it makes of
 * any text is a new one, and what is stored is brought forward.
 */
public final class KeyVersion {

	/**
	 * Since 2, names are case folded and what cannot be seen is left out, domains of
	 * addresses are in ASCII, and tracking parameters are no part of a website.
	 */
	public static final int CURRENT = 2;

	private KeyVersion() {
	}

}
