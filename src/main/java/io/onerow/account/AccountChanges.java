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
	public static AccountChanges ofName(Change<String> name, Change<AccountSource> source, AttributesPatch attributes) {
		return new AccountChanges(name, Change.keep(), source, attributes);
	}

	/** Of an account of which nothing but the name is known. */
	public static AccountChanges ofName(String name) {
		return ofName(Change.set(name), Change.keep(), AttributesPatch.NONE);
	}

	/** Of an account of a connection. */
	public static AccountChanges ofCard(Change<String> name, Change<String> website, AttributesPatch attributes) {
		return new AccountChanges(name, website, Change.keep(), attributes);
	}

}
