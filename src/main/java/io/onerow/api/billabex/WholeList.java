package io.onerow.api.billabex;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.function.Function;

import io.onerow.api.billabex.Page.Records;

/**
 * All records of a list, fetched 1,000 at a time as they are written to the answer, so
 * that a long list needs no memory. The first are fetched at once: what can fail does so
 * before the answer begins.
 */
final class WholeList<T, R> implements Iterator<R> {

	private static final int FETCH = 1_000;

	private final Records<T> records;

	private final Function<T, UUID> id;

	private final Function<T, R> response;

	private List<T> fetched;

	private int next;

	WholeList(Records<T> records, Function<T, UUID> id, Function<T, R> response) {
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

}
