package io.onerow.contact;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/**
 * With which names addresses and phones were seen. It is written along with its contact,
 * and counted there.
 */
@Entity
@Immutable
@Table(name = "contact_value_name")
@SuppressWarnings("UnusedVariable")
class StoredContactValueName {

	@EmbeddedId
	private Key id;

	@SuppressWarnings("NullAway.Init")
	protected StoredContactValueName() {
	}

	/** The primary key, tenant first. */
	@Embeddable
	record Key(@Column(name = "tenant_id") String tenantId, @Column(name = "directory_id") UUID directoryId,
			@Column(name = "kind") String kind, @Column(name = "value") String value,
			@Column(name = "name_key") String nameKey, @Column(name = "contact_id") UUID contactId) {
	}

}
