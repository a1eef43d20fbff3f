package io.onerow.customer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
import io.onerow.matching.Policy;
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

	private final MatchPlan plan;

	private final Group group;

	private final List<Draft> drafts = new ArrayList<>(1);

	/** Customers of other sources, which its item may be, and what is known of them. */
	private final Map<Draft, CustomerFacts> others = new HashMap<>(0);

	/** One of too many that it may be. */
	private @Nullable Draft crowd;

	private @Nullable Meeting meeting;

	private final List<Step> steps = new ArrayList<>(1);

	Turn(MatchingService matching, MatchPlan plan, Group group, List<Stored> stored) {
		this.matching = matching;
		this.plan = plan;
		this.group = group;
		stored.forEach((row) -> this.drafts.add(Draft.of(row)));
	}

	Group group() {
		return this.group;
	}

	List<Draft> drafts() {
		return this.drafts;
	}

	/** Whether a customer has the key of the item, or is looked for by it. */
	boolean isKnown(BulkItem item) {
		Set<MatchKey> keys = keys(item);
		return candidates().stream()
			.anyMatch((one) -> !Collections.disjoint(one.keys(), keys) || !Collections.disjoint(one.aliases(), keys));
	}

	/** Who was looked at, by id, and in which version. */
	Map<Long, Long> seen() {
		Map<Long, Long> seen = new LinkedHashMap<>();
		this.drafts.forEach((draft) -> seen.put(Objects.requireNonNull(draft.storedId()), draft.version()));
		return seen;
	}

	/** Another one that its item may be. */
	void addOther(Stored other, CustomerFacts known) {
		Draft draft = Draft.of(other);
		this.drafts.add(draft);
		this.others.put(draft, known);
	}

	/** One of too many that its item may be. */
	void addCrowd(Stored one) {
		this.crowd = Draft.of(one);
		this.drafts.add(this.crowd);
	}

	/** That no customer has the key of its item, and who else was met. */
	void met(Meeting meeting) {
		this.meeting = meeting;
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
					allowed.withheld(), null));
		}
		catch (RefusedException ex) {
			this.steps.add(new Step(index, null, Outcome.UNCHANGED, Set.of(),
					new ItemResult.Failed(ex.refusal(), ex.inTheWay(), ex.receipt())));
		}
	}

	private Draft choose(@Nullable Integer place, BulkItem item, Directives directives,
			Supplier<String> defaultLanguage) {
		Sought sought = (this.meeting != null) ? this.meeting.facts().sought(keys(item))
				: new Sought(keys(item), Set.of(), null);
		Match<Integer> match = this.matching.match(this.plan, sought, candidates(), place, this::recordId);
		refuseUnlessClear(match);
		Draft draft = choose(match, item, directives, defaultLanguage);
		draft.chosen((this.plan.policy() != Policy.SEED) ? match.receipt() : null);
		if (this.meeting != null) {
			draft.met(this.meeting);
		}
		return draft;
	}

	private void refuseUnlessClear(Match<Integer> match) {
		if (match instanceof Match.Several<Integer> several) {
			throw new RefusedException(Refusal.SEVERAL, storedIds(several.ids()));
		}
		if (match instanceof Match.Doubt<Integer> doubt) {
			throw new RefusedException(Refusal.DOUBTFUL,
					storedIds(doubt.suspects().stream().map(Match.Suspect::id).toList()), doubt.receipt());
		}
	}

	private List<Long> storedIds(List<Integer> drafts) {
		return drafts.stream().map(this.drafts::get).map(Draft::storedId).filter(Objects::nonNull).sorted().toList();
	}

	private Draft choose(Match<Integer> match, BulkItem item, Directives directives, Supplier<String> defaultLanguage) {
		Preconditions preconditions = WriteContext.current().preconditions();
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

	private List<Candidate<Integer>> candidates() {
		return IntStream.range(0, this.drafts.size()).mapToObj(this::candidate).toList();
	}

	private Candidate<Integer> candidate(int place) {
		Draft draft = this.drafts.get(place);
		if (draft == this.crowd) {
			return Candidate.crowd(place, Meeting.MOST + 1L);
		}
		Candidate<Integer> keyed = keyed(place, draft);
		CustomerFacts known = this.others.get(draft);
		return (known != null) ? known.of(keyed) : keyed;
	}

	private static Candidate<Integer> keyed(int place, Draft draft) {
		Customer customer = draft.customer();
		MatchKey id = new MatchKey(KeyKind.ID, Long.toString(customer.id()));
		CustomerKey key = customer.key();
		MatchKey identity = key.in(customer.language());
		Candidate<Integer> candidate = Candidate.of(place,
				customer.languageDefaulted() ? Set.of(id, key.inAnyLanguage(), identity, key.inFirstLanguage())
						: Set.of(id, key.inAnyLanguage(), identity));
		Set<MatchKey> aliases = new LinkedHashSet<>();
		draft.aliases().forEach((alias) -> {
			aliases.add(alias.inAnyLanguage());
			aliases.add(alias.in(customer.language()));
		});
		return aliases.isEmpty() ? candidate : candidate.alias(aliases);
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
			ItemResult.@Nullable Failed refused) {

		@Nullable ItemResult result() {
			if (this.draft != null && this.draft.refusal() != null) {
				return new ItemResult.Failed(this.draft.refusal(), this.draft.inTheWay(), null);
			}
			if (this.refused != null) {
				return this.refused;
			}
			if (this.draft == null || !this.draft.isDone()) {
				return null;
			}
			if (this.draft.isStale()) {
				return done(this.draft, Outcome.STALE, Set.of());
			}
			return done(this.draft, this.draft.needsWrite() ? this.outcome : Outcome.UNCHANGED, this.withheld);
		}

		private static ItemResult done(Draft draft, Outcome outcome, Set<String> withheld) {
			return new ItemResult.Done(draft.customer().id(), outcome, withheld, draft.receipt());
		}

	}

}
