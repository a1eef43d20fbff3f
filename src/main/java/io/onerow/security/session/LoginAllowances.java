package io.onerow.security.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.onerow.security.secrets.Rate;
import io.onerow.security.secrets.SecurityLimits;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How many logins of an account may fail in all, from addresses where it is known and
 * from others. Kept is the time at which all that was used up has come back.
 */
@Component
class LoginAllowances {

	private final JdbcClient jdbc;

	private final SecurityLimits limits;

	private final Clock clock;

	LoginAllowances(JdbcClient jdbc, SecurityLimits limits, Clock clock) {
		this.jdbc = jdbc;
		this.limits = limits;
		this.clock = clock;
	}

	/** Whether something is left. */
	boolean isLeft(LoginAttempt attempt, Payer payer) {
		return isLeft(attempt, payer, "");
	}

	/** Whether something is left once all that pay just now have paid. */
	boolean isStillLeft(LoginAttempt attempt, Payer payer) {
		return isLeft(attempt, payer, " for update");
	}

	private boolean isLeft(LoginAttempt attempt, Payer payer, String locking) {
		return this.jdbc.sql("""
				select spent_until <= :limit from login_allowance
				where email_hash = :account and payer = :payer""" + locking)
			.param("account", attempt.account())
			.param("payer", payer.stored())
			.param("limit", Moment.of(limit(payer, this.clock.instant())))
			.query(Boolean.class)
			.optional()
			.orElse(true);
	}

	/** Uses up one; false, and nothing used up, if none is left. */
	boolean pay(LoginAttempt attempt, Payer payer) {
		Instant now = this.clock.instant();
		return this.jdbc.sql("""
				insert into login_allowance (email_hash, payer, spent_until) values (:account, :payer, :once)
				on conflict (email_hash, payer) do update set spent_until =
					excluded.spent_until + greatest(login_allowance.spent_until - :now, interval '0')
				where login_allowance.spent_until <= :limit""")
			.param("account", attempt.account())
			.param("payer", payer.stored())
			.param("once", Moment.of(now.plus(rate(payer).every())))
			.param("now", Moment.of(now))
			.param("limit", Moment.of(limit(payer, now)))
			.update() > 0;
	}

	/** Up to when what is left to come back leaves one over. */
	private Instant limit(Payer payer, Instant now) {
		Duration others = rate(payer).whole().minus(rate(payer).every());
		return now.plus(others);
	}

	private Rate rate(Payer payer) {
		return (payer == Payer.KNOWN) ? this.limits.knownLogins() : this.limits.strangerLogins();
	}

}
