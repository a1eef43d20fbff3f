package io.onerow.security.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.stereotype.Component;

/** Removes what is no longer of use, so that a guesser leaves nothing for ever. */
@Component
class ForgottenLogins {

	private static final Duration PAUSE = Duration.ofMinutes(1);

	private final LoginPairRepository pairs;

	private final LoginAllowanceRepository allowances;

	private final Clock clock;

	private final AtomicLong removedMillis = new AtomicLong();

	ForgottenLogins(LoginPairRepository pairs, LoginAllowanceRepository allowances, Clock clock) {
		this.pairs = pairs;
		this.allowances = allowances;
		this.clock = clock;
	}

	/** Does nothing if it was done less than a minute ago. */
	void remove() {
		Instant now = this.clock.instant();
		long last = this.removedMillis.get();
		if (now.toEpochMilli() - last >= PAUSE.toMillis()
				&& this.removedMillis.compareAndSet(last, now.toEpochMilli())) {
			this.pairs.removeKeptUntil(Moment.of(now));
			this.allowances.removeSpentUntil(Moment.of(now));
		}
	}

}
