package io.onerow.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

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
		return (key.value().length() <= LONGEST) ? "w:" + key.value() : "w#" + hash(key.value());
	}

	static String domain(WebsiteKey key) {
		return "d:" + key.host();
	}

	private static String hash(String text) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
