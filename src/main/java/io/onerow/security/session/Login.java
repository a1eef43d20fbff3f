package io.onerow.security.session;

import java.util.Optional;
import java.util.function.Function;

import io.onerow.security.secrets.NetworkAddress;
import io.onerow.security.secrets.Secrets;
import io.onerow.security.secrets.TryLater;

import org.springframework.stereotype.Service;

/**
 * Tells who somebody is by an address and a password, and opens a session. An address
 * that nobody has costs the same time and statements, and is locked and slowed down after
 * the same failures, as one with a wrong password.
 */
@Service
public class Login {

	private final Users users;

	private final LoginGuard guard;

	private final Sessions sessions;

	private final Secrets secrets;

	Login(Users users, LoginGuard guard, Sessions sessions, Secrets secrets) {
		this.users = users;
		this.guard = guard;
		this.sessions = sessions;
		this.secrets = secrets;
	}

	/**
	 * Opens a session for whom {@link #identify} finds.
	 */
	public LoginResult login(String email, String password, String from) {
		return prove(email, password, from,
				(user) -> this.sessions.open(user)
					.<LoginResult>map(LoginResult.Opened::new)
					.orElseGet(LoginResult.Refused::new));
	}

	/**
	 * Opens a session of a browser for whom {@link #identify} finds.
	 */
	public LoginResult enter(String email, String password, String from) {
		return prove(email, password, from,
				(user) -> this.sessions.openForBrowser(user)
					.<LoginResult>map(LoginResult.Opened::new)
					.orElseGet(LoginResult.Refused::new));
	}

	/**
	 * Finds the person, and opens nothing. Throws {@link TryLater} if the password was
	 * not looked at and this is no lock.
	 * @param from the remote address of the request
	 */
	public LoginResult identify(String email, String password, String from) {
		return prove(email, password, from, (user) -> new LoginResult.Identified(user.toPerson(), user.passwordHash()));
	}

	private LoginResult prove(String email, String password, String from, Function<User, LoginResult> then) {
		LoginAttempt attempt = new LoginAttempt(Users.key(email), NetworkAddress.of(from));
		try {
			return this.guard.admit(attempt)
				.map((payer) -> prove(attempt, password, payer, then))
				.orElseGet(this::locked);
		}
		catch (TryLater ex) {
			this.secrets.pause();
			throw ex;
		}
	}

	private LoginResult locked() {
		this.secrets.pause();
		return new LoginResult.Locked();
	}

	private LoginResult prove(LoginAttempt attempt, String password, Payer payer, Function<User, LoginResult> then) {
		Optional<User> user = this.users.find(attempt.emailKey());
		boolean right = isRight(attempt, password, user, payer);
		// of one who is disabled the password is compared like any other
		if (user.filter(User::isEnabled).isEmpty() || !right) {
			return this.guard.fail(attempt, payer) ? new LoginResult.Refused() : new LoginResult.Locked();
		}
		return this.guard.pass(attempt, payer) ? then.apply(user.get()) : new LoginResult.Locked();
	}

	private boolean isRight(LoginAttempt attempt, String password, Optional<User> user, Payer payer) {
		try {
			return this.secrets.matches("user " + attempt.emailKey(), attempt.from(), password,
					user.map(User::passwordHash).orElseGet(this.secrets::nobodys));
		}
		catch (TryLater ex) {
			this.guard.release(attempt, payer);
			throw ex;
		}
	}

}
