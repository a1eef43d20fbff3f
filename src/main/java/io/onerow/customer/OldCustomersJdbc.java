package io.onerow.customer;

import java.sql.ResultSet;
import java.util.List;
import java.util.Objects;

import io.onerow.store.Binds;
import io.onerow.tenant.TenantId;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/** By JDBC, as the functions of customers are. */
class OldCustomersJdbc implements OldCustomers {

	private static final String NEXT = """
			select customer_id, version, source, source_id from customer
			where tenant_id = ? and customer_id > ? order by customer_id limit ?""";

	private static final String RENEW = Binds.call("r", "customer_rekey", 6);

	private final JdbcTemplate jdbc;

	OldCustomersJdbc(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public List<OldCustomer> readAfter(TenantId tenant, long after, int size) {
		return this.jdbc.query(NEXT, Binds.of().text(tenant.value()).number(Long.valueOf(after)).number(size),
				(row, number) -> new OldCustomer(row.getLong("customer_id"), row.getLong("version"),
						row.getString("source"), row.getString("source_id")));
	}

	@Override
	public boolean renew(TenantId tenant, OldCustomer customer) {
		Binds binds = Binds.of()
			.text(tenant.value())
			.number(Long.valueOf(customer.id()))
			.number(Long.valueOf(customer.version()))
			.text(customer.key().source())
			.text(customer.key().sourceId())
			.number(Long.valueOf(customer.key().lock(tenant)));
		try {
			return Objects
				.requireNonNull(this.jdbc.query(RENEW, binds, (ResultSet rows) -> rows.next() && rows.getBoolean(1)));
		}
		catch (DuplicateKeyException ex) {
			// given to another in this very moment, which the next look tells
			return false;
		}
	}

}
