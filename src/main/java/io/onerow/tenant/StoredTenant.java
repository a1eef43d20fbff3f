package io.onerow.tenant;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The table of tenants, for reading. */
@Entity
@Immutable
@Table(name = "tenant")
class StoredTenant {

	@Id
	private String tenantId;

	private UUID companyBook;

	private String defaultLanguage;

	private Instant createdAt;

	private @Nullable Instant deletedAt;

	@SuppressWarnings("NullAway.Init")
	protected StoredTenant() {
	}

	boolean stands() {
		return this.deletedAt == null;
	}

	Tenant toTenant() {
		return new Tenant(new TenantId(this.tenantId), this.companyBook, this.defaultLanguage);
	}

	TenantInfo info() {
		return new TenantInfo(this.tenantId, this.defaultLanguage, this.createdAt, this.deletedAt);
	}

}
