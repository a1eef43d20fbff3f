package io.onerow.fullsync;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** The table of records that are marked as missing, which functions read and write. */
@Entity
@Immutable
@Table(name = "missing_mark")
@SuppressWarnings("UnusedVariable")
class StoredMissingMark {

	@EmbeddedId
	private Key id;

	private String kind;

	private String owner;

	private UUID syncId;

	private Instant since;

	@SuppressWarnings("NullAway.Init")
	protected StoredMissingMark() {
	}

	/** The primary key, tenant first. */
	@Embeddable
	record Key(@Column(name = "tenant_id") String tenantId, @Column(name = "record_id") UUID recordId) {
	}

}
