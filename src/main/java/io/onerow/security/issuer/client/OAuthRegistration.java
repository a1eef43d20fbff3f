package io.onerow.security.issuer.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Persistable;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** The table of applications that registered themselves; they belong to no tenant. */
@Entity
@Immutable
@Table(name = "oauth_registration")
class OAuthRegistration implements Persistable<String> {

	@Id
	private String clientId;

	private String name;

	private @Nullable String secretHash;

	private String[] redirectUris;

	private String[] scopes;

	@SuppressWarnings("UnusedVariable")
	private Instant createdAt;

	@SuppressWarnings("UnusedVariable")
	private boolean used;

	@SuppressWarnings("NullAway.Init")
	protected OAuthRegistration() {
	}

	OAuthRegistration(RegisteredClient client, Instant createdAt) {
		this.clientId = client.getClientId();
		this.name = client.getClientName();
		this.secretHash = client.getClientSecret();
		this.redirectUris = client.getRedirectUris().toArray(String[]::new);
		this.scopes = client.getScopes().toArray(String[]::new);
		this.createdAt = createdAt;
	}

	@Override
	public String getId() {
		return this.clientId;
	}

	/** What was read is not stored again. */
	@Override
	public boolean isNew() {
		return true;
	}

	String clientId() {
		return this.clientId;
	}

	String name() {
		return this.name;
	}

	Optional<String> secretHash() {
		return Optional.ofNullable(this.secretHash);
	}

	List<String> redirectUris() {
		return List.of(this.redirectUris);
	}

	Set<String> scopes() {
		return Set.of(this.scopes);
	}

}
