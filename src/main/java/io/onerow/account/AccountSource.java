package io.onerow.account;

import io.onerow.matching.KeyKind;
import io.onerow.matching.MatchKey;

/**
 * Where an account came from, and its id there. Unique within a tenant.
 *
 * @param connectionId what the integration calls itself; where it is the id of a
 * connection, the account is one of that connection
 */
public record AccountSource(String connectionId, String sourceId) {

	/** No text that is sent has a NUL. */
	private static final char BETWEEN = 0;

	MatchKey key() {
		return new MatchKey(KeyKind.SOURCE, this.connectionId + BETWEEN + this.sourceId);
	}

	static AccountSource of(String key) {
		int between = key.indexOf(BETWEEN);
		return new AccountSource(key.substring(0, between), key.substring(between + 1));
	}

}
