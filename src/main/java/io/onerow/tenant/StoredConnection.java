package io.onerow.tenant;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The table of connections, for reading. */
@Entity
@Immutable
@Table(name = "connection")
class StoredConnection {

	@EmbeddedId
	private ConnectionId id;

	private String provider;

	private UUID directoryId;

	private @Nullable String customerId;

	private Instant createdAt;

	private @Nullable Instant updatedAt;

	@SuppressWarnings("NullAway.Init")
	protected StoredConnection() {
	}

	Connection toConnection() {
		return new Connection(new TenantId(this.id.tenantId()), this.id.connectionId(), Provider.of(this.provider),
				this.directoryId, this.customerId, this.createdAt,
				(this.updatedAt != null) ? this.updatedAt : this.createdAt);
	}

}
