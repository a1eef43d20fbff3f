package io.onerow.account;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import io.onerow.tenant.TenantId;
import io.onerow.upsert.KeyLocks;

/** Accounts whose keys may have an old form. */
interface OldAccounts {

	/** But for those of which a key was kept. */
	boolean existOld(TenantId tenant);

	/**
	 * Whether this instance of the service may renew keys of the tenant, until the end of
	 * the transaction.
	 */
	boolean takeTurn(TenantId tenant);

	/** The next after that account, at most so many. */
	List<OldAccount> readOld(TenantId tenant, UUID account, int size);

	/** Those of a connection with one of the keys, the first hundred. */
	List<OldAccount> readOld(TenantId tenant, String connection, Collection<String> keys);

	/** Says of accounts as they were read that their keys are new. */
	void keep(TenantId tenant, List<OldAccount> accounts);

	/** Gives an account as it was read its new keys; false if it has changed. */
	boolean renew(TenantId tenant, OldAccount account, KeyLocks locks);

}
