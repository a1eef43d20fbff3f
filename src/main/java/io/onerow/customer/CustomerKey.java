package io.onerow.customer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import io.onerow.matching.KeyKind;
import io.onerow.matching.MatchKey;
import io.onerow.matching.Text;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.KeyLocks;

/**
 * What a source calls a customer; with a language it is the identity of one record. Both
 * are compared as text, trimmed, else exactly.
 */
public record CustomerKey(String source, String sourceId) implements Comparable<CustomerKey> {

	private static final char SEPARATOR = 1;

	public CustomerKey {
		source = Text.trimmed(source);
		sourceId = Text.trimmed(sourceId);
	}

	/** That of all languages. */
	MatchKey inAnyLanguage() {
		return new MatchKey(KeyKind.SOURCE, text());
	}

	MatchKey in(String language) {
		return new MatchKey(KeyKind.IDENTITY, text() + SEPARATOR + language);
	}

	/** That of the language that a record without one takes. */
	MatchKey inFirstLanguage() {
		return new MatchKey(KeyKind.DEFAULTED, text());
	}

	/** The advisory lock of whoever gives the key to a customer. */
	long lock(TenantId tenant) {
		return lock(tenant, inAnyLanguage());
	}

	/** The advisory lock of whoever gives a stored customer another parent. */
	static long familyLock(TenantId tenant) {
		return lock(tenant, new MatchKey(KeyKind.ID, "parent"));
	}

	/** Within which the locks of customers mean something. */
	static UUID scope(TenantId tenant) {
		return UUID.nameUUIDFromBytes(tenant.value().getBytes(StandardCharsets.UTF_8));
	}

	private static long lock(TenantId tenant, MatchKey key) {
		return KeyLocks.of(scope(tenant), List.of(key), List.of(), null).keys()[0];
	}

	private String text() {
		return this.source + SEPARATOR + this.sourceId;
	}

	@Override
	public int compareTo(CustomerKey other) {
		int bySource = this.source.compareTo(other.source);
		return (bySource != 0) ? bySource : this.sourceId.compareTo(other.sourceId);
	}

}
