package io.onerow.security.session;

import java.util.Set;
import java.util.UUID;

import io.onerow.tenant.TenantId;

/** Somebody who has an account, and what that account may do. */
public record Person(TenantId tenant, UUID id, Set<String> scopes) {

	public Person {
		scopes = Set.copyOf(scopes);
	}

}
