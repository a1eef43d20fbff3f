package io.onerow.security.session;

import java.util.UUID;

import io.onerow.tenant.TenantId;

/**
 * What a user has been logged in for, beside sessions, and that stands until it is ended.
 */
public interface StandingLogins {

	/** Ends those of a user, within the transaction of what they end for. */
	void end(TenantId tenant, UUID user);

}
