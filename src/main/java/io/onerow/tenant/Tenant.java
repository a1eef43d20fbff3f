package io.onerow.tenant;

import java.util.UUID;

/**
 * A tenant: the directory that is its company book, and the language (ISO 639-1, upper
 * case) of customers that name none.
 */
public record Tenant(TenantId id, UUID companyBook, String defaultLanguage) {
}
