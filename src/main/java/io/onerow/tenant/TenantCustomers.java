package io.onerow.tenant;

import java.sql.Types;

import io.onerow.upsert.Change;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whom a tenant holds connections for: an id of the tenant's own, and any JSON. */
@Component
public class TenantCustomers {

	private final JdbcClient jdbc;

	TenantCustomers(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Creates or changes a customer; the metadata as it is then comes back.
	 * @param id 1 to 200 code points
	 * @param metadata JSON
	 */
	public @Nullable String upsert(TenantId tenant, String id, Change<String> metadata) {
		boolean keeps = metadata instanceof Change.Keep<String>;
		this.jdbc.sql("""
				insert into tenant_customer as stored (tenant_id, customer_id, metadata)
				values (:tenant, :id, cast(:metadata as jsonb))
				on conflict (tenant_id, customer_id) do update set metadata = excluded.metadata
				where not :keeps and stored.metadata is distinct from excluded.metadata""")
			.param("tenant", tenant.value())
			.param("id", id)
			.param("metadata", metadata.applyTo(null), Types.VARCHAR)
			.param("keeps", keeps)
			.update();
		return this.jdbc.sql("""
				select metadata from tenant_customer where tenant_id = :tenant and customer_id = :id""")
			.param("tenant", tenant.value())
			.param("id", id)
			.query((row, number) -> row.getString("metadata"))
			.list()
			.get(0);
	}

}
