package io.onerow.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

import io.onerow.matching.Receipt;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.ResultSetExtractor;

/**
 * The values of a statement, in their order, each bound as the type that it has in the
 * database. A cluster sends a call of a function that has nothing but such values whole
 * to the node of the tenant, which is the first of them.
 */
public final class Binds implements PreparedStatementSetter {

	/** As functions take, but for few. */
	private static final int MOST = 32;

	private final List<Argument> arguments = new ArrayList<>(MOST);

	private Binds() {
	}

	public static Binds of() {
		return new Binds();
	}

	/**
	 * The statement of a call.
	 * @param result what to select of what the function returns, which is called r
	 */
	public static String call(String result, String function, int arguments) {
		return "select " + result + " from " + function + "(" + String.join(", ", Collections.nCopies(arguments, "?"))
				+ ") r";
	}

	public Binds text(@Nullable String value) {
		return add((statement, at) -> statement.setString(at, value));
	}

	public Binds uuid(@Nullable UUID value) {
		return (value == null) ? nothing("uuid") : add((statement, at) -> statement.setObject(at, value, Types.OTHER));
	}

	public Binds number(@Nullable Long value) {
		return add((statement, at) -> statement.setObject(at, value, Types.BIGINT));
	}

	public Binds bytes(byte[] value) {
		return add((statement, at) -> statement.setBytes(at, value));
	}

	public Binds flag(boolean value) {
		return add((statement, at) -> statement.setBoolean(at, value));
	}

	public Binds number(int value) {
		return add((statement, at) -> statement.setInt(at, value));
	}

	public Binds time(@Nullable Instant value) {
		return (value == null) ? nothing("timestamptz")
				: add((statement, at) -> statement.setObject(at, value.atOffset(ZoneOffset.UTC)));
	}

	public Binds array(long @Nullable [] values) {
		return (values == null) ? nothing("_int8")
				: add((statement, at) -> statement.setObject(at, values, Types.ARRAY));
	}

	public Binds array(int[] values) {
		return add((statement, at) -> statement.setObject(at, values));
	}

	public Binds array(boolean[] values) {
		return add((statement, at) -> statement.setObject(at, values));
	}

	/** Who makes the write, and why it is this record. */
	public Binds origin(WriteContext by, @Nullable Receipt why) {
		return array(by.origin(why));
	}

	public Binds array(@Nullable String[] values) {
		return add((statement, at) -> statement.setObject(at, values));
	}

	public Binds array(UUID[] values) {
		return add((statement, at) -> statement.setObject(at, values));
	}

	/**
	 * A null of a type that the driver would not know: it would ask the database for the
	 * type, and from then on wait for the answer of the statement before it sends the
	 * next one.
	 */
	private Binds nothing(String type) {
		return add((statement, at) -> statement.setNull(at, Types.OTHER, type));
	}

	private Binds add(Argument argument) {
		this.arguments.add(argument);
		return this;
	}

	@Override
	public void setValues(PreparedStatement statement) throws SQLException {
		int at = 1;
		for (Argument argument : this.arguments) {
			argument.bind(statement, at++);
		}
	}

	/** Runs a statement, after which another without a result may follow. */
	public <T> @Nullable T query(JdbcTemplate jdbc, String sql, ResultSetExtractor<T> reading) {
		return jdbc.execute(sql, (PreparedStatement statement) -> {
			setValues(statement);
			statement.execute();
			try (ResultSet rows = statement.getResultSet()) {
				return reading.extractData(rows);
			}
		});
	}

	private interface Argument {

		void bind(PreparedStatement statement, int at) throws SQLException;

	}

}
