package io.onerow.rekey;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** The table of duplicates, for reading. */
@Entity
@Immutable
@Table(name = "key_duplicate")
class StoredKeyDuplicate {

	@EmbeddedId
	private Key id;

	private String kind;

	private String scopeId;

	private String recordId;

	private String otherId;

	private String key;

	private Instant foundAt;

	@SuppressWarnings("NullAway.Init")
	protected StoredKeyDuplicate() {
	}

	KeyDuplicate toKeyDuplicate() {
		return new KeyDuplicate(this.id.duplicateId(), this.kind, this.scopeId, this.recordId, this.otherId, this.key,
				this.foundAt);
	}

	/** The primary key, tenant first. */
	@Embeddable
	record Key(@Column(name = "tenant_id") String tenantId, @Column(name = "duplicate_id") UUID duplicateId) {
	}

}
