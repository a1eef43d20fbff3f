package io.onerow.security.session;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;

import io.onerow.security.secrets.SecurityLimits;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts the failed logins of an account at one network address. The last that is allowed
 * locks the pair; some time after the last counted one all are forgotten. A login makes
 * the address known.
 */
@Component
class LoginPairs {

	private final JdbcClient jdbc;

	private final SecurityLimits limits;

	private final Clock clock;

	LoginPairs(JdbcClient jdbc, SecurityLimits limits, Clock clock) {
		this.jdbc = jdbc;
		this.limits = limits;
		this.clock = clock;
	}

	State find(LoginAttempt attempt) {
		return this.jdbc.sql("""
				select failures_until > :now and failures >= :locking as locked, known_until > :now as known
				from login_pair where email_hash = :account and network_hash = :network""")
			.params(of(attempt))
			.param("now", Moment.of(this.clock.instant()))
			.param("locking", this.limits.loginFailures())
			.query((row, number) -> new State(row.getBoolean("locked"), row.getBoolean("known")))
			.optional()
			.orElse(State.UNHEARD_OF);
	}

	/** Counts a failure; false, and nothing counted, if the pair is locked already. */
	boolean fail(LoginAttempt attempt) {
		Instant now = this.clock.instant();
		return this.jdbc.sql("""
				insert into login_pair (email_hash, network_hash, failures, failures_until, kept_until)
				values (:account, :network, 1, :until, :until)
				on conflict (email_hash, network_hash) do update set failures_until = excluded.failures_until,
					kept_until = greatest(login_pair.kept_until, excluded.kept_until),
					failures = case when login_pair.failures_until <= :now then 1 else login_pair.failures + 1 end
				where login_pair.failures_until <= :now or login_pair.failures < :locking""")
			.params(of(attempt))
			.param("until", Moment.of(now.plus(this.limits.loginLock())))
			.param("now", Moment.of(now))
			.param("locking", this.limits.loginFailures())
			.update() > 0;
	}

	/**
	 * Forgets the failures before a right password, and knows the address from now on;
	 * false, and nothing changed, if the pair is locked.
	 */
	boolean succeed(LoginAttempt attempt) {
		Instant now = this.clock.instant();
		return this.jdbc.sql("""
				insert into login_pair (email_hash, network_hash, known_until, kept_until)
				values (:account, :network, :known, :known)
				on conflict (email_hash, network_hash) do update set failures = 0, failures_until = '-infinity',
					known_until = excluded.known_until, kept_until = excluded.kept_until, turn_at = null
				where login_pair.failures_until <= :now or login_pair.failures < :locking""")
			.params(of(attempt))
			.param("known", Moment.of(now.plus(this.limits.knownFor())))
			.param("now", Moment.of(now))
			.param("locking", this.limits.loginFailures())
			.update() > 0;
	}

	static Map<String, Object> of(LoginAttempt attempt) {
		return Map.of("account", attempt.account(), "network", attempt.network());
	}

	/** What is known of a pair. */
	record State(boolean locked, boolean known) {

		static final State UNHEARD_OF = new State(false, false);

	}

}
