package io.onerow.tenant;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One named integration of a tenant, and the directory of its contacts. Nothing of it
 * changes but whom it is held for.
 *
 * @param customer whom the tenant holds it for, if not for itself
 * @param updatedAt that of its creation, if it is as it was then
 */
public record Connection(TenantId tenant, String id, Provider provider, UUID directory, @Nullable String customer,
		Instant createdAt, Instant updatedAt) {

}
