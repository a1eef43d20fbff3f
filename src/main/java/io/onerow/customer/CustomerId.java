package io.onerow.customer;

import java.util.UUID;

import io.onerow.tenant.TenantId;
import jakarta.persistence.Embeddable;

/** The primary key, tenant first. */
@Embeddable
record CustomerId(String tenantId, long customerId) {

	private static final long NUMBER = 0xFFFF_FFFF_FFFFL;

	static CustomerId of(TenantId tenant, long customerId) {
		return new CustomerId(tenant.value(), customerId);
	}

	/** The number of a customer, by the id that customer_record makes of it. */
	static long number(UUID recordId) {
		return recordId.getLeastSignificantBits() & NUMBER;
	}

}
