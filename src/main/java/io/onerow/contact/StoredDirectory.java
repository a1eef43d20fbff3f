package io.onerow.contact;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/**
 * The table of directories: each set of contacts among which an upsert looks. A directory
 * is written along with the tenant, the connection or the account whose contacts it has.
 */
@Entity
@Immutable
@Table(name = "directory")
@SuppressWarnings("UnusedVariable")
class StoredDirectory {

	@EmbeddedId
	private Key id;

	private String kind;

	@SuppressWarnings("NullAway.Init")
	protected StoredDirectory() {
	}

	/** The primary key, tenant first. */
	@Embeddable
	record Key(@Column(name = "tenant_id") String tenantId, @Column(name = "directory_id") UUID directoryId) {
	}

}
