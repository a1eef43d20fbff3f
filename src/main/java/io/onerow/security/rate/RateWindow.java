package io.onerow.security.rate;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** The table of counted requests, whose rows are read and written by a function alone. */
@Entity
@Immutable
@Table(name = "rate_window")
@SuppressWarnings("UnusedVariable")
class RateWindow {

	@EmbeddedId
	private Id id;

	private long second;

	private Integer[] counts;

	@SuppressWarnings("NullAway.Init")
	protected RateWindow() {
	}

	/** The primary key, tenant first. */
	@Embeddable
	record Id(@Column(name = "tenant_id") String tenantId, String credential) {
	}

}
