package io.onerow.tenant;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kind of system behind a connection; it decides what accounts may be matched on. */
public enum Provider {

	NATIVE, HUBSPOT, SALESFORCE;

	/** Its name in the database and on the wire. */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** The one of that name. */
	public static Optional<Provider> find(String word) {
		return Arrays.stream(values()).filter((provider) -> provider.word().equals(word)).findFirst();
	}

	/** The same in any case; throws {@link IllegalArgumentException} if there is none. */
	public static Provider of(String word) {
		return find(word.toLowerCase(Locale.ROOT)).orElseThrow(() -> new IllegalArgumentException("Not a provider"));
	}

}
