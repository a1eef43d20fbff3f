package io.onerow.sync;

import java.util.List;
import java.util.function.Function;

/**
 * Some records in order.
 *
 * @param hasMore whether there are more now
 * @param end where to go on, now or later
 */
public record Slice<T>(List<T> items, boolean hasMore, Position end) {

	/**
	 * Makes a slice of what was read.
	 * @param read one record more than the size, if there is one
	 * @param position where a record stands
	 */
	public static <T> Slice<T> of(List<T> read, int size, Position start, Function<T, Position> position) {
		List<T> items = (read.size() > size) ? read.subList(0, size) : read;
		return new Slice<>(items, read.size() > size,
				items.isEmpty() ? start : position.apply(items.get(items.size() - 1)));
	}

	public <R> Slice<R> map(Function<T, R> mapping) {
		return new Slice<>(this.items.stream().map(mapping).toList(), this.hasMore, this.end);
	}

}
