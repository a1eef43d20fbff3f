package io.onerow.tenant;

import java.util.Locale;

/** The kind of system behind a connection; it decides what accounts may be matched on. */
public enum Provider {

	NATIVE, HUBSPOT, SALESFORCE;

	String stored() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** Throws {@link IllegalArgumentException} for a word that is none. */
	public static Provider of(String stored) {
		return valueOf(stored.toUpperCase(Locale.ROOT));
	}

}
