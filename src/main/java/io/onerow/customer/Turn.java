package io.onerow.customer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.onerow.matching.Candidate;
import io.onerow.matching.KeyKind;
import io.onerow.matching.Match;
import io.onerow.matching.MatchKey;
import io.onerow.matching.MatchPlan;
import io.onerow.matching.Sought;
import io.onerow.upsert.Allowed;
import io.onerow.upsert.Change;
import io.onerow.upsert.MatchingService;
import io.onerow.upsert.Outcome;
import io.onerow.upsert.Preconditions;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

/** One try to apply the items of a group: the drafts of the rows that they touch. */
final class Turn {

	private final MatchingService matching;

	private final Group group;

	private final List<Draft> drafts = new ArrayList<>(1);

	private final List<Step> steps = new ArrayList<>(1);

	Turn(MatchingService matching, Group group, List<Stored> stored) {
		this.matching = matching;
		this.group = group;
		stored.forEach((row) -> this.drafts.add(Draft.of(row)));
	}

	Group group() {
		return this.group;
	}

	List<Draft> drafts() {
		return this.drafts;
	}

	void apply(int index, BulkItem item, Allowed<CustomerUpsert> allowed, @Nullable Telling telling,
			Directives directives, Map<ParentRef, Long> parents, Supplier<String> defaultLanguage) {
		try {
			@Nullable Integer place = item.isAlone() ? null : item.place(index);
			Draft draft = choose(place, item, directives, defaultLanguage);
			Long parent = parent(draft, allowed.updates(), parents);
			if (!this.drafts.contains(draft)) {
				this.drafts.add(draft);
			}
			draft.tells(telling);
			this.steps.add(new Step(index, draft, draft.apply(place, item, allowed, parent, directives),
					allowed.withheld(), null, List.of()));
		}
		catch (RefusedException ex) {
			this.steps.add(new Step(index, null, Outcome.UNCHANGED, Set.of(), ex.refusal(), ex.inTheWay()));
		}
	}

	private Draft choose(@Nullable Integer place, BulkItem item, Directives directives,
			Supplier<String> defaultLanguage) {
		Match<Integer> match = this.matching.match(MatchPlan.CUSTOMER, new Sought(keys(item), Set.of(), null),
				IntStream.range(0, this.drafts.size()).mapToObj(this::candidate).toList(), place, this::recordId);
		Preconditions preconditions = WriteContext.current().preconditions();
		if (match instanceof Match.Several<Integer> several) {
			throw new RefusedException(Refusal.SEVERAL,
					several.ids()
						.stream()
						.map(this.drafts::get)
						.map(Draft::storedId)
						.filter(Objects::nonNull)
						.sorted()
						.toList());
		}
		if (match instanceof Match.Found<Integer> found) {
			Draft draft = this.drafts.get(found.id());
			preconditions.checkChange(draft.version());
			if (directives.creation() == Directives.Creation.REQUIRED) {
				throw new RefusedException(Refusal.EXISTS, draft.customer().id());
			}
			return draft;
		}
		if (item.key() == null || directives.creation() == Directives.Creation.FORBIDDEN) {
			throw new RefusedException(Refusal.NOT_FOUND);
		}
		preconditions.checkCreate();
		return (item.language() != null) ? Draft.create(item.key(), item.language(), false)
				: Draft.create(item.key(), defaultLanguage.get(), true);
	}

	private @Nullable String recordId(int draft) {
		Long stored = this.drafts.get(draft).storedId();
		return (stored != null) ? Customer.recordId(stored).toString() : null;
	}

	private static Set<MatchKey> keys(BulkItem item) {
		CustomerKey key = item.key();
		if (key == null) {
			return Set.of(new MatchKey(KeyKind.ID, String.valueOf(item.id())));
		}
		String language = item.language();
		return (language != null) ? Set.of(key.in(language), key.inFirstLanguage()) : Set.of(key.inAnyLanguage());
	}

	private Candidate<Integer> candidate(int draft) {
		Customer customer = this.drafts.get(draft).customer();
		MatchKey id = new MatchKey(KeyKind.ID, Long.toString(customer.id()));
		CustomerKey key = customer.key();
		MatchKey identity = key.in(customer.language());
		return Candidate.of(draft,
				customer.languageDefaulted() ? Set.of(id, key.inAnyLanguage(), identity, key.inFirstLanguage())
						: Set.of(id, key.inAnyLanguage(), identity));
	}

	private @Nullable Long parent(Draft draft, CustomerUpsert upsert, Map<ParentRef, Long> parents) {
		if (!(upsert.parent() instanceof Change.Set<ParentRef> set)) {
			return null;
		}
		Long parent = parents.get(set.value());
		if (isItself(draft.customer(), set.value(), parent)) {
			throw new RefusedException(Refusal.PARENT_RING);
		}
		if (parent == null) {
			throw new RefusedException(
					this.group.isInRingWith(set.value()) ? Refusal.PARENT_RING : Refusal.PARENT_NOT_FOUND);
		}
		return parent;
	}

	private static boolean isItself(Customer customer, ParentRef ref, @Nullable Long parent) {
		return (ref instanceof ParentRef.ByKey byKey && byKey.key().equals(customer.key()))
				|| (parent != null && parent == customer.id());
	}

	/** Whether another transaction came between. */
	boolean isRaced() {
		return this.drafts.stream().anyMatch((draft) -> !draft.isDone() && draft.refusal() == null);
	}

	/** Whether a row has not been reached, because time was up before it. */
	boolean isUntried() {
		return this.drafts.stream().anyMatch((draft) -> draft.needsWrite() && !draft.isTried());
	}

	/** Whether the database refused a row for what is in it. */
	boolean isRefused() {
		return this.drafts.stream()
			.map(Draft::refusal)
			.anyMatch((refusal) -> refusal != null && refusal != Refusal.BUSY);
	}

	/**
	 * Notes the results of those items whose row is as it should be, or never will be.
	 */
	void note(@Nullable ItemResult[] results) {
		for (Step step : this.steps) {
			ItemResult result = step.result();
			if (result != null) {
				results[step.index] = stronger(results[step.index], result);
			}
		}
	}

	/** An item that a lost try had written already finds its own work in the next. */
	private static ItemResult stronger(@Nullable ItemResult earlier, ItemResult result) {
		return (earlier instanceof ItemResult.Done before && result instanceof ItemResult.Done now
				&& before.outcome().compareTo(now.outcome()) < 0) ? before : result;
	}

	/** What one item did. */
	private record Step(int index, @Nullable Draft draft, Outcome outcome, Set<String> withheld,
			@Nullable Refusal refusal, List<Long> inTheWay) {

		@Nullable ItemResult result() {
			if (this.draft != null && this.draft.refusal() != null) {
				return new ItemResult.Failed(this.draft.refusal(), this.draft.inTheWay());
			}
			if (this.refusal != null) {
				return new ItemResult.Failed(this.refusal, this.inTheWay);
			}
			if (this.draft == null || !this.draft.isDone()) {
				return null;
			}
			if (this.draft.isStale()) {
				return new ItemResult.Done(this.draft.customer().id(), Outcome.STALE);
			}
			return new ItemResult.Done(this.draft.customer().id(),
					this.draft.needsWrite() ? this.outcome : Outcome.UNCHANGED, this.withheld);
		}

	}

}
