package io.onerow.security.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Removes what is no longer of use, so that a guesser leaves nothing for ever. */
@Component
class ForgottenLogins {

	private static final Duration PAUSE = Duration.ofMinutes(1);

	private final JdbcClient jdbc;

	private final Clock clock;

	private final AtomicLong removedMillis = new AtomicLong();

	ForgottenLogins(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** Does nothing if it was done less than a minute ago. */
	void remove() {
		Instant now = this.clock.instant();
		long last = this.removedMillis.get();
		if (now.toEpochMilli() - last >= PAUSE.toMillis()
				&& this.removedMillis.compareAndSet(last, now.toEpochMilli())) {
			OffsetDateTime before = Moment.of(now);
			this.jdbc.sql("delete from login_pair where kept_until <= :now").param("now", before).update();
			this.jdbc.sql("delete from login_allowance where spent_until <= :now").param("now", before).update();
		}
	}

}
