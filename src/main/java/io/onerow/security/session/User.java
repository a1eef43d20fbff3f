package io.onerow.security.session;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import io.onerow.tenant.TenantId;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A person of one tenant who may log in; the table of users, for reading. */
@Entity
@Immutable
@Table(name = "app_user")
class User {

	@EmbeddedId
	private Key id;

	private String emailKey;

	private String passwordHash;

	private String[] scopes;

	private @Nullable String role;

	private boolean enabled;

	private Instant createdAt;

	@SuppressWarnings("NullAway.Init")
	protected User() {
	}

	TenantId tenant() {
		return new TenantId(this.id.tenantId());
	}

	UUID id() {
		return this.id.userId();
	}

	String emailKey() {
		return this.emailKey;
	}

	String passwordHash() {
		return this.passwordHash;
	}

	/** Whether the user may log in. */
	boolean isEnabled() {
		return this.enabled;
	}

	/** Those of the role; of a user who has none, those that are stored. */
	Set<String> scopes() {
		return (this.role != null) ? Role.of(this.role).scopes() : Set.of(this.scopes);
	}

	UserInfo info() {
		return new UserInfo(id(), this.emailKey, this.role, new TreeSet<>(scopes()), this.enabled, this.createdAt);
	}

	Person toPerson() {
		return new Person(tenant(), id(), scopes());
	}

	/** The primary key, tenant first. */
	@Embeddable
	record Key(@Column(name = "tenant_id") String tenantId, @Column(name = "user_id") UUID userId) {
	}

}
