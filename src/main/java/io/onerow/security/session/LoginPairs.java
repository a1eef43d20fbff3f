package io.onerow.security.session;

import java.time.Clock;
import java.time.Instant;

import io.onerow.security.secrets.SecurityLimits;

import org.springframework.stereotype.Component;

/**
 * Counts the failed logins of an account at one network address. The last that is allowed
 * locks the pair; some time after the last counted one all are forgotten. A login makes
 * the address known.
 */
@Component
class LoginPairs {

	private final LoginPairRepository pairs;

	private final SecurityLimits limits;

	private final Clock clock;

	LoginPairs(LoginPairRepository pairs, SecurityLimits limits, Clock clock) {
		this.pairs = pairs;
		this.limits = limits;
		this.clock = clock;
	}

	State find(LoginAttempt attempt) {
		Instant now = this.clock.instant();
		return this.pairs.find(attempt.account(), attempt.network())
			.map((pair) -> new State(pair.hasFailed(this.limits.loginFailures(), now), pair.isKnown(now)))
			.orElse(State.UNHEARD_OF);
	}

	/** Counts a failure; false, and nothing counted, if the pair is locked already. */
	boolean fail(LoginAttempt attempt) {
		Instant now = this.clock.instant();
		return this.pairs
			.fail(attempt.account(), attempt.network(), Moment.of(now.plus(this.limits.loginLock())), Moment.of(now),
					this.limits.loginFailures())
			.isPresent();
	}

	/**
	 * Forgets the failures before a right password, and knows the address from now on;
	 * false, and nothing changed, if the pair is locked.
	 */
	boolean succeed(LoginAttempt attempt) {
		Instant now = this.clock.instant();
		return this.pairs
			.succeed(attempt.account(), attempt.network(), Moment.of(now.plus(this.limits.knownFor())), Moment.of(now),
					this.limits.loginFailures())
			.isPresent();
	}

	/** What is known of a pair. */
	record State(boolean locked, boolean known) {

		static final State UNHEARD_OF = new State(false, false);

	}

}
