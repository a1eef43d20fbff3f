package io.onerow.security.session;

import java.util.Set;
import java.util.UUID;

import io.onerow.tenant.TenantId;

/** A person of one tenant who may log in. */
record User(TenantId tenant, UUID id, String passwordHash, Set<String> scopes) {

	// the hash stays out of logs
	@Override
	public String toString() {
		return "User[tenant=" + this.tenant + ", id=" + this.id + "]";
	}

}
