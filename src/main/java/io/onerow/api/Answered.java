package io.onerow.api;

import java.util.Iterator;
import java.util.function.Function;

/**
 * Records of a list as they are answered: each is made when it is written, and is gone
 * then. No record of Java's, which would be written as its members.
 */
public final class Answered<T, R> implements Iterator<R> {

	private final Iterator<T> records;

	private final Function<T, R> response;

	public Answered(Iterator<T> records, Function<T, R> response) {
		this.records = records;
		this.response = response;
	}

	@Override
	public boolean hasNext() {
		return this.records.hasNext();
	}

	@Override
	public R next() {
		return this.response.apply(this.records.next());
	}

}
