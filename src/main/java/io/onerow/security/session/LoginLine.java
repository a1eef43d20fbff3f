package io.onerow.security.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

import io.onerow.security.secrets.Rate;
import io.onerow.security.secrets.SecurityLimits;
import io.onerow.security.secrets.TryLater;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Where strangers wait for an account of which too many logins failed. Each address has
 * one turn in it, in the order in which they came, however often it asks.
 */
@Component
class LoginLine {

	private final JdbcClient jdbc;

	private final TransactionTemplate transactions;

	private final SecurityLimits limits;

	private final Clock clock;

	LoginLine(JdbcClient jdbc, PlatformTransactionManager transactions, SecurityLimits limits, Clock clock) {
		this.jdbc = jdbc;
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
		return this.jdbc.sql("""
				update login_pair set turn_at = null
				where email_hash = :account and network_hash = :network and turn_at <= :now and turn_at > :over""")
			.params(LoginPairs.of(attempt))
			.param("now", Moment.of(now))
			.param("over", Moment.of(now.minus(this.limits.turnKept())))
			.update() > 0;
	}

	/** Locks the pair, so that what is asked for twice at once is not reserved twice. */
	private Optional<Instant> findTurn(LoginAttempt attempt, Instant now) {
		return this.jdbc.sql("""
				insert into login_pair (email_hash, network_hash, kept_until) values (:account, :network, :now)
				on conflict (email_hash, network_hash) do update set kept_until = login_pair.kept_until
				returning turn_at""")
			.params(LoginPairs.of(attempt))
			.param("now", Moment.of(now))
			.query((row, number) -> Optional.ofNullable(row.getObject("turn_at", OffsetDateTime.class)))
			.single()
			.map(OffsetDateTime::toInstant)
			.filter((turn) -> turn.isAfter(now.minus(this.limits.turnKept())));
	}

	/** Pays for a turn at the end of the line. */
	private Instant reserve(LoginAttempt attempt, Instant now) {
		Rate rate = this.limits.strangerLogins();
		Duration longest = rate.every().multipliedBy(this.limits.loginLine()).plus(rate.whole());
		return this.jdbc.sql("""
				update login_allowance set spent_until = spent_until + cast(:every as interval)
				where email_hash = :account and payer = :payer and spent_until <= :longest
				returning spent_until""")
			.param("every", rate.every().toString())
			.param("account", attempt.account())
			.param("payer", Payer.STRANGERS.stored())
			.param("longest", Moment.of(now.plus(longest)))
			.query((row, number) -> row.getObject("spent_until", OffsetDateTime.class).toInstant())
			.optional()
			.map((spent) -> spent.minus(rate.whole()))
			.orElseThrow(() -> TryLater.tooOften(rate.every()));
	}

	private void setTurn(LoginAttempt attempt, Instant turn) {
		this.jdbc.sql("""
				update login_pair set turn_at = :turn, kept_until = greatest(kept_until, :kept)
				where email_hash = :account and network_hash = :network""")
			.params(LoginPairs.of(attempt))
			.param("turn", Moment.of(turn))
			.param("kept", Moment.of(turn.plus(this.limits.turnKept())))
			.update();
	}

}
