package io.onerow.customer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.onerow.upsert.Races;
import io.onerow.upsert.WriteContext;

/**
 * The items of a bulk that are about the same key or id. They are applied in input order,
 * each to what the one before has left.
 */
final class Group {

	private final BulkItem first;

	private final List<Integer> indexes = new ArrayList<>(1);

	private final List<Group> children = new ArrayList<>(0);

	private final List<Group> parents = new ArrayList<>(0);

	/** How many of the parents are in no wave yet. */
	private int open;

	/** What is above it and below it at once. */
	private List<Group> ring = List.of();

	private int next;

	/**
	 * Of several times that a source tells, each is compared with that of the one before;
	 * and who is told why it is a customer can look that one up.
	 */
	private boolean oneByOne = WriteContext.current().isPerRecord();

	private int lost;

	private boolean again;

	private Group(BulkItem first) {
		this.first = first;
	}

	/**
	 * The groups in waves: a parent that is in the bulk is in an earlier wave.
	 * @param oneByOne whether each item is looked for by itself
	 */
	static List<List<Group>> waves(List<? extends BulkItem> items, Recognized recognized, boolean oneByOne) {
		Map<Object, Group> groups = new LinkedHashMap<>();
		for (int i = 0; i < items.size(); i++) {
			if (!recognized.has(i)) {
				BulkItem item = items.get(i);
				groups.computeIfAbsent(identity(item), (identity) -> new Group(item)).indexes.add(i);
			}
		}
		groups.values().forEach((group) -> group.oneByOne |= oneByOne);
		groups.values().forEach((group) -> group.indexes.forEach((index) -> group.follow(items.get(index), groups)));
		return inWaves(groups.values());
	}

	private static Object identity(BulkItem item) {
		Object identity = (item.key() != null) ? item.key() : item.id();
		if (identity == null) {
			throw new IllegalArgumentException("An item without identity");
		}
		return identity;
	}

	private void follow(BulkItem item, Map<Object, Group> groups) {
		CustomerKey key = item.parentKey();
		Group parent = (key != null) ? groups.get(key) : null;
		if (parent != null && parent != this) {
			parent.children.add(this);
			this.parents.add(parent);
			this.open++;
		}
	}

	private static List<List<Group>> inWaves(Collection<Group> groups) {
		List<List<Group>> waves = new ArrayList<>();
		Set<Group> rest = new LinkedHashSet<>(groups);
		List<Group> wave = groups.stream().filter((group) -> group.open == 0).toList();
		while (!rest.isEmpty()) {
			// each other's parents: no order is right, so that of the input
			List<Group> next = wave.isEmpty() ? ringAbove(rest.iterator().next(), rest) : wave;
			waves.add(next);
			next.forEach(rest::remove);
			wave = following(next, rest);
		}
		return waves;
	}

	private static List<Group> following(List<Group> wave, Set<Group> rest) {
		List<Group> following = new ArrayList<>();
		wave.forEach((group) -> group.children.forEach((child) -> {
			if (--child.open == 0 && rest.contains(child)) {
				following.add(child);
			}
		}));
		return following;
	}

	/** Of groups that all have a parent among them, those of a ring. */
	private static List<Group> ringAbove(Group group, Set<Group> rest) {
		Set<Group> way = new LinkedHashSet<>();
		Group above = group;
		while (way.add(above)) {
			above = above.parents.stream().filter(rest::contains).findFirst().orElseThrow();
		}
		Group met = above;
		List<Group> ring = way.stream()
			.dropWhile((one) -> one != met)
			.sorted(Comparator.comparing((one) -> one.indexes.get(0)))
			.toList();
		ring.forEach((one) -> one.ring = ring);
		return ring;
	}

	/** Whether the parent waits for this one as this one for it. */
	boolean isInRingWith(ParentRef parent) {
		return parent instanceof ParentRef.ByKey byKey
				&& this.ring.stream().anyMatch((one) -> byKey.key().equals(one.identity()));
	}

	/** A {@link CustomerKey}, or a {@code Long} that is an id. */
	Object identity() {
		return identity(this.first);
	}

	/** The items to apply next. */
	List<Integer> turn() {
		return this.indexes.subList(this.next, this.oneByOne ? this.next + 1 : this.indexes.size());
	}

	/** Ends this turn; says whether another must follow. */
	boolean hasMore() {
		this.next += turn().size();
		return this.next < this.indexes.size();
	}

	/** So that an item which the database refuses does not take the others with it. */
	boolean splits() {
		boolean splits = turn().size() > 1;
		this.oneByOne = true;
		return splits;
	}

	/** Says whether it may be tried again after a lost race. */
	boolean triesAgain() {
		return ++this.lost < Races.TRIES;
	}

	/** After a call that ended before it. */
	void comesAgain() {
		this.again = true;
	}

	boolean isRetried() {
		return this.again || this.lost > 0 || this.next > 0 || this.oneByOne;
	}

}
