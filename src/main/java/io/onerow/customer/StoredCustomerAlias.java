package io.onerow.customer;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/**
 * What other sources call a customer. It is written along with its customer, and read by
 * {@link CustomerSources}.
 */
@Entity
@Immutable
@Table(name = "customer_alias")
@SuppressWarnings("UnusedVariable")
class StoredCustomerAlias {

	@EmbeddedId
	private Key id;

	private long version;

	private Instant at;

	private boolean denied;

	@SuppressWarnings("NullAway.Init")
	protected StoredCustomerAlias() {
	}

	/** The primary key, tenant first. */
	@Embeddable
	record Key(@Column(name = "tenant_id") String tenantId, @Column(name = "source") String source,
			@Column(name = "source_id") String sourceId, @Column(name = "customer_id") long customerId) {
	}

}
