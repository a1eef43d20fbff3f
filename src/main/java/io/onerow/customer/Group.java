package io.onerow.customer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.onerow.upsert.Races;

/**
 * The items of a bulk that are about the same key or id. They are applied in input order,
 * each to what the one before has left.
 */
final class Group {

	private final BulkItem first;

	private final List<Integer> indexes = new ArrayList<>(1);

	private final List<Group> children = new ArrayList<>(0);

	private int parents;

	private int next;

	private boolean oneByOne;

	private int lost;

	private boolean again;

	private Group(BulkItem first) {
		this.first = first;
	}

	/** The groups in waves: a parent that is in the bulk is in an earlier wave. */
	static List<List<Group>> waves(List<? extends BulkItem> items, Recognized recognized) {
		Map<Object, Group> groups = new LinkedHashMap<>();
		for (int i = 0; i < items.size(); i++) {
			if (!recognized.has(i)) {
				BulkItem item = items.get(i);
				groups.computeIfAbsent(identity(item), (identity) -> new Group(item)).indexes.add(i);
			}
		}
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
			this.parents++;
		}
	}

	private static List<List<Group>> inWaves(Iterable<Group> groups) {
		List<List<Group>> waves = new ArrayList<>();
		Deque<Group> rest = new ArrayDeque<>();
		groups.forEach(rest::add);
		int left = rest.size();
		List<Group> wave = new ArrayList<>(rest.stream().filter((group) -> group.parents == 0).toList());
		while (!wave.isEmpty()) {
			waves.add(wave);
			left -= wave.size();
			List<Group> following = new ArrayList<>();
			wave.forEach((group) -> group.children.forEach((child) -> {
				if (--child.parents == 0) {
					following.add(child);
				}
			}));
			wave = following;
		}
		if (left > 0) {
			// each other's parents, in a ring: no order is right, so that of the input
			waves.add(rest.stream().filter((group) -> group.parents > 0).toList());
		}
		return waves;
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
