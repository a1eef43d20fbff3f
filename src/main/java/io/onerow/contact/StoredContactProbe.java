package io.onerow.contact;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/**
 * The index of evidence: a row for each key of what is known of a contact. It is written
 * along with its contact, and read by {@link ContactFunctions}.
 */
@Entity
@Immutable
@Table(name = "contact_probe")
@SuppressWarnings("UnusedVariable")
class StoredContactProbe {

	@EmbeddedId
	private Key id;

	private long home;

	@SuppressWarnings("NullAway.Init")
	protected StoredContactProbe() {
	}

	/** The primary key, tenant first. */
	@Embeddable
	record Key(@Column(name = "tenant_id") String tenantId, @Column(name = "directory_id") UUID directoryId,
			@Column(name = "key") long key, @Column(name = "contact_id") UUID contactId,
			@Column(name = "letters") long letters) {
	}

}
