package io.onerow.account;

import io.onerow.upsert.AttributesPatch;
import io.onerow.upsert.Change;

/**
 * What a client says of an account.
 *
 * @param website any text; one that has no {@link io.onerow.matching.WebsiteKey} is
 * stored and never matched
 * @param source where it came from; without one it stays in its connection
 */
public record AccountChanges(Change<String> name, Change<String> website, Change<AccountSource> source,
		AttributesPatch attributes) {

	/** Of an account that is known by name, and may have come from somewhere. */
	public static AccountChanges ofName(Change<String> name, Change<AccountSource> source) {
		return new AccountChanges(name, Change.keep(), source, AttributesPatch.NONE);
	}

	/** Of an account of a connection. */
	public static AccountChanges ofCard(Change<String> name, Change<String> website, AttributesPatch attributes) {
		return new AccountChanges(name, website, Change.keep(), attributes);
	}

}
