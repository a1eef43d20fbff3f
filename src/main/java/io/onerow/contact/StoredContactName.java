package io.onerow.contact;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/**
 * The name index: a row for each key of a contact's name. It is written along with its
 * contact, and read by {@link ContactFunctions}.
 */
@Entity
@Immutable
@Table(name = "contact_name")
@SuppressWarnings("UnusedVariable")
class StoredContactName {

	@EmbeddedId
	private Key id;

	private String nameKey;

	private long letters;

	@SuppressWarnings("NullAway.Init")
	protected StoredContactName() {
	}

	/** The primary key, tenant first. */
	@Embeddable
	record Key(@Column(name = "tenant_id") String tenantId, @Column(name = "directory_id") UUID directoryId,
			@Column(name = "key") long key, @Column(name = "contact_id") UUID contactId) {
	}

}
