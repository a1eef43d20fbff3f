package io.onerow.sync;

import java.sql.ResultSet;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Statements that read records in order until they are many or long enough. The table has
 * its long text in {@code attributes}, which may be stored anywhere and packed: it is
 * unpacked to be measured, one after the other, until what is read is long enough.
 */
public final class Reading {

	static final String BYTES = "bytes";

	static final String MORE = "more";

	private static final String IN_ORDER = """
			select *, row_number() over (order by $key) as place
			from (select * from $table where $scope and $id > :after order by $id limit :size + 1) as ordered""";

	private static final String CHANGED = """
			select *, row_number() over (order by $key) as place from $function($scope, :change, :after, :size, :whole) as ordered""";

	/** One by one: a join, planned while there were few, would read them all. */
	private static final String BY_ID = """
			select found.*, place from unnest(cast(:ids as uuid[])) with ordinality as wanted (id, place)
			cross join lateral (select * from $table where $scope and $id = wanted.id offset 0) as found""";

	/** All windows have the order of the rows, so that nothing is sorted. */
	private static final String MEASURED = """
			select $columns, bytes, more
			from (
				select *, count(*) over () > count(*) filter (where fits) over () as more
				from (
					select *, place <= :size and bytes is not null as fits
					from (
						select *, bytes_until(attributes, :bytes) over (order by $key rows unbounded preceding) as bytes
						from ($read) as found
					) as measured
				) as judged
			) as counted
			where fits order by $key""";

	private Reading() {
	}

	/**
	 * Reads on in order of creation, with the parameter {@code after}.
	 * @param id by which records are in order of creation
	 * @param scope a condition that names the columns alone
	 */
	public static String created(String table, String columns, String id, String scope) {
		return MEASURED.replace("$read", IN_ORDER)
			.replace("$key", "$id")
			.replace("$id", id)
			.replace("$table", table)
			.replace("$scope", scope)
			.replace("$columns", columns.replace("attributes", "cast(attributes as text) as attributes"));
	}

	/**
	 * Reads on in order of change, by a function that numbers the changes first: its
	 * parameters are those of the scope, {@code change}, {@code after}, {@code size} and
	 * {@code whole}, whether it answers what has no place yet too.
	 */
	public static String changed(String function, String columns, String id, String scope) {
		return MEASURED.replace("$read", CHANGED)
			.replace("$key", "change, $id")
			.replace("$id", id)
			.replace("$function", function)
			.replace("$scope", scope)
			.replace("$columns", columns.replace("attributes", "cast(attributes as text) as attributes"));
	}

	/** Reads the records of a list of ids, in the order of the list. */
	public static String byId(String table, String columns, String id, String scope) {
		return MEASURED.replace("$read", BY_ID)
			.replace("$key", "place")
			.replace("$id", id)
			.replace("$table", table)
			.replace("$scope", scope)
			.replace("$columns", columns.replace("attributes", "cast(attributes as text) as attributes"));
	}

	/** Runs a statement of {@link #created} or {@link #changed}. */
	public static <T> Slice<T> run(StatementSpec statement, Position start, int size, ListLimits limits,
			RowMapper<T> mapper, Function<T, @Nullable Position> position) {
		return statement.param("change", start.change())
			.param("after", start.id())
			.param("size", size)
			.param("bytes", limits.fetch().toBytes())
			.query((ResultSet rows) -> Slice.read(rows, mapper, start, position));
	}

	/** Runs a statement of {@link #byId}. */
	public static <T> Slice<T> run(StatementSpec statement, Collection<UUID> ids, ListLimits limits,
			RowMapper<T> mapper, Function<T, UUID> id) {
		return statement.param("ids", ids.toArray(UUID[]::new))
			.param("size", ids.size())
			.param("bytes", limits.fetch().toBytes())
			.query((ResultSet rows) -> Slice.read(rows, mapper, Position.START,
					(record) -> new Position(0, id.apply(record))));
	}

}
