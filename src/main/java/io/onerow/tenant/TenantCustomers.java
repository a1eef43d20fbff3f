package io.onerow.tenant;

import io.onerow.upsert.Change;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Whom a tenant holds connections for: an id of the tenant's own, and any JSON. */
@Component
public class TenantCustomers {

	private final TenantCustomerRepository customers;

	TenantCustomers(TenantCustomerRepository customers) {
		this.customers = customers;
	}

	/**
	 * Creates or changes a customer; the metadata as it is then comes back.
	 * @param id 1 to 200 code points
	 * @param metadata JSON
	 */
	public @Nullable String upsert(TenantId tenant, String id, Change<String> metadata) {
		String sent = metadata.applyTo(null);
		return this.customers
			.put(tenant.value(), id, (sent != null) ? sent : "", metadata instanceof Change.Keep<String>)
			.metadata()
			.orElse(null);
	}

}
