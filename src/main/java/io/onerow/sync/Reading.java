package io.onerow.sync;

import java.sql.ResultSet;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Statements that read records one after the other, and stop when they are many or long
 * enough: the next one is not looked for, let alone unpacked. One more row tells that
 * there are more. The table has its long text in {@code attributes}.
 */
public final class Reading {

	static final String BEYOND = "beyond";

	static final String AHEAD = "ahead";

	static final String FOUND = "found";

	private static final String IN_ORDER = """
			with recursive page as (
				(select *, 1 as place, cast(0 as bigint) as ahead from $table
				where $scope and $id > :after order by $id limit 1)
				union all
				select found.*, place + 1, ahead + octet_length(cast(page.attributes as text))
				from page cross join lateral (
					select * from $table where $scope and $id > page.$id order by $id limit 1
				) found
				where place <= :size and ahead < :bytes
			)
			select $columns, true as found, ahead, place > :size or ahead >= :bytes as beyond from page order by place""";

	private static final String BY_ID = """
			with recursive page as (
				select found.*, 1 as place, cast(0 as bigint) as ahead
				from (select 1) as first left join $table found on $scope and $id = (cast(:ids as uuid[]))[1]
				union all
				select found.*, place + 1, ahead + coalesce(octet_length(cast(page.attributes as text)), 0)
				from page left join lateral (
					select * from $table where $scope and $id = (cast(:ids as uuid[]))[page.place + 1]
				) found on true
				where place < cardinality(:ids) and ahead < :bytes
			)
			select $columns, $id is not null as found, ahead, ahead >= :bytes as beyond from page order by place""";

	private Reading() {
	}

	/**
	 * Reads on in order of creation, with the parameter {@code after}.
	 * @param id by which records are in order of creation
	 * @param scope a condition without the name of the table
	 */
	public static String created(String table, String columns, String id, String scope) {
		return IN_ORDER.replace("$id", id)
			.replace("$table", table)
			.replace("$scope", scope)
			.replace("$columns", columns);
	}

	/**
	 * Reads on in order of change, by a function that numbers the changes first: its
	 * parameters are those of the scope, {@code change}, {@code after}, {@code size} and
	 * {@code bytes}.
	 */
	public static String changed(String function, String columns, String scope) {
		return "select " + columns + ", true as found, ahead, beyond from " + function + "(" + scope
				+ ", :change, :after, :size, :bytes)";
	}

	/** Reads the records of a list of ids, in the order of the list. */
	public static String byId(String table, String columns, String id, String scope) {
		return BY_ID.replace("$id", id).replace("$table", table).replace("$scope", scope).replace("$columns", columns);
	}

	/** Runs a statement of {@link #created} or {@link #changed}. */
	public static <T> Slice<T> run(StatementSpec statement, Position start, int size, ListLimits limits,
			RowMapper<T> mapper, Function<T, Position> position) {
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
			.param("bytes", limits.fetch().toBytes())
			.query((ResultSet rows) -> Slice.read(rows, mapper, Position.START,
					(record) -> new Position(0, id.apply(record))));
	}

}
