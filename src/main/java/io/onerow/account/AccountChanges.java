package io.onerow.account;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

import io.onerow.upsert.AttributesPatch;
import io.onerow.upsert.Change;
import io.onerow.upsert.Withholding;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of an account.
 *
 * @param website any text; one that has no {@link io.onerow.matching.WebsiteKey} is
 * stored and never matched
 * @param source where it came from; without one it stays in its connection
 * @param told since when it is so at its source; null where that is not told of this one
 */
public record AccountChanges(Change<String> name, Change<String> website, Change<AccountSource> source,
		AttributesPatch attributes, @Nullable Instant told) {

	/** What is no attribute, but for the source: it is called by it, or found. */
	public static final Set<String> FIELDS = Set.of("name", "website");

	/** The same, which is so at its source since then; null if that is not told. */
	public AccountChanges told(@Nullable Instant at) {
		if (Objects.equals(at, this.told)) {
			return this;
		}
		return new AccountChanges(this.name, this.website, this.source, this.attributes, at);
	}

	/** What of it may be written. */
	AccountChanges without(Withholding others) {
		return new AccountChanges(others.of("name", this.name), others.of("website", this.website), this.source,
				others.of(this.attributes), this.told);
	}

	/** Of an account that is known by name, and may have come from somewhere. */
	public static AccountChanges ofName(Change<String> name, Change<AccountSource> source, AttributesPatch attributes) {
		return new AccountChanges(name, Change.keep(), source, attributes, null);
	}

	/** Of an account of which nothing but the name is known. */
	public static AccountChanges ofName(String name) {
		return ofName(Change.set(name), Change.keep(), AttributesPatch.NONE);
	}

	/** Of an account of a connection. */
	public static AccountChanges ofCard(Change<String> name, Change<String> website, AttributesPatch attributes) {
		return new AccountChanges(name, website, Change.keep(), attributes, null);
	}

}
