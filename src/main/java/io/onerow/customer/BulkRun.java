package io.onerow.customer;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import io.onerow.tenant.TenantId;
import io.onerow.upsert.Allowed;
import io.onerow.upsert.Change;
import io.onerow.upsert.Claim;
import io.onerow.upsert.MatchingService;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

/**
 * Writes the items of one bulk: reads the rows of a few hundred, applies the items to
 * them in memory, writes what has changed, and does again what lost a race or was not
 * begun in time.
 */
final class BulkRun {

	/** Bounds what is in memory, and how long one statement takes. */
	static final int AT_ONCE = 250;

	private static final long LONGEST_PAUSE_NANOS = 5_000_000;

	private final TenantId tenant;

	private final AnySource anySource;

	private final List<? extends BulkItem> items;

	private final Recognized recognized;

	private final Directives directives;

	private final Supplier<String> defaultLanguage;

	private final CustomerRepository customers;

	private final MatchingService matching;

	private final Clock clock;

	private final Budget budget;

	private final Claim claim = WriteContext.current().claim();

	private final @Nullable ItemResult[] results;

	BulkRun(AnySource anySource, List<? extends BulkItem> items, Recognized recognized, Directives directives,
			Supplier<String> defaultLanguage, CustomerRepository customers, MatchingService matching, Clock clock,
			Budget budget) {
		this.tenant = anySource.tenant();
		this.anySource = anySource;
		this.items = items;
		this.recognized = recognized;
		this.directives = directives;
		this.defaultLanguage = defaultLanguage;
		this.customers = customers;
		this.matching = matching;
		this.clock = clock;
		this.budget = budget;
		this.results = recognized.results();
	}

	List<ItemResult> results() {
		List<ItemResult> list = new ArrayList<>(this.results.length);
		for (ItemResult result : this.results) {
			if (result instanceof ItemResult.Done done) {
				this.claim.withhold(done.withheld());
			}
			list.add(Objects.requireNonNull(result));
		}
		return list;
	}

	void write(List<Group> wave) {
		for (int from = 0; from < wave.size(); from += AT_ONCE) {
			List<Group> open = wave.subList(from, Math.min(from + AT_ONCE, wave.size()));
			while (!open.isEmpty()) {
				open = this.budget.isSpent() ? giveUp(open) : turn(open);
			}
		}
	}

