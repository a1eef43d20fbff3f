package io.onerow.account;

import io.onerow.matching.KeyKind;
import io.onerow.matching.MatchKey;

/**
 * Where an account came from: a connection of the tenant, and the account's id there.
 * Unique within a tenant.
 */
public record AccountSource(String connectionId, String sourceId) {

	/** A connection id has no space. */
	MatchKey key() {
		return new MatchKey(KeyKind.SOURCE, this.connectionId + " " + this.sourceId);
	}

	static AccountSource of(String key) {
		int space = key.indexOf(' ');
		return new AccountSource(key.substring(0, space), key.substring(space + 1));
	}

}
