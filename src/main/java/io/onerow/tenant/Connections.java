package io.onerow.tenant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

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

	/** As the table has it. */
	private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

	private final ConnectionRepository connections;

	private final Remembered<ConnectionId, Connection> known = new Remembered<>(
			Caffeine.newBuilder().maximumSize(CAPACITY).expireAfterWrite(REMEMBERED));

	private final Clock clock;

	Connections(ConnectionRepository connections, Clock clock) {
		this.connections = connections;
		this.clock = clock;
	}

	/** Whether some connection could have this id. */
	public static boolean isId(String text) {
		return ID.matcher(text).matches();
	}

	/**
	 * Finds a connection of this tenant; another tenant's is as absent as an unknown one.
	 */
	public Optional<Connection> find(TenantId tenant, String id) {
		ConnectionId key = new ConnectionId(tenant.value(), id);
		// a dry run sees connections that never come to be
		return WriteContext.current().isDryRun() ? look(key) : this.known.find(key, () -> look(key));
	}

	/**
	 * The same of which somebody has sent the id, whatever text that is.
	 * @throws NotFound if there is none
	 */
	public Connection get(TenantId tenant, String id) {
		// text that could not be an id could not be stored or echoed either
		return Optional.of(id)
			.filter(Connections::isId)
			.flatMap((text) -> find(tenant, text))
			.orElseThrow(() -> new NotFound("connection"));
	}

	/** The same as it is stored now, whatever this instance remembers. */
	public Optional<Connection> stored(TenantId tenant, String id) {
		return look(new ConnectionId(tenant.value(), id));
	}

	private Optional<Connection> look(ConnectionId id) {
		return this.connections.findById(id).map(StoredConnection::toConnection);
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
	 * Creates a connection; false if the tenant has one of that id.
	 * @param customer whom it is held for, 1 to 200 code points
	 */
	public boolean create(TenantId tenant, String id, Provider provider, @Nullable String customer) {
		return this.connections.ensure(tenant.value(), id, provider.word(), (customer != null) ? customer : "",
				UuidCreator.getTimeOrderedEpoch());
	}

	/** An id that no other has had. */
	public static String newId(Provider provider) {
		return "conn_" + provider.word() + "_" + UuidCreator.getTimeOrderedEpoch().toString().replace("-", "");
	}

	/** The connections of a tenant after one, by id. */
	public List<Connection> page(TenantId tenant, String after, int size) {
		return this.connections.page(tenant.value(), after, size).stream().map(StoredConnection::toConnection).toList();
	}

	/**
	 * A connection as it is stored now; it stays so until the end of the transaction,
	 * without which this throws.
	 */
	public Optional<Connection> lock(TenantId tenant, String id) {
		return this.connections.lock(tenant.value(), id).map(StoredConnection::toConnection);
	}

	/** Stores whom it is held for. */
	public void change(TenantId tenant, String id, @Nullable String customer, Instant now) {
		this.connections.change(tenant.value(), id, (customer != null) ? customer : "", now);
	}

	/** Deletes a connection that has no contacts and no accounts; false if it has. */
	public boolean remove(TenantId tenant, String id) {
		return !this.connections.remove(tenant.value(), id).equals("used");
	}

	/**
	 * Deletes a connection with its contacts, or some of these; its accounts, which other
	 * wires see too, stay. Says whether it is to be called again.
	 * @throws NotFound if there is no such connection of the tenant
	 */
	public boolean deleteSome(TenantId tenant, String id) {
		String state = this.connections.delete(tenant.value(), id, DELETED_AT_ONCE, this.clock.instant(),
				WriteContext.current().origin(null));
		if (state.equals("unknown")) {
			throw new NotFound("connection");
		}
		return state.equals("more");
	}

	/** It is looked up again, as it has changed or is gone. */
	public void forget(TenantId tenant, String id) {
		this.known.forget(new ConnectionId(tenant.value(), id));
	}

}
