package io.onerow.tenant;

import java.util.Optional;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.f4b6a3.uuid.UuidCreator;
import io.onerow.cache.Remembered;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The connections of the tenants. */
@Component
public class Connections {

	private static final int CAPACITY = 10_000;

	private final JdbcClient jdbc;

	/** A connection never changes once it is there. */
	private final Remembered<Key, Connection> known = new Remembered<>(Caffeine.newBuilder().maximumSize(CAPACITY));

	Connections(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Finds a connection of this tenant; another tenant's is as absent as an unknown one.
	 */
	public Optional<Connection> find(TenantId tenant, String id) {
		return this.known.find(new Key(tenant, id), () -> read(tenant, id));
	}

	private Optional<Connection> read(TenantId tenant, String id) {
		return this.jdbc.sql("""
				select provider, directory_id from connection
				where tenant_id = :tenant and connection_id = :id""")
			.param("tenant", tenant.value())
			.param("id", id)
			.query((row, number) -> new Connection(tenant, id, Provider.of(row.getString("provider")),
					row.getObject("directory_id", UUID.class)))
			.optional();
	}

	/**
	 * Answers the connection, created with an empty directory if it was unknown; the
	 * provider of an existing one stays.
	 */
	public Connection ensure(TenantId tenant, String id, Provider provider) {
		this.jdbc.sql("""
				with created as (
					insert into directory (tenant_id, directory_id, kind)
					select :tenant, :directory, 'connection'
					where not exists (select from connection where tenant_id = :tenant and connection_id = :id)
					returning directory_id
				)
				insert into connection (tenant_id, connection_id, provider, directory_id)
				select :tenant, :id, :provider, directory_id from created
				on conflict (tenant_id, connection_id) do nothing""")
			.param("tenant", tenant.value())
			.param("id", id)
			.param("provider", provider.stored())
			.param("directory", UuidCreator.getTimeOrderedEpoch())
			.update();
		return find(tenant, id).orElseThrow();
	}

	private record Key(TenantId tenant, String id) {

	}

}
