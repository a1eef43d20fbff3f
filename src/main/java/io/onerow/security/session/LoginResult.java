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

	/**
	 * It is this person, and no session is open.
	 *
	 * @param compared the hash of the password, which may be changed meanwhile
	 */
	record Identified(Person person, String compared) implements LoginResult {

		// nor does a hash get into them
		@Override
		public String toString() {
			return "Identified";
		}

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
