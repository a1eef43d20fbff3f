package io.onerow.upsert;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;

import io.onerow.matching.Explanation;

/**
 * Takes down why the records of a request were which: one explanation for each that was
 * sent, the last if it was tried again. For one thread.
 */
public final class Explaining {

	private final int most;

	private final IdentityHashMap<Object, Integer> places = new IdentityHashMap<>();

	private final List<Explained<?>> explained = new ArrayList<>();

	/**
	 * @param most how many are kept; the others are counted
	 */
	public Explaining(int most) {
		this.most = most;
	}

	/**
	 * @param sent what was sent of the record, by which it is told from others
	 * @param id how the id of a candidate is shown
	 */
	<T extends Comparable<T>> void add(Object sent, Explanation<T> explanation, Function<T, String> id) {
		int place = this.places.computeIfAbsent(sent, (unknown) -> this.places.size());
		Explained<T> one = new Explained<>(explanation, id);
		if (place < this.explained.size()) {
			this.explained.set(place, one);
		}
		else if (place < this.most) {
			this.explained.add(one);
		}
	}

	/** In the order in which the records were first looked for. */
	public List<Explained<?>> explained() {
		return this.explained;
	}

	/** How many there were, with those that were not kept. */
	public int total() {
		return this.places.size();
	}

	/** One explanation, and how the ids in it are shown. */
	public record Explained<T extends Comparable<T>>(Explanation<T> explanation, Function<T, String> id) {
	}

}
