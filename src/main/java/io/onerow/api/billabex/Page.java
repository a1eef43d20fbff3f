package io.onerow.api.billabex;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onerow.api.Answered;
import io.onerow.api.failure.InvalidParameter;
import io.onerow.sync.Position;
import io.onerow.sync.Slice;
import io.onerow.sync.Walk;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list in order of creation.
 *
 * @param nodes at most 200
 */
record Page<R>(List<R> nodes, PageInfo pageInfo) {

	private static final int MAX = 200;

	/**
	 * The records after an id (null: from the start), as many as were asked for. One more
	 * is read, which tells whether this page is the last.
	 */
	static <T, R> Page<R> of(@Nullable Integer first, @Nullable UUID after, Records<T> records, Function<T, UUID> id,
			Function<T, R> response) {
		int size = (first != null) ? first : MAX;
		if (size < 1 || size > MAX) {
			throw new InvalidParameter("first", "must be from 1 to " + MAX);
		}
		List<T> read = records.list(after, size + 1);
		List<T> page = read.subList(0, Math.min(size, read.size()));
		UUID end = (read.size() > size) ? id.apply(page.get(size - 1)) : null;
		return new Page<>(page.stream().map(response).toList(), new PageInfo(end));
	}

	/**
	 * A page if one was asked for, else the whole list, read from the database while it
	 * is written.
	 */
	static <T, R> Object orAll(@Nullable Integer first, @Nullable UUID after, Records<T> records, Function<T, UUID> id,
			Function<T, R> response) {
		if (first == null && after == null) {
			return new Answered<>(Walk.toTheEnd((start, most) -> slice(records, start, id)), response);
		}
		return of(first, after, records, id, response);
	}

	private static <T> Slice<T> slice(Records<T> records, Position start, Function<T, UUID> id) {
		return Slice.of(records.list(start.id(), MAX), MAX, start, (record) -> new Position(0, id.apply(record)));
	}

	/** The records after an id (null: from the start), at most so many. */
	@FunctionalInterface
	interface Records<T> {

		List<T> list(@Nullable UUID after, int size);

	}

	/**
	 * Where the page ends.
	 *
	 * @param endCursor to be sent as {@code after} for the next page; null if there is
	 * none
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	record PageInfo(@Nullable UUID endCursor) {

	}

}
