package io.onerow.account;

import java.util.List;
import java.util.UUID;

import io.onerow.sync.ListLimits;
import io.onerow.sync.Order;
import io.onerow.sync.Position;
import io.onerow.sync.Reading;
import io.onerow.sync.Slice;
import io.onerow.tenant.Connection;
import io.onerow.tenant.TenantId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** By JDBC, because JPA would read more than is answered. */
class AccountListsJdbc implements AccountLists {

	private static final String OF_TENANT = """
			select %s
			from (
				select * from account where tenant_id = :tenant and account_id > :after order by account_id limit :size
			) as a
			cross join lateral jsonb_to_record(a.attributes) as short ("%s" jsonb, "%s" jsonb)
			order by account_id""".formatted(
			StoredAccount.COLUMNS.replace("attributes", "jsonb_strip_nulls(to_jsonb(short)) as attributes"),
			Account.CURRENCY, Account.BILLING_ADDRESS);

	private static final String SCOPE = "tenant_id = :tenant and connection_id = :connection";

	private static final String CREATED = Reading.created("account", StoredAccount.COLUMNS, "account_id", SCOPE);

	private static final String CHANGED = Reading.changed("account_changes", StoredAccount.COLUMNS, "account_id",
			":tenant, :connection");

	private static final String BY_ID = Reading.byId("account", StoredAccount.COLUMNS, "account_id", SCOPE);

	private final JdbcClient jdbc;

	private final ListLimits limits;

	AccountListsJdbc(JdbcClient jdbc, ListLimits limits) {
		this.jdbc = jdbc;
		this.limits = limits;
	}

	@Override
	public List<Account> read(TenantId tenant, UUID after, int size) {
		return this.jdbc.sql(OF_TENANT)
			.param("tenant", tenant.value())
			.param("after", after)
			.param("size", size)
			.query((row, number) -> StoredAccount.read(row))
			.list();
	}

	@Override
	public Slice<Account> read(Connection connection, Order order, Position start, int size) {
		StatementSpec statement = in(connection, (order == Order.CREATION) ? CREATED : CHANGED).param("whole",
				order == Order.FULL);
		return Reading.run(statement, start, size, this.limits, (row, number) -> StoredAccount.read(row),
				(account) -> account.position(order));
	}

	@Override
	public Slice<Account> read(Connection connection, List<UUID> ids) {
		return Reading.run(in(connection, BY_ID), ids, this.limits, (row, number) -> StoredAccount.read(row),
				Account::id);
	}

	private StatementSpec in(Connection connection, String sql) {
		return this.jdbc.sql(sql).param("tenant", connection.tenant().value()).param("connection", connection.id());
	}

}
