package io.onerow.customer;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.onerow.policy.MatchPolicies;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.MatchingService;
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

	private final CustomerRepository customers;

	private final CustomerBulk bulk;

	private final MatchingService matching;

	private final UpsertRetry retry;

	private final Clock clock;

	private final MatchPolicies policies;

	CustomerService(CustomerRepository customers, CustomerBulk bulk, MatchingService matching, UpsertRetry retry,
			Clock clock, MatchPolicies policies) {
		this.customers = customers;
		this.bulk = bulk;
		this.matching = matching;
		this.retry = retry;
		this.clock = clock;
		this.policies = policies;
	}

	public Stored get(TenantId tenant, Lookup lookup) {
		List<Stored> found = find(tenant, lookup);
		if (found.size() > 1) {
			throw new RefusedException(Refusal.SEVERAL,
					found.stream().map((one) -> one.customer().id()).sorted().toList());
		}
		return found.stream().findFirst().orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
	}

	private List<Stored> find(TenantId tenant, Lookup lookup) {
		boolean recalling = this.policies.keepsCustomerKeys(tenant);
		if (lookup instanceof Lookup.ByKey byKey) {
			List<CustomerKey> keys = List.of(byKey.key());
			List<Stored> found = (recalling ? this.customers.recall(tenant, List.of(), keys)
					: this.customers.find(tenant, List.of(), keys))
				.stream()
				.filter((one) -> byKey.language() == null || one.customer().language().equals(byKey.language()))
				.toList();
			// whose own key it is goes before whom another source calls so
			List<Stored> own = found.stream().filter((one) -> one.customer().key().equals(byKey.key())).toList();
			return own.isEmpty() ? found : own;
		}
		return this.customers.findById(CustomerId.of(tenant, ((Lookup.ById) lookup).id()))
			.map(StoredCustomer::toStored)
			.map((one) -> recalling ? this.customers.recall(tenant, one) : one)
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
	public Stored create(TenantId tenant, CustomerKey key, CustomerUpsert upsert) {
		return apply(tenant, () -> new Single(null, key, key.source(), upsert.text(CustomerField.LANGUAGE), upsert),
				new Directives(Set.of(), Directives.Creation.REQUIRED));
	}

	/** Where the request does not tell who speaks, it is the source that is looked up. */
	public Stored patch(TenantId tenant, Lookup lookup, CustomerUpsert upsert) {
		String source = (lookup instanceof Lookup.ByKey byKey) ? byKey.key().source() : null;
		return apply(tenant, () -> new Single(get(tenant, lookup).customer().id(), null, source, null, upsert),
				new Directives(Set.of(), Directives.Creation.FORBIDDEN));
	}

	private Stored apply(TenantId tenant, Supplier<Single> item, Directives directives) {
		WriteContext context = WriteContext.current();
		ItemResult result = context.done()
			.upserted(CustomerBulk.KIND, context.item())
			.<ItemResult>map(ItemResult.Done::of)
			.orElseGet(() -> this.bulk.apply(tenant, List.of(item.get()), Recognized.none(1), directives).get(0));
		if (result instanceof ItemResult.Failed failed) {
			throw new RefusedException(failed.refusal(), failed.inTheWay());
		}
		ItemResult.Done done = (ItemResult.Done) result;
		context.claim().note(done.outcome());
		context.sent(done.recordId());
		return get(tenant, new Lookup.ById(done.id()));
	}

	/** Deletes a customer; those whose parent it was have none then. */
	public void delete(TenantId tenant, Lookup lookup) {
		if (WriteContext.current().done().hasDeleted()) {
			return;
		}
		long id = get(tenant, lookup).customer().id();
		if (!this.retry.run(() -> this.matching.guarded(() -> this.customers.lock(tenant.value(), id),
				() -> this.customers.delete(tenant, id, this.clock.instant(), WriteContext.current())))) {
			throw new RefusedException(Refusal.NOT_FOUND);
		}
	}

	/** A bulk of one. */
	private record Single(@Nullable Long id, @Nullable CustomerKey key, @Nullable String source,
			@Nullable String language, CustomerUpsert upsert) implements BulkItem {

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
