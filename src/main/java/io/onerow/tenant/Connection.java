package io.onerow.tenant;

import java.util.UUID;

/** One named integration of a tenant, and the directory of its contacts. */
public record Connection(TenantId tenant, String id, Provider provider, UUID directory) {
}
