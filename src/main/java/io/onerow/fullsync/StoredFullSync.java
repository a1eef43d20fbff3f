package io.onerow.fullsync;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The table of full syncs, which is read and written by its fragment and its queries. */
@Entity
@Immutable
@Table(name = "full_sync")
@SuppressWarnings("UnusedVariable")
class StoredFullSync {

	@EmbeddedId
	private Key id;

	private String kind;

	private String owner;

	private String client;

	private String state;

	private @Nullable String missing;

	private @Nullable Long total;

	private @Nullable UUID job;

	@Column(columnDefinition = "jsonb")
	private @Nullable String undone;

	private Instant openedAt;

	private @Nullable Instant closedAt;

	@SuppressWarnings("NullAway.Init")
	protected StoredFullSync() {
	}

	/** The primary key, tenant first. */
	@Embeddable
	record Key(@Column(name = "tenant_id") String tenantId, @Column(name = "sync_id") UUID syncId) {
	}

}
