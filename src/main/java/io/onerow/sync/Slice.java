package io.onerow.sync;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

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

	/** Reads what a statement of {@link Reading} answers. */
	static <T> Slice<T> read(ResultSet rows, RowMapper<T> mapper, Position start, Function<T, Position> position)
			throws SQLException {
		List<T> items = new ArrayList<>();
		Position end = start;
		while (rows.next()) {
			if (rows.getBoolean(Reading.BEYOND)) {
				return new Slice<>(items, true, end, rows.getLong(Reading.AHEAD));
			}
			if (rows.getBoolean(Reading.FOUND)) {
				T item = mapper.mapRow(rows, items.size());
				items.add(item);
				end = position.apply(item);
			}
		}
		return new Slice<>(items, false, end, 0);
	}

	public <R> Slice<R> map(Function<T, R> mapping) {
		return new Slice<>(this.items.stream().map(mapping).toList(), this.hasMore, this.end, this.bytes);
	}

}
