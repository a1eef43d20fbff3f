package io.onerow.security.session;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;

/**
 * Opens a session for an address and a password. An address that nobody has costs the
 * same time and statements, and is locked after the same failures, as one with a wrong
 * password.
 */
@Service
public class Login {

	private final Users users;

	private final LoginFailures failures;

	private final Sessions sessions;

	private final PasswordEncoder encoder;

	private final String nobodysHash;

	Login(Users users, LoginFailures failures, Sessions sessions, PasswordEncoder encoder) {
		this.users = users;
		this.failures = failures;
		this.sessions = sessions;
		this.encoder = encoder;
		this.nobodysHash = Objects.requireNonNull(encoder.encode(UUID.randomUUID().toString()));
	}

	public LoginResult login(String email, String password) {
		String key = Users.key(email);
		Optional<User> user = this.users.find(key);
		boolean right = this.encoder.matches(password, user.map(User::passwordHash).orElse(this.nobodysHash));
		// the lock is asked for after the comparison: guesses that run side by side are
		// judged one after the other, and a locked login takes no less time
		if (user.isEmpty() || !right) {
			return this.failures.count(key) ? new LoginResult.Refused() : new LoginResult.Locked();
		}
		return this.failures.clear(key) ? new LoginResult.Opened(this.sessions.open(user.get()))
				: new LoginResult.Locked();
	}

}
