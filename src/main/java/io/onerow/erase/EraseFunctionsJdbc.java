package io.onerow.erase;

import java.sql.ResultSet;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import io.onerow.store.Binds;
import io.onerow.store.Columns;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.WriteContext;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** By JDBC; what it erases is in tables of others. */
@Component
class EraseFunctionsJdbc implements EraseFunctions {

	private static final String RECORD = Binds.call("state, requests, ids", "record_erase", 4);

	private static final String SHOWN = Binds.call("survivor_id", "contact_survivor", 2);

	private static final String ROWS = Binds.call("r", "tenant_rows", 2);

	private static final String TENANT = Binds.call("r", "tenant_erase", 4);

	private final JdbcTemplate jdbc;

	EraseFunctionsJdbc(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public Erased erase(TenantId tenant, UUID record, WriteContext by, Instant now) {
		Binds binds = Binds.of().text(tenant.value()).uuid(record).time(now).origin(by, null);
		return Objects.requireNonNull(this.jdbc.query(RECORD, binds, (ResultSet rows) -> {
			rows.next();
			return new Erased(rows.getString("state"), Columns.texts(rows, "requests"), Columns.texts(rows, "ids"));
		}));
	}

	@Override
	public UUID shown(TenantId tenant, UUID record) {
		return Objects.requireNonNull(this.jdbc.query(SHOWN, Binds.of().text(tenant.value()).uuid(record),
				(ResultSet rows) -> rows.next() ? rows.getObject(1, UUID.class) : record));
	}

	@Override
	public long rows(TenantId tenant, int most) {
		return Long.parseLong(ask(ROWS, Binds.of().text(tenant.value()).number(most)));
	}

	@Override
	public int erase(TenantId tenant, int size, WriteContext by, Instant now) {
		return Integer.parseInt(ask(TENANT, Binds.of().text(tenant.value()).number(size).time(now).origin(by, null)));
	}

	private String ask(String call, Binds binds) {
		return Objects.requireNonNull(this.jdbc.query(call, binds, (ResultSet rows) -> {
			rows.next();
			return rows.getString(1);
		}));
	}

}
