package io.onerow.policy;

import io.onerow.tenant.TenantId;

/** What is kept of the contacts of a tenant besides themselves. */
public interface KeptEvidence {

	/**
	 * Whether all that is written to contacts of the tenant goes there too, as far as
	 * this instance knows; asks the database rarely.
	 */
	boolean keepEvidence(TenantId tenant);

	/**
	 * Whether aliases are kept under any policy of the tenant, as far as this instance
	 * knows; asks the database rarely.
	 */
	boolean keepAliases(TenantId tenant);

}
