package io.onerow.bench;

import java.util.Locale;

/** What can be measured by itself, in the order in which it is. */
enum Part {

	EMAIL, UNCHANGED, RENAMED, CREATE, ALONE, ACCOUNT, BOOK, PEER, BULK, NAMES, GROWTH, FIGHT, HISTORY, READY, PGBENCH, IDENTITY;

	static Part of(String name) {
		return valueOf(name.toUpperCase(Locale.ROOT));
	}

}
