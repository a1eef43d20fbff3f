package io.onerow.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

import io.onerow.upsert.RacedException;

import org.springframework.jdbc.core.JdbcTemplate;

/** Calls a function that notes for what time a source has told a record. */
public final class Told {

	private Told() {
	}

	/**
	 * Whether it is noted; false if the source has told something for a later time.
	 * @throws RacedException if the record has another version
	 */
	public static boolean isNoted(JdbcTemplate jdbc, String call, Binds binds) {
		return Objects.requireNonNull(binds.query(jdbc, call, Told::read)).orElseThrow(RacedException::new);
	}

	/** A time as the functions take it: in microseconds since 1970. */
	public static long micros(Instant at) {
		return ChronoUnit.MICROS.between(Instant.EPOCH, at);
	}

	private static Optional<Boolean> read(ResultSet rows) throws SQLException {
		return rows.next() ? Optional.ofNullable(rows.getObject(1, Boolean.class)) : Optional.empty();
	}

}
