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

	private static final int PAGE = 1_000;

	private final CustomerRepository customers;

	/** The last customer of each tenant that was looked at since the service started. */
	private final Map<TenantId, Long> seen = new ConcurrentHashMap<>();

	CustomerRekeying(CustomerRepository customers) {
		this.customers = customers;
	}

	@Override
	public boolean exist(TenantId tenant) {
		List<OldCustomer> page = this.customers.readAfter(tenant, seen(tenant), PAGE);
		while (!page.isEmpty()) {
			if (page.stream().anyMatch(OldCustomer::isUntrimmed)) {
				return true;
			}
			page = this.customers.readAfter(tenant, see(tenant, page), PAGE);
		}
		return false;
	}

	@Override
	public @Nullable String renew(TenantId tenant, @Nullable String after, int size) {
		List<OldCustomer> page = this.customers.readAfter(tenant,
				(after != null) ? Long.parseLong(after) : seen(tenant), size);
		page.stream().filter(OldCustomer::isUntrimmed).forEach((customer) -> this.customers.renew(tenant, customer));
		return page.isEmpty() ? null : Long.toString(see(tenant, page));
	}

	private long seen(TenantId tenant) {
		return this.seen.getOrDefault(tenant, 0L);
	}

	private long see(TenantId tenant, List<OldCustomer> page) {
		long last = page.get(page.size() - 1).id();
		this.seen.put(tenant, last);
		return last;
	}

}
