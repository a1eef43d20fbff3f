package io.onerow.security.session;

import io.onerow.hash.Sha256;
import io.onerow.security.secrets.NetworkAddress;

/** A try at an account, whether or not somebody has it, from a network address. */
record LoginAttempt(String emailKey, NetworkAddress from) {

	byte[] account() {
		return Sha256.of(this.emailKey);
	}

	byte[] network() {
		return Sha256.of(this.from.text());
	}

	// the address stays out of logs
	@Override
	public String toString() {
		return "LoginAttempt";
	}

}