	/** Gives back the groups that are not done. */
	private List<Group> turn(List<Group> groups) {
		List<Turn> turns = apply(groups);
		List<Draft> drafts = turns.stream()
			.flatMap((turn) -> turn.drafts().stream())
			.filter(Draft::needsWrite)
			.toList();
		if (!drafts.isEmpty()) {
			this.anySource.prepare(drafts);
			this.customers.write(this.tenant, drafts, this.clock.instant(), this.budget, WriteContext.current());
			drafts.stream().filter(Draft::isDeadlocked).forEach((draft) -> this.matching.countDeadlock());
			drafts.stream()
				.filter((draft) -> draft.refusal() == Refusal.EXISTS)
				.forEach((draft) -> draft.giveWay(holders(draft.customer())));
		}
		List<Draft> noted = turns.stream().flatMap((turn) -> turn.drafts().stream()).filter(Draft::needsNote).toList();
		if (!noted.isEmpty()) {
			this.customers.note(this.tenant, noted, this.budget);
		}
		boolean raced = turns.stream().anyMatch(Turn::isRaced);
		List<Group> open = turns.stream().filter(this::isOpen).map(Turn::group).toList();
		if (raced) {
			LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_NANOS));
		}
		return open;
	}

	private boolean isOpen(Turn turn) {
		Group group = turn.group();
		if (turn.isRefused() && group.splits()) {
			return true;
		}
		turn.note(this.results);
		if (turn.isUntried()) {
			group.comesAgain();
			return true;
		}
		if (!turn.isRaced()) {
			return group.hasMore();
		}
		this.matching.countRace();
		return group.triesAgain() || giveUp(group);
	}

	private List<Group> giveUp(List<Group> groups) {
		List<Group> open = groups;
		while (!open.isEmpty()) {
			open = open.stream().filter(this::giveUp).toList();
		}
		return open;
	}

	/** Says whether the group has more than what is given up. */
	private boolean giveUp(Group group) {
		for (int index : group.turn()) {
			if (this.results[index] == null) {
				this.results[index] = new ItemResult.Failed(Refusal.BUSY);
			}
		}
		return group.hasMore();
	}

	private List<Turn> apply(List<Group> groups) {
		Map<Object, List<Stored>> stored = load(groups);
		Map<Integer, Allowed<CustomerUpsert>> upserts = new HashMap<>();
		groups.forEach((group) -> group.turn().forEach((index) -> upserts.put(index, allowed(this.items.get(index)))));
		Map<ParentRef, Long> parents = parents(upserts.values().stream().map(Allowed::updates).toList());
		List<Turn> turns = groups.stream()
			.map((group) -> new Turn(this.matching, this.anySource.plan(), group,
					stored.getOrDefault(group.identity(), List.of())))
			.toList();
		if (!this.anySource.isNone()) {
			this.anySource.look(turns, (turn) -> this.items.get(turn.group().turn().get(0)), this.defaultLanguage);
		}
		for (Turn turn : turns) {
			for (int index : turn.group().turn()) {
				BulkItem item = this.items.get(index);
				Allowed<CustomerUpsert> upsert = Objects.requireNonNull(upserts.get(index));
				turn.apply(index, item, upsert, telling(item, upsert.updates()), this.directives, parents,
						this.defaultLanguage);
			}
		}
		return turns;
	}

	private Allowed<CustomerUpsert> allowed(BulkItem item) {
		Set<String> foreign = this.claim.foreign("customer", source(item));
		return Allowed.of(item.upsert(), foreign, CustomerUpsert::without);
	}

	private @Nullable Telling telling(BulkItem item, CustomerUpsert upsert) {
		Instant at = (upsert.told() != null) ? upsert.told() : this.claim.at();
		return (at != null) ? new Telling(source(item), at) : null;
	}

	/** Who says it: if the request does not tell, the system that the customer is of. */
	private String source(BulkItem item) {
		String own = item.source();
		return (this.claim.source() == null && own != null) ? own : WriteContext.current().source();
	}

	private Map<Object, List<Stored>> load(List<Group> groups) {
		List<CustomerKey> keys = new ArrayList<>();
		List<Long> ids = new ArrayList<>();
		for (Group group : groups) {
			if (group.identity() instanceof Long id) {
				ids.add(id);
			}
			else if (group.identity() instanceof CustomerKey key
					&& (group.isRetried() || this.recognized.isStored(key))) {
				keys.add(key);
			}
		}
		Map<Object, List<Stored>> stored = new HashMap<>();
		recall(ids, List.of()).forEach((row) -> stored.put(row.customer().id(), List.of(row)));
		recall(List.of(), keys).forEach((row) -> row.keys()
			.forEach((key) -> stored.computeIfAbsent(key, (own) -> new ArrayList<>(1)).add(row)));
		return stored;
	}

	/** Also those that another source calls so, where the tenant wants that. */
	private List<Stored> recall(Collection<Long> ids, Collection<CustomerKey> keys) {
		return (this.anySource.isNone() || (ids.isEmpty() && keys.isEmpty())) ? find(ids, keys)
				: this.customers.recall(this.tenant, ids, keys);
	}

	private List<Stored> find(Collection<Long> ids, Collection<CustomerKey> keys) {
		return (ids.isEmpty() && keys.isEmpty()) ? List.of() : this.customers.find(this.tenant, ids, keys);
	}

	/** Who has the key of a customer, in its language. */
	private List<Long> holders(Customer customer) {
		return find(List.of(), List.of(customer.key())).stream()
			.map(Stored::customer)
			.filter((holder) -> holder.language().equals(customer.language()))
			.map(Customer::id)
			.toList();
	}

	/** The ids of those parents that there are. */
	private Map<ParentRef, Long> parents(Iterable<CustomerUpsert> upserts) {
		Set<CustomerKey> keys = new LinkedHashSet<>();
		Set<Long> ids = new LinkedHashSet<>();
		for (CustomerUpsert upsert : upserts) {
			if (!(upsert.parent() instanceof Change.Set<ParentRef> set)) {
				continue;
			}
			if (set.value() instanceof ParentRef.ById byId) {
				ids.add(byId.id());
			}
			else if (set.value() instanceof ParentRef.ByKey byKey) {
				keys.add(byKey.key());
			}
		}
		Map<ParentRef, Long> parents = new HashMap<>();
		find(ids, List.of())
			.forEach((row) -> parents.put(new ParentRef.ById(row.customer().id()), row.customer().id()));
		if (!keys.isEmpty()) {
			parents.putAll(parentsByKey(List.copyOf(keys)));
		}
		return parents;
	}

	private Map<ParentRef, Long> parentsByKey(List<CustomerKey> keys) {
		Map<ParentRef, Long> parents = new HashMap<>();
		Set<ParentRef> several = new LinkedHashSet<>();
		this.customers.recognize(this.tenant, keys, !this.anySource.isNone(), (place, trace) -> {
			ParentRef ref = new ParentRef.ByKey(keys.get(place));
			if (parents.put(ref, trace.id()) != null) {
				several.add(ref);
			}
		});
		several.forEach(parents::remove);
		return parents;
	}

}
