package io.onerow.security.session;

import java.util.Optional;

import io.onerow.security.secrets.TryLater;

import org.springframework.stereotype.Component;

/**
 * Decides which logins are looked at and which count. It is asked before a password is
 * compared, and again with what came out, which it judges one after the other: guesses
 * that run side by side are not more than guesses in a row.
 */
@Component
class LoginGuard {

	private final LoginPairs pairs;

	private final LoginAllowances allowances;

	private final LoginLine line;

	private final ForgottenLogins forgotten;

	LoginGuard(LoginPairs pairs, LoginAllowances allowances, LoginLine line, ForgottenLogins forgotten) {
		this.pairs = pairs;
		this.allowances = allowances;
		this.line = line;
		this.forgotten = forgotten;
	}

	/**
	 * What a failure would be paid from; empty if the pair is locked. Throws
	 * {@link TryLater} if the account is slowed down and the turn has not come.
	 */
	Optional<Payer> admit(LoginAttempt attempt) {
		LoginPairs.State pair = this.pairs.find(attempt);
		if (pair.locked()) {
			return Optional.empty();
		}
		if (pair.known() && this.allowances.isLeft(attempt, Payer.KNOWN)) {
			return Optional.of(Payer.KNOWN);
		}
		if (this.allowances.isLeft(attempt, Payer.STRANGERS)) {
			return Optional.of(Payer.STRANGERS);
		}
		this.line.takeTurn(attempt);
		return Optional.of(Payer.TURN);
	}

	/** The password was not compared. */
	void release(LoginAttempt attempt, Payer payer) {
		if (payer == Payer.TURN) {
			this.line.giveBack(attempt);
		}
	}

	/** Counts a wrong password; false if the pair was locked meanwhile. */
	boolean fail(LoginAttempt attempt, Payer payer) {
		this.forgotten.remove();
		if (!this.pairs.fail(attempt)) {
			return false;
		}
		if (payer != Payer.TURN && !this.allowances.pay(attempt, payer)) {
			this.line.takeTurn(attempt);
		}
		return true;
	}

	/** Lets a right password pass; false if the pair was locked meanwhile. */
	boolean pass(LoginAttempt attempt, Payer payer) {
		if (payer != Payer.TURN && !this.allowances.isStillLeft(attempt, payer)) {
			this.line.takeTurn(attempt);
		}
		return this.pairs.succeed(attempt);
	}

}
