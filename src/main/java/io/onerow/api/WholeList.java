package io.onerow.api;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * All records of a list, fetched 1,000 at a time as they are written to the answer, so
 * that a long list needs no memory. The first are fetched at once: what can fail does so
 * before the answer begins.
 */
public final class WholeList<T, R> implements Iterator<R> {

	private static final int FETCH = 1_000;

	private final Records<T> records;

	private final Function<T, UUID> id;

	private final Function<T, R> response;

	private List<T> fetched;

	private int next;

	public WholeList(Records<T> records, Function<T, UUID> id, Function<T, R> response) {
		this.records = records;
		this.id = id;
		this.response = response;
		this.fetched = records.list(null, FETCH);
	}

	@Override
	public boolean hasNext() {
		if (this.next == this.fetched.size() && this.next == FETCH) {
			this.fetched = this.records.list(this.id.apply(this.fetched.get(this.next - 1)), FETCH);
			this.next = 0;
		}
		return this.next < this.fetched.size();
	}

	@Override
	public R next() {
		if (!hasNext()) {
			throw new NoSuchElementException();
		}
		return this.response.apply(this.fetched.get(this.next++));
	}

	/** The records after an id (null: from the start), at most so many. */
	@FunctionalInterface
	public interface Records<T> {

		List<T> list(@Nullable UUID after, int size);

	}

}
