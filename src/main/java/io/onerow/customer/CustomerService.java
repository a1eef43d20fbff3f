package io.onerow.customer;

import java.time.Clock;
import java.util.List;
import java.util.Set;

import io.onerow.tenant.TenantId;
import io.onerow.upsert.UpsertRetry;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/**
 * Customers one at a time. A change is a bulk of one, so that there is one rule for what
 * it does. All methods throw {@link RefusedException}.
 */
@Service
public class CustomerService {

	private static final Recognized NOTHING = new Recognized(new ItemResult[1], Set.of(), true);

	private final CustomerRepository customers;

	private final CustomerBulk bulk;

	private final UpsertRetry retry;

	private final Clock clock;

	CustomerService(CustomerRepository customers, CustomerBulk bulk, UpsertRetry retry, Clock clock) {
		this.customers = customers;
		this.bulk = bulk;
		this.retry = retry;
		this.clock = clock;
	}

	public Customer get(TenantId tenant, Lookup lookup) {
		List<Customer> found = find(tenant, lookup);
		if (found.size() > 1) {
			throw new RefusedException(Refusal.SEVERAL);
		}
		return found.stream().findFirst().orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
	}

	private List<Customer> find(TenantId tenant, Lookup lookup) {
		if (lookup instanceof Lookup.ByKey byKey) {
			return this.customers.find(tenant, List.of(), List.of(byKey.key()))
				.stream()
				.map(Stored::customer)
				.filter((customer) -> byKey.language() == null || customer.language().equals(byKey.language()))
				.toList();
		}
		return this.customers.findById(CustomerId.of(tenant, ((Lookup.ById) lookup).id()))
			.map(StoredCustomer::toCustomer)
			.stream()
			.toList();
	}

	/** The customers that meet the filters, a page of them. */
	public CustomerPage search(TenantId tenant, CustomerSearch search) {
		return this.customers.search(tenant, search);
	}

	/**
	 * Creates a customer; its upsert has a source and a source id.
	 */
	public Customer create(TenantId tenant, CustomerKey key, CustomerUpsert upsert) {
		Single item = new Single(null, key, upsert.text(CustomerField.LANGUAGE), upsert);
		return apply(tenant, item, new Directives(Set.of(), Directives.Creation.REQUIRED));
	}

	public Customer patch(TenantId tenant, Lookup lookup, CustomerUpsert upsert) {
		Single item = new Single(get(tenant, lookup).id(), null, null, upsert);
		return apply(tenant, item, new Directives(Set.of(), Directives.Creation.FORBIDDEN));
	}

	private Customer apply(TenantId tenant, Single item, Directives directives) {
		ItemResult result = this.bulk.apply(tenant, List.of(item), NOTHING, directives).get(0);
		if (result instanceof ItemResult.Failed failed) {
			throw new RefusedException(failed.refusal());
		}
		return get(tenant, new Lookup.ById(((ItemResult.Done) result).id()));
	}

	/** Deletes a customer; those whose parent it was have none then. */
	public void delete(TenantId tenant, Lookup lookup) {
		long id = get(tenant, lookup).id();
		if (!this.retry.run(() -> this.customers.delete(tenant, id, this.clock.instant(), WriteContext.current()))) {
			throw new RefusedException(Refusal.NOT_FOUND);
		}
	}

	/** A bulk of one. */
	private record Single(@Nullable Long id, @Nullable CustomerKey key, @Nullable String language,
			CustomerUpsert upsert) implements BulkItem {

		@Override
		public @Nullable CustomerKey parentKey() {
			return null;
		}

		@Override
		public byte @Nullable [] fingerprint() {
			return null;
		}

		@Override
		public boolean isAlone() {
			return true;
		}

	}

}
