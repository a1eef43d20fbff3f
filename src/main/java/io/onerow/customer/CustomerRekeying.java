package io.onerow.customer;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.onerow.rekey.OldRecords;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Trims the keys that services before version 2 of the keys write. */
@Component
class CustomerRekeying implements OldRecords {

	private final CustomerRepository customers;

	/** The last customer of each tenant that was looked at since the service started. */
	private final Map<TenantId, Long> seen = new ConcurrentHashMap<>();

	CustomerRekeying(CustomerRepository customers) {
		this.customers = customers;
	}

	/** An upsert of a customer looks for its key as it is now. */
	@Override
	public boolean areSought() {
		return false;
	}

	/** Whether there is one that was not looked at. */
	@Override
	public boolean exist(TenantId tenant) {
		return !this.customers.readAfter(tenant, seen(tenant), 1).isEmpty();
	}

	@Override
	public @Nullable String renew(TenantId tenant, @Nullable String after, int size) {
		List<OldCustomer> page = this.customers.readAfter(tenant,
				(after != null) ? Long.parseLong(after) : seen(tenant), size);
		page.stream().filter(OldCustomer::isUntrimmed).forEach((customer) -> this.customers.renew(tenant, customer));
		if (page.isEmpty()) {
			return null;
		}
		long last = page.get(page.size() - 1).id();
		this.seen.put(tenant, last);
		return Long.toString(last);
	}

	private long seen(TenantId tenant) {
		return this.seen.getOrDefault(tenant, 0L);
	}

}
