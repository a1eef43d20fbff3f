package io.onerow.tenant;

import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The table of whom tenants hold connections for. */
@Entity
@Immutable
@Table(name = "tenant_customer")
class StoredTenantCustomer {

	@EmbeddedId
	@SuppressWarnings("UnusedVariable")
	private Key id;

	@Column(columnDefinition = "jsonb")
	private @Nullable String metadata;

	@SuppressWarnings("NullAway.Init")
	protected StoredTenantCustomer() {
	}

	Optional<String> metadata() {
		return Optional.ofNullable(this.metadata);
	}

	/** The primary key, tenant first. */
	@Embeddable
	record Key(String tenantId, String customerId) {
	}

}
