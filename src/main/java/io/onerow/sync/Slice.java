package io.onerow.sync;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;

/**
 * Some records in order.
 *
 * @param hasMore whether there are more now
 * @param end where to go on, now or later
 * @param bytes what they count for a page
 */
public record Slice<T>(List<T> items, boolean hasMore, Position end, long bytes) {

	/**
	 * Makes a slice of short records.
	 * @param size how many were asked for
	 */
	public static <T> Slice<T> of(List<T> items, int size, Position start, Function<T, Position> position) {
		return new Slice<>(items, items.size() == size,
				items.isEmpty() ? start : position.apply(items.get(items.size() - 1)), 0);
	}

	/**
	 * Reads what a statement of {@link Reading} answers.
	 * @param position where a record stands; null if it has no place yet, behind all that
	 * have
	 */
	static <T> Slice<T> read(ResultSet rows, RowMapper<T> mapper, Position start,
			Function<T, @Nullable Position> position) throws SQLException {
		List<T> items = new ArrayList<>();
		Position end = start;
		boolean placed = true;
		long bytes = 0;
		boolean more = false;
		while (rows.next()) {
			T item = mapper.mapRow(rows, items.size());
			items.add(item);
			Position place = position.apply(item);
			placed = place != null;
			end = (place != null) ? place : end;
			bytes = rows.getLong(Reading.BYTES);
			more = rows.getBoolean(Reading.MORE);
		}
		return new Slice<>(items, more && placed, end, bytes);
	}

	public <R> Slice<R> map(Function<T, R> mapping) {
		return new Slice<>(this.items.stream().map(mapping).toList(), this.hasMore, this.end, this.bytes);
	}

}
