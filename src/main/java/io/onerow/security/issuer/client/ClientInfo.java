package io.onerow.security.issuer.client;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * An OAuth client as its administrator sees it, which is without its secrets.
 *
 * @param revokedAt since when it gets no tokens; null if it does
 * @param previousSecretUntil until when the secret before the last rotation is good; null
 * if there was none
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ClientInfo(String clientId, SortedSet<String> scopes, List<String> redirectUris, Instant createdAt,
		@Nullable Instant revokedAt, @Nullable Instant previousSecretUntil) {

	ClientInfo revoked(Instant at) {
		return new ClientInfo(this.clientId, this.scopes, this.redirectUris, this.createdAt, at,
				this.previousSecretUntil);
	}

	ClientInfo rotated(Instant until) {
		return new ClientInfo(this.clientId, this.scopes, this.redirectUris, this.createdAt, this.revokedAt, until);
	}

	ClientInfo with(Set<String> changedScopes, List<String> changedUris) {
		return new ClientInfo(this.clientId, new TreeSet<>(changedScopes), changedUris, this.createdAt, this.revokedAt,
				this.previousSecretUntil);
	}

}
