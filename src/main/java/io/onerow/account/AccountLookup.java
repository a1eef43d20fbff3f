package io.onerow.account;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.onerow.matching.WebsiteKey;
import io.onerow.tenant.Provider;

/**
 * The websites or domains by any of which an upsert looks for its account.
 *
 * @param values at least one, each with a {@link WebsiteKey}; an account that is created
 * gets the first
 */
public record AccountLookup(By by, List<String> values) {

	/** What of an account is compared. */
	public enum By {

		DOMAIN, WEBSITE;

		/** Whether accounts of that kind of system can be matched by this. */
		public boolean isTakenBy(Provider provider) {
			return this == WEBSITE || provider != Provider.SALESFORCE;
		}

	}

	public AccountLookup {
		values = List.copyOf(values);
	}

	/** The keys that match, in the order of the values. */
	Set<String> keys() {
		Set<String> keys = new LinkedHashSet<>();
		for (String value : this.values) {
			WebsiteKey key = WebsiteKey.of(value).orElseThrow();
			keys.add((this.by == By.DOMAIN) ? MatchKey.domain(key) : MatchKey.website(key));
		}
		return keys;
	}

}
