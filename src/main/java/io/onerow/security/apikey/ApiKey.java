package io.onerow.security.apikey;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

import io.onerow.tenant.TenantId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The table of API keys, by the id that is unique among all tenants. */
@Entity
@Immutable
@Table(name = "api_key")
class ApiKey {

	@Id
	private String keyId;

	private String tenantId;

	private byte[] hash;

	private String[] scopes;

	private @Nullable String name;

	private Instant createdAt;

	private @Nullable Instant revokedAt;

	@SuppressWarnings("NullAway.Init")
	protected ApiKey() {
	}

	TenantId tenant() {
		return new TenantId(this.tenantId);
	}

	Holder holder() {
		return new Holder(this.keyId, tenant(), Set.of(this.scopes));
	}

	/**
	 * Whether it is the key of that hash, and not revoked. The id is public, so a search
	 * by it tells nothing; the rest is compared in constant time.
	 */
	boolean isGood(byte[] hash) {
		return MessageDigest.isEqual(this.hash, hash) && this.revokedAt == null;
	}

	byte[] hash() {
		return this.hash.clone();
	}

	ApiKeyInfo info() {
		return new ApiKeyInfo(this.keyId, this.name, new TreeSet<>(Set.of(this.scopes)), this.createdAt,
				this.revokedAt);
	}

	/** Whom a key stands for, and what it may do. */
	record Holder(String keyId, TenantId tenant, Set<String> scopes) {

	}

}
