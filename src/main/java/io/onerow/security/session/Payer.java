package io.onerow.security.session;

import java.util.Locale;

/** What a failed login is paid from. */
enum Payer {

	/** The allowance of addresses from which the account was logged in to. */
	KNOWN,

	/** The allowance of all others. */
	STRANGERS,

	/** A turn that a stranger had to wait for, and which is paid already. */
	TURN;

	String stored() {
		return name().toLowerCase(Locale.ROOT);
	}

}
