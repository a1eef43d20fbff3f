package io.onerow.tenant;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A tenant as who administers tenants sees it.
 *
 * @param defaultLanguage of customers that name none, ISO 639-1 in upper case
 * @param deletedAt since when nobody may act for it; null if somebody may
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TenantInfo(String tenantId, String defaultLanguage, Instant createdAt, @Nullable Instant deletedAt) {

	public TenantInfo with(String language) {
		return new TenantInfo(this.tenantId, language, this.createdAt, this.deletedAt);
	}

	public TenantInfo deleted(Instant at) {
		return new TenantInfo(this.tenantId, this.defaultLanguage, this.createdAt, at);
	}

}
