package io.onerow.security.session;

import java.util.UUID;

import io.onerow.security.BearerTokens;
import io.onerow.tenant.TenantId;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Ends whatever a user is logged in for: sessions, and what applications were allowed.
 */
@Component
class EndedLogins {

	private final Sessions sessions;

	private final ObjectProvider<StandingLogins> others;

	private final BearerTokens tokens;

	EndedLogins(Sessions sessions, ObjectProvider<StandingLogins> others, BearerTokens tokens) {
		this.sessions = sessions;
		this.others = others;
		this.tokens = tokens;
	}

	/** Within the transaction of what they end for. */
	void end(TenantId tenant, UUID user) {
		this.sessions.end(tenant, user);
		this.others.forEach((some) -> some.end(tenant, user));
	}

	/** Has this instance look again, once that is committed. */
	void forget(TenantId tenant, UUID user) {
		this.sessions.forget(tenant, user);
		this.tokens.forget(tenant, user.toString());
	}

}
