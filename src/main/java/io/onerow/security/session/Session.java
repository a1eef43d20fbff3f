package io.onerow.security.session;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import io.onerow.tenant.TenantId;

/** What a token stands for. */
record Session(TenantId tenant, UUID user, Set<String> scopes, Instant expiry) {

}
