package io.onerow.security.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.onerow.security.secrets.Rate;
import io.onerow.security.secrets.SecurityLimits;

import org.springframework.stereotype.Component;

/**
 * How many logins of an account may fail in all, from addresses where it is known and
 * from others. Kept is the time at which all that was used up has come back.
 */
@Component
class LoginAllowances {

	private final LoginAllowanceRepository allowances;

	private final SecurityLimits limits;

	private final Clock clock;

	LoginAllowances(LoginAllowanceRepository allowances, SecurityLimits limits, Clock clock) {
		this.allowances = allowances;
		this.limits = limits;
		this.clock = clock;
	}

	/** Whether something is left. */
	boolean isLeft(LoginAttempt attempt, Payer payer) {
		Instant limit = limit(payer, this.clock.instant());
		return isLeft(this.allowances.find(attempt.account(), payer.stored()), limit);
	}

	/** Whether something is left once all that pay just now have paid. */
	boolean isStillLeft(LoginAttempt attempt, Payer payer) {
		Instant limit = limit(payer, this.clock.instant());
		return isLeft(this.allowances.await(attempt.account(), payer.stored()), limit);
	}

	private static boolean isLeft(Optional<LoginAllowance> allowance, Instant limit) {
		return allowance.filter((found) -> found.spentUntil().isAfter(limit)).isEmpty();
	}

	/** Uses up one; false, and nothing used up, if none is left. */
	boolean pay(LoginAttempt attempt, Payer payer) {
		Instant now = this.clock.instant();
		return this.allowances
			.pay(attempt.account(), payer.stored(), Moment.of(now.plus(rate(payer).every())), Moment.of(now),
					Moment.of(limit(payer, now)))
			.isPresent();
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
