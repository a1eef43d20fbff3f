package io.onerow.fullsync;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** The table of what was sent for full syncs, which functions read and write. */
@Entity
@Immutable
@Table(name = "full_sync_sent")
@SuppressWarnings("UnusedVariable")
class StoredSentRecord {

	@EmbeddedId
	private Key id;

	@SuppressWarnings("NullAway.Init")
	protected StoredSentRecord() {
	}

	/** The primary key, tenant first. */
	@Embeddable
	record Key(@Column(name = "tenant_id") String tenantId, @Column(name = "sync_id") UUID syncId,
			@Column(name = "record_id") UUID recordId) {
	}

}
