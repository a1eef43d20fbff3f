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
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Attributes;
import io.onerow.upsert.Guard;
import io.onerow.upsert.KeyLocks;
import io.onerow.upsert.RacedException;

import org.springframework.jdbc.core.JdbcTemplate;

/** By JDBC, because JPA would need more round trips. */
class AccountFunctionsJdbc implements AccountFunctions {

	private static final String COLUMNS = "account_id, name, connection_id, source_id, website, domain, attributes, "
			+ "remembered_keys, created_at, updated_at, version, change";

	private static final String FIND = Binds.call(COLUMNS, "account_find", 8);

	private static final String WRITE = Binds.call("outcome, " + COLUMNS.replaceAll("(\\w+)", "(stored).$1"),
			"account_write", 16);

	private final JdbcTemplate jdbc;

	AccountFunctionsJdbc(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
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
			.text(account.attributes().json())
			.array(texts(account.remembered()))
			.array(texts(account.matchKeys()))
			.time(account.updatedAt())
			.array(guard.locks().keys())
			.array(guard.locks().exclusive())
			.array(guard.keys(KeyKind.WEBSITE, KeyKind.DOMAIN))
			.array(guard.seenIds());
		return Objects.requireNonNull(this.jdbc.query(WRITE, binds, AccountFunctionsJdbc::written));
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
