package io.onerow.audit;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The table of what administrators have changed, for reading. */
@Entity
@Immutable
@Table(name = "admin_audit")
class StoredAuditEntry {

	@EmbeddedId
	private Key id;

	private Instant at;

	private String client;

	private String requestId;

	private String action;

	private String kind;

	private String subject;

	@Column(columnDefinition = "jsonb")
	private @Nullable String before;

	@Column(columnDefinition = "jsonb")
	private @Nullable String after;

	@SuppressWarnings("NullAway.Init")
	protected StoredAuditEntry() {
	}

	AuditEntry toEntry() {
		return new AuditEntry(this.id.auditId(), this.at, this.client, this.requestId, this.action, this.kind,
				this.subject, this.before, this.after);
	}

	/** The primary key, tenant first. */
	@Embeddable
	record Key(@Column(name = "tenant_id") String tenantId, @Column(name = "audit_id") UUID auditId) {

	}

}
