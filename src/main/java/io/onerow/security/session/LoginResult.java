package io.onerow.security.session;

/** What became of a login. */
public sealed interface LoginResult {

	/**
	 * A session is open.
	 *
	 * @param token to be sent with each request; known to the client alone
	 */
	record Opened(String token) implements LoginResult {

		// the token stays out of logs
		@Override
		public String toString() {
			return "Opened";
		}

	}

	/** It is this person, and no session is open. */
	record Identified(Person person) implements LoginResult {

	}

	/** Address or password are wrong; which of them is not told. */
	record Refused() implements LoginResult {

	}

	/**
	 * Too many failures from this network address, whether or not there is such a user.
	 */
	record Locked() implements LoginResult {

	}

}
