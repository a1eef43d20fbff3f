package io.onerow.upsert;

import java.util.BitSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;

import io.onerow.matching.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * Takes down why the records of a request were which: one explanation for each that was
 * looked for, the last if it was tried again. For one thread.
 */
public final class Explaining {

	/** Before all items. */
	private static final int WHOLE = -1;

	private final int most;

	private final BitSet places = new BitSet();

	private final NavigableMap<Integer, Explained<?>> explained = new TreeMap<>();

	/**
	 * @param most how many are kept, the first; the others are counted
	 */
	public Explaining(int most) {
		this.most = most;
	}

	/**
	 * @param place of the record among the items of the request; null where one is sent
	 * @param id how the id of a candidate is shown; null if it has none yet
	 */
	<T extends Comparable<T>> void add(@Nullable Integer place, Explanation<T> explanation,
			Function<T, @Nullable String> id) {
		int key = (place != null) ? place : WHOLE;
		this.places.set(key - WHOLE);
		this.explained.put(key, new Explained<>(place, explanation, id));
		if (this.explained.size() > this.most) {
			this.explained.pollLastEntry();
		}
	}

	/** In the order of their places; one that has none comes first. */
	public List<Explained<?>> explained() {
		return List.copyOf(this.explained.values());
	}

	/** How many there were, with those that were not kept. */
	public int total() {
		return this.places.cardinality();
	}

	/** One explanation, of the record at a place, and how the ids in it are shown. */
	public record Explained<T extends Comparable<T>>(@Nullable Integer place, Explanation<T> explanation,
			Function<T, @Nullable String> id) {
	}

}
