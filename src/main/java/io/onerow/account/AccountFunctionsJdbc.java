package io.onerow.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.onerow.matching.KeyKind;
import io.onerow.matching.MatchKey;
import io.onerow.matching.Sought;
import io.onerow.store.Binds;
import io.onerow.sync.ListLimits;
import io.onerow.sync.Order;
import io.onerow.sync.Position;
import io.onerow.sync.Reading;
import io.onerow.sync.Slice;
import io.onerow.tenant.Connection;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Attributes;
import io.onerow.upsert.Guard;
import io.onerow.upsert.KeyLocks;
import io.onerow.upsert.RacedException;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** By JDBC, because JPA would need more round trips. */
class AccountFunctionsJdbc implements AccountFunctions {

	private static final String COLUMNS = "account_id, name, connection_id, source_id, website, domain, attributes, "
			+ "remembered_keys, created_at, updated_at, version, change";

	private static final String FIND = Binds.call(COLUMNS, "account_find", 8);

	private static final String STORED = COLUMNS.replaceAll("(\\w+)", "(stored).$1");

	private static final String WRITE = Binds.call("outcome, " + STORED, "account_write", 16);

	private static final String SCOPE = "tenant_id = :tenant and connection_id = :connection";

	private static final String CREATED = Reading.created("account", COLUMNS, "account_id", SCOPE);

	private static final String CHANGED = Reading.changed("account_changes", STORED, ":tenant, :connection");

	private static final String BY_ID = Reading.byId("account", COLUMNS, "account_id", SCOPE);

	private final JdbcTemplate jdbc;

	private final JdbcClient named;

	private final ListLimits limits;

	AccountFunctionsJdbc(JdbcTemplate jdbc, JdbcClient named, ListLimits limits) {
		this.jdbc = jdbc;
		this.named = named;
		this.limits = limits;
	}

	@Override
	public List<Account> find(AccountScope scope, List<Sought> sought, KeyLocks locks) {
		List<AccountSource> sources = values(sought, KeyKind.SOURCE).map(AccountSource::of).toList();
		Binds binds = Binds.of()
			.text(scope.tenant().value())
			.text(scope.connectionId())
			.array(locks.keys())
			.array(locks.exclusive())
			.array(values(sought, KeyKind.ID).map(UUID::fromString).toArray(UUID[]::new))
			.array(Stream.concat(values(sought, KeyKind.WEBSITE), values(sought, KeyKind.DOMAIN))
				.toArray(String[]::new))
			.array(sources.stream().map(AccountSource::connectionId).toArray(String[]::new))
			.array(sources.stream().map(AccountSource::sourceId).toArray(String[]::new));
		return this.jdbc.query(FIND, binds, (row, number) -> account(row));
	}

	private static Stream<String> values(List<Sought> sought, KeyKind kind) {
		return sought.stream().flatMap((one) -> one.values(kind).stream()).distinct();
	}

	@Override
	public Account write(TenantId tenant, Account account, Guard guard) {
		Binds binds = Binds.of()
			.text(tenant.value())
			.uuid(account.id())
			.number(account.version())
			.text(account.name())
			.text(account.connectionId())
			.text(account.sourceId())
			.text(account.website())
			.text(account.domain())
			.text(account.attributes().json(this.limits.maxRecord()))
			.array(texts(account.remembered()))
			.array(texts(account.matchKeys()))
			.time(account.updatedAt())
			.array(guard.locks().keys())
			.array(guard.locks().exclusive())
			.array(guard.keys(KeyKind.WEBSITE, KeyKind.DOMAIN))
			.array(guard.seenIds());
		return Objects.requireNonNull(this.jdbc.query(WRITE, binds, AccountFunctionsJdbc::written));
	}

	@Override
	public Slice<Account> read(Connection connection, Order order, Position start, int size) {
		return Reading.run(in(connection, (order == Order.CHANGE) ? CHANGED : CREATED), start, size, this.limits,
				(row, number) -> account(row), (account) -> account.position(order));
	}

	@Override
	public Slice<Account> read(Connection connection, List<UUID> ids) {
		return Reading.run(in(connection, BY_ID), ids, this.limits, (row, number) -> account(row), Account::id);
	}

	private StatementSpec in(Connection connection, String sql) {
		return this.named.sql(sql).param("tenant", connection.tenant().value()).param("connection", connection.id());
	}

	private static String[] texts(Set<MatchKey> keys) {
		return keys.stream().map(MatchKey::value).toArray(String[]::new);
	}

	private static Account written(ResultSet rows) throws SQLException {
		if (!rows.next() || rows.getString("outcome").equals("raced")) {
			throw new RacedException();
		}
		return account(rows);
	}

	private static Account account(ResultSet row) throws SQLException {
		String[] remembered = (String[]) row.getArray("remembered_keys").getArray();
		return new Account(row.getObject("account_id", UUID.class), row.getString("name"),
				row.getString("connection_id"), row.getString("source_id"), row.getString("website"),
				row.getString("domain"), Attributes.parse(row.getString("attributes")),
				Arrays.stream(remembered).map(AccountKeys::stored).collect(Collectors.toSet()),
				Binds.time(row, "created_at"), Binds.time(row, "updated_at"), row.getLong("version"),
				row.getObject("change", Long.class));
	}

}
