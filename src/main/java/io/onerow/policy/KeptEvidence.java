package io.onerow.policy;

import io.onerow.tenant.TenantId;

/** Whose contacts go to the index of evidence. */
public interface KeptEvidence {

	/**
	 * Whether all that is written to contacts of the tenant goes there too, as far as
	 * this instance knows; asks the database rarely.
	 */
	boolean keepEvidence(TenantId tenant);

}
