package io.onerow.account;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.onerow.matching.Receipt;
import io.onerow.matching.Sought;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Guard;
import io.onerow.upsert.KeyLocks;
import io.onerow.upsert.WriteContext;

/**
 * What of the table of accounts are functions of the database. Each is one round trip,
 * and a transaction of its own where none is open.
 */
interface AccountFunctions {

	/** The accounts that have one of the keys, once the locks are held, in no order. */
	List<Account> find(AccountScope scope, List<Sought> sought, KeyLocks locks);

	/**
	 * Creates the account, with an empty directory, or stores it as it is now if it still
	 * has that version; answers it as stored.
	 * @param why it is this account
	 * @throws io.onerow.upsert.RacedException if it has another version, or another
	 * account has come under the guarded keys
	 */
	Account write(TenantId tenant, Account account, Guard guard, Receipt why, WriteContext by);

	/** Deletes an account with its contacts; false if it is not there. */
	boolean delete(TenantId tenant, UUID account, Instant now, WriteContext by);

	/** Returns when all that was committed before is on disk. */
	void flush(TenantId tenant);

}
