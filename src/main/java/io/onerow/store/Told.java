package io.onerow.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.onerow.upsert.RacedException;
import org.jspecify.annotations.Nullable;

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
		Boolean noted = binds.query(jdbc, call, Told::read);
		if (noted == null) {
			throw new RacedException();
		}
		return noted;
	}

	/** A time as the functions take it: in microseconds since 1970. */
	public static long micros(Instant at) {
		return ChronoUnit.MICROS.between(Instant.EPOCH, at);
	}

	private static @Nullable Boolean read(ResultSet rows) throws SQLException {
		return rows.next() ? rows.getObject(1, Boolean.class) : null;
	}

}
