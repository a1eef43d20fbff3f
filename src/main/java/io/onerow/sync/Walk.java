package io.onerow.sync;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Records in order, fetched slice by slice as they are asked for, so that a long list
 * needs no memory. The first slice is fetched at once: what can fail does so before an
 * answer begins.
 */
public final class Walk<T> implements Iterator<T> {

	private static final int AT_ONCE = 1_000;

	private final Source<T> source;

	private final Deque<T> fetched = new ArrayDeque<>();

	private long records;

	private long bytes;

	private Position end;

	private boolean more = true;

	/**
	 * Begins a walk.
	 * @param records after so many it ends
	 * @param bytes after so many it ends too, at least one record on
	 */
	public Walk(Source<T> source, Position start, long records, long bytes) {
		this.source = source;
		this.end = start;
		this.records = records;
		this.bytes = bytes;
		fetch();
	}

	/** A walk to the end of the list. */
	public static <T> Walk<T> toTheEnd(Source<T> source) {
		return new Walk<>(source, Position.START, Long.MAX_VALUE, Long.MAX_VALUE);
	}

	private void fetch() {
		Slice<T> slice = this.source.read(this.end, (int) Math.min(this.records, AT_ONCE));
		this.fetched.addAll(slice.items());
		this.records -= slice.items().size();
		this.bytes -= slice.bytes();
		this.end = slice.end();
		this.more = slice.hasMore();
	}

	@Override
	public boolean hasNext() {
		while (this.fetched.isEmpty() && this.more && this.records > 0 && this.bytes > 0) {
			fetch();
		}
		return !this.fetched.isEmpty();
	}

	@Override
	public T next() {
		if (!hasNext()) {
			throw new NoSuchElementException();
		}
		return this.fetched.removeFirst();
	}

	/** Once it has ended: whether the list goes on. */
	public boolean hasMore() {
		return this.more;
	}

	/** Once it has ended: where the list goes on. */
	public Position end() {
		return this.end;
	}

	/** The records after a position, at most so many. */
	@FunctionalInterface
	public interface Source<T> {

		Slice<T> read(Position start, int size);

	}

}
