package io.onerow.customer;

import java.util.List;

import io.onerow.tenant.TenantId;

/** Customers whose key is not trimmed, without those of which that was kept. */
interface OldCustomers {

	/** The next after that customer, at most so many. */
	List<OldCustomer> readOld(TenantId tenant, long after, int size);

	/**
	 * Gives a customer as it was read its new key; false if it was kept, or has changed.
	 */
	boolean renew(TenantId tenant, OldCustomer customer);

}
