package io.onerow.tenant;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.f4b6a3.uuid.UuidCreator;
import io.onerow.cache.Remembered;
import io.onerow.upsert.NotFound;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The connections of the tenants. One that was found is remembered for
 * {@link #REMEMBERED}; within that time one that another instance has deleted may still
 * be found, and has no contacts.
 */
@Component
public class Connections {

	static final Duration REMEMBERED = Duration.ofSeconds(60);

	private static final int CAPACITY = 10_000;

	private static final int DELETED_AT_ONCE = 1_000;

	private final ConnectionRepository connections;

	private final Remembered<ConnectionId, Connection> known = new Remembered<>(
			Caffeine.newBuilder().maximumSize(CAPACITY).expireAfterWrite(REMEMBERED));

	private final Clock clock;

	Connections(ConnectionRepository connections, Clock clock) {
		this.connections = connections;
		this.clock = clock;
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
	 * The connections of a tenant in order of creation.
	 * @param provider null for any
	 * @param customer whom they are held for; null for anybody
	 * @param passed how many to leave out at the beginning
	 */
	public List<Connection> list(TenantId tenant, @Nullable Provider provider, @Nullable String customer, int size,
			int passed) {
		return this.connections
			.find(tenant.value(), (provider != null) ? provider.word() : "", (customer != null) ? customer : "", size,
					passed)
			.stream()
			.map(StoredConnection::toConnection)
			.toList();
	}

	/**
	 * Answers the connection, created with an empty directory if it was unknown; the
	 * provider of an existing one stays.
	 */
	public Connection ensure(TenantId tenant, String id, Provider provider) {
		this.connections.ensure(tenant.value(), id, provider.word(), "", UuidCreator.getTimeOrderedEpoch());
		return find(tenant, id).orElseThrow();
	}

	/**
	 * Creates a connection, under an id that no other has had.
	 * @param customer whom it is held for, 1 to 200 code points
	 */
	public Connection create(TenantId tenant, Provider provider, @Nullable String customer) {
		String id = "conn_" + provider.word() + "_" + UuidCreator.getTimeOrderedEpoch().toString().replace("-", "");
		this.connections.ensure(tenant.value(), id, provider.word(), (customer != null) ? customer : "",
				UuidCreator.getTimeOrderedEpoch());
		return find(tenant, id).orElseThrow();
	}

	/**
	 * Deletes a connection with its contacts. Its accounts, which other wires see too,
	 * stay.
	 * @throws NotFound if there is no such connection of the tenant
	 */
	public void delete(TenantId tenant, String id) {
		String state = deleteSome(tenant, id);
		if (state.equals("unknown")) {
			throw new NotFound("connection");
		}
		while (state.equals("more")) {
			state = deleteSome(tenant, id);
		}
		this.known.forget(new ConnectionId(tenant.value(), id));
	}

	private String deleteSome(TenantId tenant, String id) {
		return this.connections.delete(tenant.value(), id, DELETED_AT_ONCE, this.clock.instant(),
				WriteContext.current().origin(null));
	}

}
