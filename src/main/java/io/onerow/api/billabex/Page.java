package io.onerow.api.billabex;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onerow.api.InvalidParameter;
import io.onerow.api.WholeList;
import io.onerow.api.WholeList.Records;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list in order of creation.
 *
 * @param nodes at most 200
 */
record Page<R>(List<R> nodes, PageInfo pageInfo) {

	private static final int MAX = 200;

	/**
	 * A page if one was asked for, else the whole list, read from the database while it
	 * is written.
	 */
	static <T, R> Object answer(@Nullable Integer first, @Nullable UUID after, Records<T> records, Function<T, UUID> id,
			Function<T, R> response) {
		if (first == null && after == null) {
			return new WholeList<>(records, id, response);
		}
		int size = (first != null) ? first : MAX;
		if (size < 1 || size > MAX) {
			throw new InvalidParameter("first", "must be from 1 to " + MAX);
		}
		List<T> page = records.list(after, size);
		UUID end = page.isEmpty() ? after : id.apply(page.get(page.size() - 1));
		return new Page<>(page.stream().map(response).toList(), new PageInfo(end));
	}

	/**
	 * Where the page ends.
	 *
	 * @param endCursor to be sent as {@code after} for the next page; null if there was
	 * never a record
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	record PageInfo(@Nullable UUID endCursor) {

	}

}
