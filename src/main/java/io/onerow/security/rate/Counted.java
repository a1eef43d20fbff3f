package io.onerow.security.rate;

import io.onerow.tenant.TenantScoped;

/** A caller whose requests are counted by its credential. */
public interface Counted extends TenantScoped {

	/** Names the credential among those of its tenant, and does not tell it. */
	String credential();

}
