package io.onerow.security.session;

import java.util.Optional;

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
		LoginResult result = identify(email, password, from);
		return (result instanceof LoginResult.Identified known)
				? new LoginResult.Opened(this.sessions.open(known.person())) : result;
	}

	/**
	 * Finds the person, and opens nothing. Throws {@link TryLater} if the password was
	 * not looked at and this is no lock.
	 * @param from the remote address of the request
	 */
	public LoginResult identify(String email, String password, String from) {
		LoginAttempt attempt = new LoginAttempt(Users.key(email), NetworkAddress.of(from));
		try {
			return this.guard.admit(attempt).map((payer) -> identify(attempt, password, payer)).orElseGet(this::locked);
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

	private LoginResult identify(LoginAttempt attempt, String password, Payer payer) {
		Optional<User> user = this.users.find(attempt.emailKey());
		boolean right = isRight(attempt, password, user, payer);
		// of one who is disabled the password is compared like any other
		if (user.filter(User::isEnabled).isEmpty() || !right) {
			return this.guard.fail(attempt, payer) ? new LoginResult.Refused() : new LoginResult.Locked();
		}
		return this.guard.pass(attempt, payer) ? new LoginResult.Identified(user.get().toPerson())
				: new LoginResult.Locked();
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
