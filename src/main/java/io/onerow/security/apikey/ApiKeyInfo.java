package io.onerow.security.apikey;

import java.time.Instant;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * An API key as its administrator sees it, which is without the key.
 *
 * @param keyId the first 16 hexadecimal digits of its SHA-256
 * @param name what people call it
 * @param revokedAt since when it is refused; null if it is not
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ApiKeyInfo(String keyId, @Nullable String name, SortedSet<String> scopes, Instant createdAt,
		@Nullable Instant revokedAt) {

	ApiKeyInfo revoked(Instant at) {
		return new ApiKeyInfo(this.keyId, this.name, this.scopes, this.createdAt, at);
	}

	ApiKeyInfo with(@Nullable String changedName, Set<String> changedScopes) {
		return new ApiKeyInfo(this.keyId, changedName, new TreeSet<>(changedScopes), this.createdAt, this.revokedAt);
	}

	/** The name as queries take it. */
	String nameOrEmpty() {
		return (this.name != null) ? this.name : "";
	}

}
