package io.onerow.idempotency;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The table of keys, whose rows are read and written by functions alone. */
@Entity
@Immutable
@Table(name = "idempotency_key")
@SuppressWarnings("UnusedVariable")
class StoredKey {

	@EmbeddedId
	private Id id;

	private byte[] requestHash;

	private String requestId;

	private String state;

	private UUID holder;

	private Instant leasedUntil;

	private Instant expiresAt;

	private @Nullable Integer status;

	private @Nullable String headers;

	private byte @Nullable [] body;

	@SuppressWarnings("NullAway.Init")
	protected StoredKey() {
	}

	/** The primary key, tenant first. */
	@Embeddable
	@SuppressWarnings("ArrayRecordComponent")
	record Id(@Column(name = "tenant_id") String tenantId, String client, byte[] keyHash) {
	}

}
