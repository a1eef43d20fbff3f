package io.onerow.account;

import java.util.Set;

import io.onerow.hash.Sha256;
import io.onerow.matching.WebsiteKey;
import org.jspecify.annotations.Nullable;

/** The keys of websites and domains as they stand in the index. */
final class MatchKey {

	/** An index entry of PostgreSQL takes some 2,700 bytes. */
	private static final int LONGEST = 500;

	private MatchKey() {
	}

	/** All keys of an account with that website: none, or two. */
	static Set<String> ofWebsite(@Nullable String website) {
		return (website != null)
				? WebsiteKey.of(website).map((key) -> Set.of(website(key), domain(key))).orElse(Set.of()) : Set.of();
	}

	static String website(WebsiteKey key) {
		return (key.value().length() <= LONGEST) ? "w:" + key.value() : "w#" + Sha256.hex(key.value());
	}

	static String domain(WebsiteKey key) {
		return "d:" + key.host();
	}

}
