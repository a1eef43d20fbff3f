package io.onerow.account;

import java.util.Set;

import io.onerow.hash.Sha256;
import io.onerow.matching.KeyKind;
import io.onerow.matching.MatchKey;
import io.onerow.matching.WebsiteKey;
import org.jspecify.annotations.Nullable;

/**
 * The keys of websites ("w:...", or "w#" and a hash) and domains ("d:...") as they stand
 * in the index.
 */
final class AccountKeys {

	/** An index entry of PostgreSQL takes some 2,700 bytes. */
	private static final int LONGEST = 500;

	private static final String DOMAIN = "d:";

	private static final String WEBSITE = "w:";

	private AccountKeys() {
	}

	/** All keys of an account with that website: none, or two. */
	static Set<MatchKey> ofWebsite(@Nullable String website) {
		return (website != null)
				? WebsiteKey.of(website).map((key) -> Set.of(website(key), domain(key))).orElse(Set.of()) : Set.of();
	}

	static MatchKey website(WebsiteKey key) {
		return new MatchKey(KeyKind.WEBSITE,
				(key.value().length() <= LONGEST) ? WEBSITE + key.value() : "w#" + Sha256.hex(key.value()));
	}

	static MatchKey domain(WebsiteKey key) {
		return new MatchKey(KeyKind.DOMAIN, DOMAIN + key.host());
	}

	/** Reads a key of the index. */
	static MatchKey stored(String key) {
		return new MatchKey(key.startsWith(DOMAIN) ? KeyKind.DOMAIN : KeyKind.WEBSITE, key);
	}

	/** A key of the index as it would be made now; one that is a hash stays. */
	static MatchKey renewed(MatchKey key) {
		return key.value().startsWith(WEBSITE)
				? website(new WebsiteKey(key.value().substring(WEBSITE.length()), "").withoutTracking()) : key;
	}

	/** The host of a key that is a domain. */
	static String host(MatchKey domain) {
		return domain.value().substring(DOMAIN.length());
	}

}
