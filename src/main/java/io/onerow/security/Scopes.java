package io.onerow.security;

import java.util.Set;
import java.util.TreeSet;

/** The scopes that a client can hold. */
public final class Scopes {

	public static final String ACCOUNTS_ALL = "accounts:all";

	public static final String ACCOUNTS_READ = "accounts:read";

	public static final String CUSTOMERS_WRITE = "customers:write";

	public static final String CUSTOMERS_READ = "customers:read";

	public static final String BULK_WRITE = "bulk:write";

	private Scopes() {
	}

	/** Every scope, in alphabetical order. */
	public static Set<String> all() {
		return new TreeSet<>(Set.of(ACCOUNTS_ALL, ACCOUNTS_READ, CUSTOMERS_WRITE, CUSTOMERS_READ, BULK_WRITE));
	}

}
