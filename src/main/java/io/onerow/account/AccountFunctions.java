package io.onerow.account;

import java.util.List;
import java.util.UUID;

import io.onerow.matching.Sought;
import io.onerow.sync.Order;
import io.onerow.sync.Position;
import io.onerow.sync.Slice;
import io.onerow.tenant.Connection;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Guard;
import io.onerow.upsert.KeyLocks;

/**
 * What of the table of accounts JPA would need more round trips for, or more memory. Each
 * is one round trip, and a transaction of its own where none is open.
 */
interface AccountFunctions {

	/** The accounts that have one of the keys, once the locks are held, in no order. */
	List<Account> find(AccountScope scope, List<Sought> sought, KeyLocks locks);

	/**
	 * Creates the account, with an empty directory, or stores it as it is now if it still
	 * has that version; answers it as stored.
	 * @throws io.onerow.upsert.RacedException if it has another version, or another
	 * account has come under the guarded keys
	 */
	Account write(TenantId tenant, Account account, Guard guard);

	/**
	 * The accounts of a connection after a position, until they are so many, or many
	 * bytes.
	 */
	Slice<Account> read(Connection connection, Order order, Position start, int size);

	/** The accounts with these ids, in that order, until they are many bytes. */
	Slice<Account> read(Connection connection, List<UUID> ids);

}
