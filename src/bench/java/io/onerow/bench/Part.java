package io.onerow.bench;

import java.util.Locale;

/** What can be measured by itself, in the order in which it is. */
enum Part {

	EMAIL, UNCHANGED, CREATE, BULK, NAMES, GROWTH, FIGHT, HISTORY, IDENTITY;

	static Part of(String name) {
		return valueOf(name.toUpperCase(Locale.ROOT));
	}

}
