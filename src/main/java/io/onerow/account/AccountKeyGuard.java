package io.onerow.account;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import io.onerow.tenant.Connection;
import io.onerow.upsert.KeyLocks;

/**
 * Lets a write pass only if, once it holds the locks, no account has one of the keys but
 * those that were seen.
 */
@SuppressWarnings("ArrayRecordComponent")
record AccountKeyGuard(KeyLocks locks, String[] keys, UUID[] seen) {

	/** For a write that changes no key: it makes no other upsert match something else. */
	static final AccountKeyGuard NONE = new AccountKeyGuard(KeyLocks.NONE, new String[0], new UUID[0]);

	/**
	 * For a write that changes keys.
	 * @param keys those that the request looked for
	 * @param seen the accounts that had them
	 */
	static AccountKeyGuard of(Connection connection, StoredAccount before, StoredAccount after, Set<String> keys,
			Collection<StoredAccount> seen) {
		Set<String> written = new HashSet<>(before.matchKeys());
		written.addAll(after.matchKeys());
		return new AccountKeyGuard(KeyLocks.of(connection.directory(), written, keys), keys.toArray(String[]::new),
				seen.stream().map((account) -> account.card().id()).toArray(UUID[]::new));
	}

}
