package io.onerow.undo;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/**
 * The table of names that contacts are not meant by. It is written when an upsert by name
 * is undone, and asked by the next one.
 */
@Entity
@Immutable
@Table(name = "contact_different")
@SuppressWarnings("UnusedVariable")
class StoredDifference {

	@EmbeddedId
	private Key id;

	@SuppressWarnings("NullAway.Init")
	protected StoredDifference() {
	}

	/** The primary key, tenant first. */
	@Embeddable
	record Key(@Column(name = "tenant_id") String tenantId, @Column(name = "directory_id") UUID directoryId,
			@Column(name = "contact_id") UUID contactId, @Column(name = "name_key") String nameKey) {
	}

}
