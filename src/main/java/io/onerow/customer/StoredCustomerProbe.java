package io.onerow.customer;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/**
 * The index of evidence of customers: a row for each key of what is known of one. It is
 * written along with its customer, and read by {@link CustomerSources}.
 */
@Entity
@Immutable
@Table(name = "customer_probe")
@SuppressWarnings("UnusedVariable")
class StoredCustomerProbe {

	@EmbeddedId
	private Key id;

	private long home;

	@SuppressWarnings("NullAway.Init")
	protected StoredCustomerProbe() {
	}

	/** The primary key, tenant first. */
	@Embeddable
	record Key(@Column(name = "tenant_id") String tenantId, @Column(name = "key") long key,
			@Column(name = "customer_id") long customerId, @Column(name = "letters") long letters) {
	}

}
