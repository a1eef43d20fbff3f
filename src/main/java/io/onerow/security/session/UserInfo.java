package io.onerow.security.session;

import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A user as the administrator sees it, which is without the password.
 *
 * @param email in the form in which addresses are compared
 * @param role null for one who was created at start, before any was given
 * @param scopes which a token that is granted for the user can have
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record UserInfo(UUID userId, String email, @Nullable String role, SortedSet<String> scopes, boolean enabled,
		Instant createdAt) {

	UserInfo with(Role changed) {
		return new UserInfo(this.userId, this.email, changed.word(), new TreeSet<>(changed.scopes()), this.enabled,
				this.createdAt);
	}

	UserInfo enabled(boolean changed) {
		return new UserInfo(this.userId, this.email, this.role, this.scopes, changed, this.createdAt);
	}

	/** The role as queries take it. */
	String roleOrEmpty() {
		return (this.role != null) ? this.role : "";
	}

	/** The scopes likewise. */
	String spacedScopes() {
		return String.join(" ", this.scopes);
	}

}
