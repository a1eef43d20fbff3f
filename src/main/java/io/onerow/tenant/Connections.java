package io.onerow.tenant;

import java.util.Optional;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.f4b6a3.uuid.UuidCreator;
import io.onerow.cache.Remembered;

import org.springframework.stereotype.Component;

/** The connections of the tenants. */
@Component
public class Connections {

	private static final int CAPACITY = 10_000;

	private final ConnectionRepository connections;

	/** A connection never changes once it is there. */
	private final Remembered<ConnectionId, Connection> known = new Remembered<>(
			Caffeine.newBuilder().maximumSize(CAPACITY));

	Connections(ConnectionRepository connections) {
		this.connections = connections;
	}

	/**
	 * Finds a connection of this tenant; another tenant's is as absent as an unknown one.
	 */
	public Optional<Connection> find(TenantId tenant, String id) {
		return this.known.find(new ConnectionId(tenant.value(), id),
				() -> this.connections.findById(new ConnectionId(tenant.value(), id))
					.map(StoredConnection::toConnection));
	}

	/**
	 * Answers the connection, created with an empty directory if it was unknown; the
	 * provider of an existing one stays.
	 */
	public Connection ensure(TenantId tenant, String id, Provider provider) {
		this.connections.ensure(tenant.value(), id, provider.stored(), UuidCreator.getTimeOrderedEpoch());
		return find(tenant, id).orElseThrow();
	}

}
