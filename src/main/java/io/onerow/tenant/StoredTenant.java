package io.onerow.tenant;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** The table of tenants, for reading. */
@Entity
@Immutable
@Table(name = "tenant")
class StoredTenant {

	@Id
	private String tenantId;

	private UUID companyBook;

	private String defaultLanguage;

	@SuppressWarnings("NullAway.Init")
	protected StoredTenant() {
	}

	Tenant toTenant() {
		return new Tenant(new TenantId(this.tenantId), this.companyBook, this.defaultLanguage);
	}

}
