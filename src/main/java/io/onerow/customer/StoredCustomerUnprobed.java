package io.onerow.customer;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/**
 * The customers that an undo has written: they get their rows in the index of evidence
 * before anybody looks into it.
 */
@Entity
@Immutable
@Table(name = "customer_unprobed")
@SuppressWarnings("UnusedVariable")
class StoredCustomerUnprobed {

	@EmbeddedId
	private CustomerId id;

	@SuppressWarnings("NullAway.Init")
	protected StoredCustomerUnprobed() {
	}

}
