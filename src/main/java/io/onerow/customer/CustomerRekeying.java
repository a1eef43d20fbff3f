package io.onerow.customer;

import java.util.List;

import io.onerow.rekey.OldRecords;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Trims the keys that services before version 2 of the keys write. */
@Component
class CustomerRekeying implements OldRecords {

	private final CustomerRepository customers;

	CustomerRekeying(CustomerRepository customers) {
		this.customers = customers;
	}

	@Override
	public boolean exist(TenantId tenant) {
		return this.customers.readOld(tenant, 0, 1).stream().anyMatch(OldCustomer::hasKey);
	}

	@Override
	public @Nullable String renew(TenantId tenant, @Nullable String after, int size) {
		List<OldCustomer> read = this.customers.readOld(tenant, (after != null) ? Long.parseLong(after) : 0, size);
		read.stream().filter(OldCustomer::hasKey).forEach((customer) -> this.customers.renew(tenant, customer));
		return read.isEmpty() ? null : Long.toString(read.get(read.size() - 1).id());
	}

}
