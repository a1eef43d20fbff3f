package io.onerow.account;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/**
 * The websites and domains by which accounts of a connection are found; several accounts
 * may have one. A row is written along with its account, and read by
 * {@link AccountFunctions}.
 */
@Entity
@Immutable
@Table(name = "account_key")
@SuppressWarnings("UnusedVariable")
class StoredAccountKey {

	@EmbeddedId
	private Key id;

	@SuppressWarnings("NullAway.Init")
	protected StoredAccountKey() {
	}

	/** The primary key, tenant first. */
	@Embeddable
	record Key(@Column(name = "tenant_id") String tenantId, @Column(name = "connection_id") String connectionId,
			@Column(name = "key") String key, @Column(name = "account_id") UUID accountId) {
	}

}
