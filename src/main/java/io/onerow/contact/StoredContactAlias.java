package io.onerow.contact;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/**
 * The aliases of contacts. They are written along with their contact, and read by
 * {@link ContactFunctions}.
 */
@Entity
@Immutable
@Table(name = "contact_alias")
@SuppressWarnings("UnusedVariable")
class StoredContactAlias {

	@EmbeddedId
	private Key id;

	private long version;

	private Instant at;

	@SuppressWarnings("NullAway.Init")
	protected StoredContactAlias() {
	}

	/** The primary key, tenant first. */
	@Embeddable
	record Key(@Column(name = "tenant_id") String tenantId, @Column(name = "directory_id") UUID directoryId,
			@Column(name = "kind") String kind, @Column(name = "value") String value,
			@Column(name = "contact_id") UUID contactId) {
	}

}
