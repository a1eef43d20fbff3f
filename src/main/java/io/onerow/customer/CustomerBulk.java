package io.onerow.customer;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import io.onerow.customer.CustomerFunctions.Trace;
import io.onerow.matching.Policy;
import io.onerow.policy.MatchPolicies;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import io.onerow.upsert.BulkLimits;
import io.onerow.upsert.MatchingService;
import io.onerow.upsert.Outcome;
import io.onerow.upsert.UpsertMeters;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.util.function.SingletonSupplier;

/**
 * Upserts many customers, each in a transaction of its own. First {@link #recognize},
 * then check the items that are not, then {@link #apply}.
 */
@Service
public class CustomerBulk {

	static final String KIND = "customer";

	private static final int KEYS_AT_ONCE = 1_000;

	private final CustomerRepository customers;

	private final MatchingService matching;

	private final Tenants tenants;

	private final Clock clock;

	private final BulkLimits limits;

	private final UpsertMeters meters;

	private final MatchPolicies policies;

	CustomerBulk(CustomerRepository customers, MatchingService matching, Tenants tenants, Clock clock,
			BulkLimits limits, UpsertMeters meters, MatchPolicies policies) {
		this.customers = customers;
		this.matching = matching;
		this.tenants = tenants;
		this.clock = clock;
		this.limits = limits;
		this.meters = meters;
		this.policies = policies;
	}

	private AnySource anySource(TenantId tenant) {
		return new AnySource(tenant, this.policies.ofCustomers(tenant, WriteContext.current()),
				this.policies.keepsCustomerEvidence(tenant), this.customers);
	}

	/** Finds the items that are, to the byte, what their customer was last made from. */
	public Recognized recognize(TenantId tenant, List<? extends BulkItem> items) {
		this.meters.countTogether(items.size());
		AnySource anySource = anySource(tenant);
		Map<CustomerKey, List<Integer>> places = new LinkedHashMap<>();
		for (int i = 0; i < items.size(); i++) {
			CustomerKey key = items.get(i).key();
			if (key != null) {
				places.computeIfAbsent(key, (k) -> new ArrayList<>(1)).add(i);
			}
		}
		@Nullable ItemResult[] known = new ItemResult[items.size()];
		Set<CustomerKey> stored = new HashSet<>();
		boolean onDisk = true;
		List<CustomerKey> keys = List.copyOf(places.keySet());
		for (int from = 0; from < keys.size(); from += KEYS_AT_ONCE) {
			List<CustomerKey> some = keys.subList(from, Math.min(from + KEYS_AT_ONCE, keys.size()));
			List<List<Trace>> traces = traces(tenant, some, !anySource.isNone());
			for (int i = 0; i < some.size(); i++) {
				List<Trace> records = traces.get(i);
				if (records.isEmpty()) {
					continue;
				}
				stored.add(some.get(i));
				onDisk = onDisk && records.get(0).onDisk();
				List<Integer> sent = places.get(some.get(i));
				if (sent != null && sent.size() == 1) {
					known[sent.get(0)] = unchanged(items.get(sent.get(0)), records, anySource);
				}
			}
		}
		return new Recognized(known, stored, onDisk);
	}

	private List<List<Trace>> traces(TenantId tenant, List<CustomerKey> keys, boolean recalling) {
		List<List<Trace>> traces = new ArrayList<>();
		IntStream.range(0, keys.size()).forEach((i) -> traces.add(new ArrayList<>(1)));
		this.customers.recognize(tenant, keys, recalling, (place, trace) -> traces.get(place).add(trace));
		return traces;
	}

	private static @Nullable ItemResult unchanged(BulkItem item, List<Trace> records, AnySource anySource) {
		byte[] fingerprint = item.fingerprint();
		List<Trace> fitting = (item.language() == null) ? records
				: records.stream().filter((record) -> record.language().equals(item.language())).toList();
		return (fingerprint != null && fitting.size() == 1 && Arrays.equals(fingerprint, fitting.get(0).fingerprint()))
				? new ItemResult.Done(fitting.get(0).id(), Outcome.UNCHANGED, Set.of(), anySource.byKey()) : null;
	}

	/**
	 * Writes the items that are not recognized, within {@link BulkLimits}. When this
	 * returns, all that the results tell of is on disk.
	 * @return one result for each item, in the order of the items
	 */
	public List<ItemResult> apply(TenantId tenant, List<? extends BulkItem> items, Recognized recognized,
			Directives directives) {
		MatchingService.refuseTransaction();
		WrittenBefore.addTo(recognized, items);
		AnySource anySource = anySource(tenant);
		BulkRun run = new BulkRun(anySource, items, recognized, directives,
				SingletonSupplier.of(() -> this.tenants.get(tenant).defaultLanguage()), this.customers, this.matching,
				this.clock, new Budget(this.limits));
		List<List<Group>> waves = Group.waves(items, recognized, !anySource.isNone());
		waves.forEach(run::write);
		// an answer may rest on another bulk's commit that has not reached the disk
		if (!waves.isEmpty() || !recognized.onDisk()) {
			this.customers.flush(tenant);
		}
		List<ItemResult> results = run.results();
		results.forEach((result) -> count(result, anySource.plan().policy()));
		return results;
	}

	private void count(ItemResult result, Policy policy) {
		if (result instanceof ItemResult.Done done) {
			this.meters.count(done.outcome(), done.receipt());
			WriteContext.current().sent(done.recordId());
		}
		else if (((ItemResult.Failed) result).refusal() == Refusal.BUSY) {
			this.meters.countGivenUp(policy);
		}
		else {
			this.meters.countRefusal(policy);
		}
	}

}
