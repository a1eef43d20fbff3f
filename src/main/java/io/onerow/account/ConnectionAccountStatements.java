package io.onerow.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.onerow.sync.ListLimits;
import io.onerow.sync.Order;
import io.onerow.sync.Position;
import io.onerow.sync.Reading;
import io.onerow.sync.Slice;
import io.onerow.tenant.Connection;
import io.onerow.upsert.Attributes;
import io.onerow.upsert.RacedException;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * The statements on the accounts of a connection. Each is one round trip and a
 * transaction of its own.
 */
@Repository
class ConnectionAccountStatements {

	private static final String COLUMNS = """
			account_id, name, website, attributes, remembered_keys, version, created_at, updated_at,
				cast(cast(changed_xid as text) as bigint) as change""";

	private static final String SCOPE = "tenant_id = :tenant and connection_id = :connection";

	private static final String SELECT = "select " + COLUMNS + " from account where " + SCOPE + " ";

	private static final String FIND_BY_KEYS = SELECT + """
			and account_id in (
				select account_id from account_key
				where tenant_id = :tenant and connection_id = :connection and key = any (:keys)
			)""";

	private static final String FIND_BY_ID = SELECT + "and account_id = :accountId";

	private static final String READ_BY_IDS = Reading.byId("account", COLUMNS, "account_id", SCOPE);

	private static final String CREATED = Reading.of("account", COLUMNS, "account_id", SCOPE, Order.CREATION);

	private static final String CHANGED = Reading.of("account", COLUMNS, "account_id", SCOPE, Order.CHANGE);

	private static final String GUARD = """
			with guard as materialized (
				select account_key_unseen(:tenant, :connection, :locks, :exclusive, :keys, :seen) as unseen
			)""";

	private static final String INSERT = GUARD
			+ """
					, book as (
						insert into directory (tenant_id, directory_id, kind)
						select :tenant, :accountId, 'account' from guard where not unseen
						returning directory_id
					)
					insert into account (tenant_id, account_id, connection_id, name, website, domain, attributes, remembered_keys,
						match_keys, version, created_at, updated_at)
					select :tenant, directory_id, :connection, :name, :website, :domain, cast(:attributes as jsonb),
						:remembered, :matchKeys, 1, :now, :now
					from book""";

	private static final String UPDATE = GUARD + """
			update account set name = :name, website = :website, domain = :domain,
				attributes = cast(:attributes as jsonb), remembered_keys = :remembered, match_keys = :matchKeys,
				version = version + 1, updated_at = :now
			where tenant_id = :tenant and connection_id = :connection and account_id = :accountId
				and version = :version and not (select unseen from guard)""";

	private final JdbcClient jdbc;

	private final ListLimits limits;

	ConnectionAccountStatements(JdbcClient jdbc, ListLimits limits) {
		this.jdbc = jdbc;
		this.limits = limits;
	}

	/** The accounts that have one of the keys, each once. */
	List<StoredAccount> find(Connection connection, Set<String> keys) {
		return in(connection, FIND_BY_KEYS).param("keys", keys.toArray(String[]::new))
			.query(ConnectionAccountStatements::stored)
			.list();
	}

	Optional<StoredAccount> find(Connection connection, UUID id) {
		return in(connection, FIND_BY_ID).param("accountId", id).query(ConnectionAccountStatements::stored).optional();
	}

	/** The accounts with these ids, in that order, until they are many bytes. */
	Slice<StoredAccount> read(Connection connection, List<UUID> ids) {
		return Reading.run(in(connection, READ_BY_IDS), ids, this.limits, ConnectionAccountStatements::stored,
				(account) -> account.card().id());
	}

	/** The accounts after a position, until they are so many, or many bytes. */
	Slice<StoredAccount> read(Connection connection, Order order, Position start, int size) {
		return Reading.run(in(connection, (order == Order.CHANGE) ? CHANGED : CREATED), start, size, this.limits,
				ConnectionAccountStatements::stored, (account) -> account.position(order));
	}

	long count(Connection connection) {
		return in(connection, "select count(*) from account where tenant_id = :tenant and connection_id = :connection")
			.query(Long.class)
			.single();
	}

	/**
	 * Creates the account, with an empty directory.
	 * @throws RacedException if another account has come under the guarded keys
	 */
	void insert(Connection connection, StoredAccount account, AccountKeyGuard guard) {
		write(bind(in(connection, INSERT), account, guard));
	}

	/**
	 * Stores the account as it is now.
	 * @throws RacedException if it is no longer what was read, or another account has
	 * come under the guarded keys
	 */
	void update(Connection connection, StoredAccount account, AccountKeyGuard guard) {
		write(bind(in(connection, UPDATE), account, guard).param("version", account.version()));
	}

	private static void write(StatementSpec statement) {
		if (statement.update() == 0) {
			throw new RacedException();
		}
	}

	private StatementSpec in(Connection connection, String sql) {
		return this.jdbc.sql(sql).param("tenant", connection.tenant().value()).param("connection", connection.id());
	}

	private StatementSpec bind(StatementSpec statement, StoredAccount account, AccountKeyGuard guard) {
		AccountCard card = account.card();
		return statement.param("accountId", card.id())
			.param("name", card.name(), Types.VARCHAR)
			.param("website", card.website(), Types.VARCHAR)
			.param("domain", account.domain(), Types.VARCHAR)
			.param("attributes", card.attributes().json(this.limits.maxRecord()))
			.param("remembered", account.remembered().toArray(String[]::new))
			.param("matchKeys", account.matchKeys().toArray(String[]::new))
			.param("now", card.updatedAt().atOffset(ZoneOffset.UTC))
			.param("locks", guard.locks().keys())
			.param("exclusive", guard.locks().exclusive())
			.param("keys", guard.keys())
			.param("seen", guard.seen());
	}

	private static StoredAccount stored(ResultSet row, int number) throws SQLException {
		AccountCard card = new AccountCard(row.getObject("account_id", UUID.class), row.getString("name"),
				row.getString("website"), Attributes.parse(row.getString("attributes")), time(row, "created_at"),
				time(row, "updated_at"));
		return new StoredAccount(card, Set.of((String[]) row.getArray("remembered_keys").getArray()),
				row.getLong("version"), row.getLong("change"));
	}

	private static Instant time(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

}
