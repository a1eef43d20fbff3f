package io.onerow.security.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

import io.onerow.hash.Sha256;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts failed logins for each address, whether or not somebody has it. The fifth locks
 * the address; {@link #KEPT} after the last counted one all are forgotten.
 */
@Component
class LoginFailures {

	static final int LOCKING = 5;

	static final Duration KEPT = Duration.ofMinutes(15);

	private final JdbcClient jdbc;

	private final Clock clock;

	LoginFailures(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** Counts a failure; false, and nothing counted, if the login is locked already. */
	boolean count(String emailKey) {
		Instant now = this.clock.instant();
		forget(now);
		return this.jdbc.sql("""
				insert into login_failure (email_hash, failures, until) values (:email, 1, :until)
				on conflict (email_hash) do update set until = excluded.until,
					failures = case when login_failure.until <= :now then 1 else login_failure.failures + 1 end
				where login_failure.until <= :now or login_failure.failures < :locking""")
			.param("email", Sha256.of(emailKey))
			.param("until", stored(now.plus(KEPT)))
			.param("now", stored(now))
			.param("locking", LOCKING)
			.update() > 0;
	}

	/**
	 * Forgets the failures before a right password; false, and nothing forgotten, if the
	 * login is locked.
	 */
	boolean clear(String emailKey) {
		return this.jdbc.sql("""
				with locked as (
					select from login_failure where email_hash = :email and until > :now and failures >= :locking
				), cleared as (
					delete from login_failure where email_hash = :email and not exists (select from locked)
				)
				select not exists (select from locked)""")
			.param("email", Sha256.of(emailKey))
			.param("now", stored(this.clock.instant()))
			.param("locking", LOCKING)
			.query(Boolean.class)
			.single();
	}

	// a few at each failure: an attacker pays for the cleaning of what he left
	private void forget(Instant now) {
		this.jdbc.sql("""
				delete from login_failure where email_hash in (
					select email_hash from login_failure where until <= :now limit 10 for update skip locked)""")
			.param("now", stored(now))
			.update();
	}

	// the database would round, and a time must not become a later one
	private static OffsetDateTime stored(Instant time) {
		return time.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
	}

}
