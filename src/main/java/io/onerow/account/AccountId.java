package io.onerow.account;

import java.util.UUID;

import io.onerow.tenant.TenantId;
import jakarta.persistence.Embeddable;

/** The primary key, tenant first. */
@Embeddable
record AccountId(String tenantId, UUID accountId) {

	static AccountId of(TenantId tenant, UUID accountId) {
		return new AccountId(tenant.value(), accountId);
	}

}
