package io.onerow.sync;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;

/**
 * The records that have given ids, in that order and without those that are not there,
 * fetched slice by slice as they are asked for; the first slice is fetched at once.
 */
public final class Picked<T> implements Iterator<T> {

	private final Source<T> source;

	private final Deque<T> fetched = new ArrayDeque<>();

	private List<UUID> left;

	public Picked(Source<T> source, List<UUID> ids) {
		this.source = source;
		this.left = ids;
		fetch();
	}

	private void fetch() {
		if (this.left.isEmpty()) {
			return;
		}
		Slice<T> slice = this.source.read(this.left);
		this.fetched.addAll(slice.items());
		int read = slice.hasMore() ? this.left.indexOf(slice.end().id()) + 1 : this.left.size();
		this.left = this.left.subList(read, this.left.size());
	}

	@Override
	public boolean hasNext() {
		if (this.fetched.isEmpty()) {
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

	/** The first records with these ids; where it stops, there is at least one. */
	@FunctionalInterface
	public interface Source<T> {

		Slice<T> read(List<UUID> ids);

	}

}
