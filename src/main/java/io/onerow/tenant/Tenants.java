package io.onerow.tenant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;

import com.github.f4b6a3.uuid.UuidCreator;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tenants that this service knows. */
@Component
public class Tenants {

	private final JdbcClient jdbc;

	Tenants(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Throws {@link NoSuchElementException} for an unknown tenant. */
	public Tenant get(TenantId id) {
		return find(id).orElseThrow(() -> new NoSuchElementException("Unknown tenant"));
	}

	public Optional<Tenant> find(TenantId id) {
		return this.jdbc.sql("select tenant_id, company_book, default_language from tenant where tenant_id = :id")
			.param("id", id.value())
			.query(Tenants::tenant)
			.optional();
	}

	/** Answers the tenant, created with an empty company book if it was unknown. */
	public Tenant ensure(TenantId id) {
		this.jdbc.sql("""
				with created as (
					insert into tenant (tenant_id, company_book) values (:id, :book)
					on conflict (tenant_id) do nothing
					returning tenant_id, company_book
				)
				insert into directory (tenant_id, directory_id, kind)
				select tenant_id, company_book, 'company_book' from created""")
			.param("id", id.value())
			.param("book", UuidCreator.getTimeOrderedEpoch())
			.update();
		return get(id);
	}

	private static Tenant tenant(ResultSet row, int number) throws SQLException {
		return new Tenant(new TenantId(row.getString("tenant_id")), row.getObject("company_book", UUID.class),
				row.getString("default_language"));
	}

}
