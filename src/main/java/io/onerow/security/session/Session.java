package io.onerow.security.session;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What a token stands for.
 *
 * @param end when it is over however much it is used; null if it is no browser's, and
 * then it ends at its expiry
 */
record Session(TenantId tenant, UUID user, Set<String> scopes, Instant expiry, @Nullable Instant end) {

}
