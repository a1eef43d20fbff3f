package io.onerow.security.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.onerow.security.secrets.Rate;
import io.onerow.security.secrets.SecurityLimits;
import io.onerow.security.secrets.TryLater;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Where strangers wait for an account of which too many logins failed. Each address has
 * one turn in it, in the order in which they came, however often it asks.
 */
@Component
class LoginLine {

	private final LoginPairRepository pairs;

	private final LoginAllowanceRepository allowances;

	private final TransactionTemplate transactions;

	private final SecurityLimits limits;

	private final Clock clock;

	LoginLine(LoginPairRepository pairs, LoginAllowanceRepository allowances, PlatformTransactionManager transactions,
			SecurityLimits limits, Clock clock) {
		this.pairs = pairs;
		this.allowances = allowances;
		this.transactions = new TransactionTemplate(transactions);
		this.limits = limits;
		this.clock = clock;
	}

	/** Uses the turn of the address; throws {@link TryLater} if it has not come. */
	void takeTurn(LoginAttempt attempt) {
		Instant now = this.clock.instant();
		if (!isTaken(attempt, now)) {
			Instant turn = this.transactions.execute((status) -> findTurn(attempt, now).orElseGet(() -> {
				Instant fresh = reserve(attempt, now);
				setTurn(attempt, fresh);
				return fresh;
			}));
			throw TryLater.tooOften(Duration.between(now, turn));
		}
	}

	/** The turn was taken and nothing was tried. */
	void giveBack(LoginAttempt attempt) {
		setTurn(attempt, this.clock.instant());
	}

	private boolean isTaken(LoginAttempt attempt, Instant now) {
		return this.pairs
			.takeTurn(attempt.account(), attempt.network(), Moment.of(now),
					Moment.of(now.minus(this.limits.turnKept())))
			.isPresent();
	}

	/** Locks the pair, so that what is asked for twice at once is not reserved twice. */
	private Optional<Instant> findTurn(LoginAttempt attempt, Instant now) {
		return this.pairs.lock(attempt.account(), attempt.network(), Moment.of(now))
			.turn()
			.filter((turn) -> turn.isAfter(now.minus(this.limits.turnKept())));
	}

	/** Pays for a turn at the end of the line. */
	private Instant reserve(LoginAttempt attempt, Instant now) {
		Rate rate = this.limits.strangerLogins();
		Duration longest = rate.every().multipliedBy(this.limits.loginLine()).plus(rate.whole());
		return this.allowances
			.payAhead(attempt.account(), Payer.STRANGERS.stored(), rate.every().toString(),
					Moment.of(now.plus(longest)))
			.map((allowance) -> allowance.spentUntil().minus(rate.whole()))
			.orElseThrow(() -> TryLater.tooOften(rate.every()));
	}

	private void setTurn(LoginAttempt attempt, Instant turn) {
		this.pairs.setTurn(attempt.account(), attempt.network(), Moment.of(turn),
				Moment.of(turn.plus(this.limits.turnKept())));
	}

}
