package io.onerow.account;

/**
 * Where an account came from: a connection of the tenant, and the account's id there.
 * Unique within a tenant.
 */
public record AccountSource(String connectionId, String sourceId) {

}
