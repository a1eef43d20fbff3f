package io.onerow.contact;

import java.util.UUID;

import io.onerow.tenant.TenantId;

/**
 * The contacts among which an upsert looks for its match: those of one account, one
 * connection, or one tenant's company book. The directory of an account has the id of the
 * account.
 */
public record Directory(TenantId tenant, UUID id) {

}
