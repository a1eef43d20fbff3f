package io.onerow.customer;

import java.util.List;

import io.onerow.tenant.TenantId;

/** Customers by what they are stored under. */
interface OldCustomers {

	/** The next after that customer in order of creation, at most so many. */
	List<OldCustomer> readAfter(TenantId tenant, long after, int size);

	/**
	 * Gives a customer as it was read its new key; false if it was kept, or has changed.
	 */
	boolean renew(TenantId tenant, OldCustomer customer);

}
