package io.onerow.security.session;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The table of sessions, for reading. */
@Entity
@Immutable
@Table(name = "user_session")
class StoredSession {

	@EmbeddedId
	@SuppressWarnings("UnusedVariable")
	private Key id;

	@ManyToOne(fetch = FetchType.EAGER)
	@JoinColumn(name = "tenant_id", referencedColumnName = "tenant_id", insertable = false, updatable = false)
	@JoinColumn(name = "user_id", referencedColumnName = "user_id", insertable = false, updatable = false)
	private User user;

	private Instant expiresAt;

	private @Nullable Instant endsAt;

	@SuppressWarnings("NullAway.Init")
	protected StoredSession() {
	}

	Session toSession() {
		return new Session(this.user.tenant(), this.user.id(), this.user.scopes(), this.expiresAt, this.endsAt);
	}

	/** The primary key, tenant first. */
	@Embeddable
	@SuppressWarnings("ArrayRecordComponent")
	record Key(@Column(name = "tenant_id") String tenantId, byte[] tokenHash) {
	}

}
