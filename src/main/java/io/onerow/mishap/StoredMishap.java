package io.onerow.mishap;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** The table of mishaps, which is read and written by its fragment alone. */
@Entity
@Immutable
@Table(name = "mishap")
@SuppressWarnings("UnusedVariable")
class StoredMishap {

	@EmbeddedId
	private Key id;

	private long times;

	@SuppressWarnings("NullAway.Init")
	protected StoredMishap() {
	}

	/** The primary key, tenant first. */
	@Embeddable
	record Key(@Column(name = "tenant_id") String tenantId, @Column(name = "minute") Instant minute,
			@Column(name = "wire") String wire, @Column(name = "what") String what) {
	}

}
