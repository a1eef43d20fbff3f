package io.onerow.merge;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The table of merges, which its functions write and read. */
@Entity
@Immutable
@Table(name = "contact_merge")
@SuppressWarnings("UnusedVariable")
class StoredMerge {

	@EmbeddedId
	private Key id;

	private UUID directoryId;

	private UUID survivorId;

	private UUID mergedId;

	private Instant mergedAt;

	private String client;

	private @Nullable Instant undoneAt;

	@SuppressWarnings("NullAway.Init")
	protected StoredMerge() {
	}

	Merge toMerge() {
		return new Merge(this.id.mergeId(), this.survivorId, this.mergedId, this.client, this.mergedAt, this.undoneAt);
	}

	/** The primary key, tenant first. */
	@Embeddable
	record Key(@Column(name = "tenant_id") String tenantId, @Column(name = "merge_id") UUID mergeId) {
	}

}
