package io.onerow.security.session;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.onerow.security.Scopes;

/** What a user may do: no token that is granted for the user has more scopes. */
public enum Role {

	/** May read. */
	READER,

	/** May do all that no administrator is needed for. */
	OPERATOR,

	/** May do everything. */
	ADMIN;

	/** All of them by their words, the least first. */
	public static final Map<String, Role> BY_WORD = byWord();

	private static Map<String, Role> byWord() {
		Map<String, Role> words = new LinkedHashMap<>();
		Arrays.stream(values()).forEach((role) -> words.put(role.word(), role));
		return Collections.unmodifiableMap(words);
	}

	/** Its name in the database and in requests. */
	String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	static Role of(String word) {
		return valueOf(word.toUpperCase(Locale.ROOT));
	}

	Set<String> scopes() {
		return switch (this) {
			case READER -> Scopes.allForReading();
			case OPERATOR -> Scopes.all();
			case ADMIN -> Scopes.allOfAnAdministrator();
		};
	}

}
