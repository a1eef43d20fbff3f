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

	/** Of administrators: only an API key can hold it. */
	public static final String CONNECTIONS_ALL = "connections:all";

	private Scopes() {
	}

	/** Every scope of a client, in alphabetical order. */
	public static Set<String> all() {
		return new TreeSet<>(Set.of(ACCOUNTS_ALL, ACCOUNTS_READ, CUSTOMERS_WRITE, CUSTOMERS_READ, BULK_WRITE));
	}

}
