package io.onerow.security.issuer.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.onerow.tenant.TenantId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The table of OAuth clients, by the id that is unique among all tenants. */
@Entity
@Immutable
@Table(name = "oauth_client")
class OAuthClient {

	@Id
	private String clientId;

	private String tenantId;

	private String secretHash;

	private String[] scopes;

	private String[] redirectUris;

	private Instant createdAt;

	private @Nullable Instant revokedAt;

	private @Nullable String previousHash;

	private @Nullable Instant previousUntil;

	@SuppressWarnings("NullAway.Init")
	protected OAuthClient() {
	}

	boolean isOf(TenantId tenant) {
		return this.tenantId.equals(tenant.value());
	}

	boolean stands() {
		return this.revokedAt == null;
	}

	String clientId() {
		return this.clientId;
	}

	String tenantId() {
		return this.tenantId;
	}

	String secretHash() {
		return this.secretHash;
	}

	/** The secret before the last rotation, if it is still good. */
	Optional<String> previousHash(Instant now) {
		return (this.previousUntil != null && this.previousUntil.isAfter(now)) ? Optional.ofNullable(this.previousHash)
				: Optional.empty();
	}

	ClientInfo info() {
		return new ClientInfo(this.clientId, new TreeSet<>(scopes()), redirectUris(), this.createdAt, this.revokedAt,
				this.previousUntil);
	}

	Set<String> scopes() {
		return Set.of(this.scopes);
	}

	/** With none, nobody can log in for it. */
	List<String> redirectUris() {
		return List.of(this.redirectUris);
	}

}
