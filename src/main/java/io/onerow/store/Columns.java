package io.onerow.store;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** Reads columns of what a statement answers, of the types that {@link Binds} sends. */
public final class Columns {

	private Columns() {
	}

	/** Of a column that is never null. */
	public static Instant time(ResultSet row, String column) throws SQLException {
		return Objects.requireNonNull(timeOrNull(row, column));
	}

	public static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
		OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

	/** Those of an array; none of null. */
	public static List<UUID> ids(ResultSet row, String column) throws SQLException {
		Array ids = row.getArray(column);
		return (ids != null) ? List.of((UUID[]) ids.getArray()) : List.of();
	}

	/** Those of an array; none of null. */
	public static List<String> texts(ResultSet row, String column) throws SQLException {
		Array texts = row.getArray(column);
		return (texts != null) ? List.of((String[]) texts.getArray()) : List.of();
	}

}
