package io.onerow.security;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/** The scopes that a client can hold. */
public final class Scopes {

	public static final String ACCOUNTS_ALL = "accounts:all";

	public static final String ACCOUNTS_READ = "accounts:read";

	public static final String CUSTOMERS_WRITE = "customers:write";

	public static final String CUSTOMERS_READ = "customers:read";

	public static final String BULK_WRITE = "bulk:write";

	/** Of administrators: only an API key can hold it. */
	public static final String CONNECTIONS_ALL = "connections:all";

	public static final String HISTORY_READ = "history:read";

	/** To take back what was written. */
	public static final String HISTORY_UNDO = "history:undo";

	/** To see any record, and where it is from. */
	public static final String RECORDS_READ = "records:read";

	/** To see which records may be one. */
	public static final String REVIEWS_READ = "reviews:read";

	/** To say which records are one, and to merge them. */
	public static final String REVIEWS_WRITE = "reviews:write";

	/** To load files of any records. */
	public static final String IMPORTS_WRITE = "imports:write";

	/** To administer a tenant. No application can register itself with it. */
	public static final String ADMIN = "admin";

	/** The end of those with which nothing can be written. */
	static final String READING = ":read";

	private static final String AUTHORITY = "SCOPE_";

	private Scopes() {
	}

	/** The authority that a caller has by a scope. */
	public static String authority(String scope) {
		return AUTHORITY + scope;
	}

	/** The scope by which a caller has an authority; null if that is by none. */
	static @Nullable String of(@Nullable String authority) {
		return (authority != null && authority.startsWith(AUTHORITY)) ? authority.substring(AUTHORITY.length()) : null;
	}

	/** Every scope of a client but that of administrators, in alphabetical order. */
	public static Set<String> all() {
		return new TreeSet<>(Set.of(ACCOUNTS_ALL, ACCOUNTS_READ, CUSTOMERS_WRITE, CUSTOMERS_READ, BULK_WRITE,
				HISTORY_READ, HISTORY_UNDO, IMPORTS_WRITE, RECORDS_READ, REVIEWS_READ, REVIEWS_WRITE));
	}

	/** Those of them with which nothing can be written. */
	public static Set<String> allForReading() {
		Set<String> all = all();
		all.removeIf((scope) -> !scope.endsWith(READING));
		return all;
	}

	/** Every scope of a client, in alphabetical order. */
	public static Set<String> allOfAnAdministrator() {
		Set<String> all = all();
		all.add(ADMIN);
		return all;
	}

	/** Every scope of an API key, in alphabetical order. */
	public static Set<String> allOfApiKeys() {
		return new TreeSet<>(Set.of(ACCOUNTS_ALL, ACCOUNTS_READ, CONNECTIONS_ALL));
	}

	/**
	 * What is granted to a client that asks: all that it holds if it names none, else
	 * those of the named that it holds. If it holds none of them, they are answered as
	 * they are, which is more than it holds: such a request is refused.
	 */
	public static Set<String> narrowed(Collection<String> asked, Set<String> held) {
		if (asked.isEmpty()) {
			return held;
		}
		Set<String> both = new TreeSet<>(asked);
		both.retainAll(held);
		return both.isEmpty() ? Set.copyOf(asked) : both;
	}

	/** Those that a holder may hand on; who may write accounts may read them. */
	public static Set<String> covered(Collection<String> asked, Set<String> held) {
		Set<String> covered = new TreeSet<>(asked);
		covered.removeIf(
				(scope) -> !held.contains(scope) && !(scope.equals(ACCOUNTS_READ) && held.contains(ACCOUNTS_ALL)));
		return covered;
	}

}
