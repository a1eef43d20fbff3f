package io.onerow.security.session;

import java.util.Set;
import java.util.UUID;

import io.onerow.tenant.TenantId;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

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

	Set<String> scopes() {
		return Set.of(this.scopes);
	}

	Person toPerson() {
		return new Person(tenant(), id(), scopes());
	}

	/** The primary key, tenant first. */
	@Embeddable
	record Key(@Column(name = "tenant_id") String tenantId, @Column(name = "user_id") UUID userId) {
	}

}
