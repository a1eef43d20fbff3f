package io.onerow.history;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

/**
 * Entries in order, fetched slice by slice as they are asked for; the first slice at
 * once, so that what can fail does so before an answer begins.
 */
public final class HistoryWalk implements Iterator<HistoryEntry> {

	private static final int AT_ONCE = 1_000;

	private final Source source;

	private final Deque<HistoryEntry> fetched = new ArrayDeque<>();

	private @Nullable HistoryPosition next;

	public HistoryWalk(Source source, HistoryPosition start) {
		this.source = source;
		fetch(start);
	}

	private void fetch(HistoryPosition start) {
		HistorySlice slice = this.source.read(start, AT_ONCE);
		this.fetched.addAll(slice.items());
		// by number there is always a place to go on, and the end is where it stands
		// still
		this.next = start.equals(slice.next()) ? null : slice.next();
	}

	@Override
	public boolean hasNext() {
		while (this.fetched.isEmpty() && this.next != null) {
			fetch(this.next);
		}
		return !this.fetched.isEmpty();
	}

	@Override
	public HistoryEntry next() {
		if (!hasNext()) {
			throw new NoSuchElementException();
		}
		return this.fetched.removeFirst();
	}

	/** The entries from a position, at most so many. */
	@FunctionalInterface
	public interface Source {

		HistorySlice read(HistoryPosition start, int size);

	}

}
