package io.onerow.security.issuer.grant;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

import org.springframework.data.domain.Persistable;

/** The table of what users have allowed clients; stored once, and changed by queries. */
@Entity
@Immutable
@Table(name = "oauth_grant")
class OAuthGrant implements Persistable<OAuthGrant.Key> {

	@EmbeddedId
	private Key id;

	private UUID userId;

	private String clientId;

	private String[] scopes;

	private String redirectUri;

	private String codeChallenge;

	private byte[] tokenHash;

	private boolean redeemed;

	private Instant expiresAt;

	@SuppressWarnings("NullAway.Init")
	protected OAuthGrant() {
	}

	/** One whose code was not redeemed. */
	OAuthGrant(GrantToken code, UUID user, Asked asked, Instant expiresAt) {
		this.id = Key.of(code);
		this.userId = user;
		this.clientId = asked.clientId();
		this.scopes = asked.scopes().toArray(String[]::new);
		this.redirectUri = asked.redirectUri();
		this.codeChallenge = asked.codeChallenge();
		this.tokenHash = code.hash();
		this.expiresAt = expiresAt;
	}

	@Override
	public Key getId() {
		return this.id;
	}

	/** What was read is not stored again. */
	@Override
	public boolean isNew() {
		return true;
	}

	UUID userId() {
		return this.userId;
	}

	Asked asked() {
		return new Asked(this.clientId, Set.of(this.scopes), this.redirectUri, this.codeChallenge);
	}

	/** Whether this is the one token that is good. */
	boolean isGood(GrantToken shown) {
		return MessageDigest.isEqual(this.tokenHash, shown.hash());
	}

	boolean isRedeemed() {
		return this.redeemed;
	}

	Instant expiresAt() {
		return this.expiresAt;
	}

	/** What the client asked the user for, and was given. */
	record Asked(String clientId, Set<String> scopes, String redirectUri, String codeChallenge) {

	}

	/** The primary key, tenant first. */
	@Embeddable
	record Key(@Column(name = "tenant_id") String tenantId, @Column(name = "grant_id") UUID grantId) {

		static Key of(GrantToken token) {
			return new Key(token.tenant().value(), token.grant());
		}

	}

}
