package io.onerow.customer;

import io.onerow.tenant.TenantId;
import jakarta.persistence.Embeddable;

/** The primary key, tenant first. */
@Embeddable
record CustomerId(String tenantId, long customerId) {

	static CustomerId of(TenantId tenant, long customerId) {
		return new CustomerId(tenant.value(), customerId);
	}

}
