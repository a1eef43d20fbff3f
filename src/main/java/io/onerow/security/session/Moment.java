package io.onerow.security.session;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A time as the database keeps it. */
final class Moment {

	private Moment() {
	}

	/** The database would round, and a time must not become a later one. */
	static Instant of(Instant time) {
		return time.truncatedTo(ChronoUnit.MICROS);
	}

}
