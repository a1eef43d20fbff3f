package io.onerow.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import io.onerow.matching.KeyKind;
import io.onerow.matching.KeyVersion;
import io.onerow.matching.MatchKey;
import io.onerow.matching.Receipt;
import io.onerow.matching.Sought;
import io.onerow.store.Binds;
import io.onerow.sync.ListLimits;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Guard;
import io.onerow.upsert.KeyLocks;
import io.onerow.upsert.RacedException;
import io.onerow.upsert.WriteContext;

import org.springframework.jdbc.core.JdbcTemplate;

/** By JDBC, because JPA would need more round trips. */
class AccountFunctionsJdbc implements AccountFunctions {

	private static final String FIND = Binds.call(StoredAccount.COLUMNS, "account_find", 8);

	private static final String WRITE = Binds.call("outcome, " + StoredAccount.IN_RESULT, "account_write", 19);

	private static final String DELETE = Binds.call("r", "account_delete", 4);

	private static final String FLUSH = Binds.call("1", "flush_log", 1);

	private final JdbcTemplate jdbc;

	private final ListLimits limits;

	AccountFunctionsJdbc(JdbcTemplate jdbc, ListLimits limits) {
		this.jdbc = jdbc;
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
		return this.jdbc.query(FIND, binds, (row, number) -> StoredAccount.read(row));
	}

	private static Stream<String> values(List<Sought> sought, KeyKind kind) {
		return sought.stream().flatMap((one) -> one.values(kind).stream()).distinct();
	}

	@Override
	public Account write(TenantId tenant, Account account, Guard guard, Receipt why, WriteContext by) {
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
			.array(guard.seenIds())
			.flag(guard.endsTransaction())
			.number(KeyVersion.CURRENT)
			.origin(by, why);
		return Objects.requireNonNull(binds.query(this.jdbc, guard.statement(WRITE), AccountFunctionsJdbc::written));
	}

	@Override
	public boolean delete(TenantId tenant, UUID account, Instant now, WriteContext by) {
		Binds binds = Binds.of().text(tenant.value()).uuid(account).time(now).origin(by, null);
		return Objects
			.requireNonNull(this.jdbc.query(DELETE, binds, (ResultSet rows) -> rows.next() && rows.getBoolean(1)));
	}

	@Override
	public void flush(TenantId tenant) {
		this.jdbc.query(FLUSH, Binds.of().text(tenant.value()), ResultSet::next);
	}

	private static String[] texts(Set<MatchKey> keys) {
		return keys.stream().map(MatchKey::value).toArray(String[]::new);
	}

	private static Account written(ResultSet rows) throws SQLException {
		if (!rows.next() || rows.getString("outcome").equals("raced")) {
			throw new RacedException();
		}
		return StoredAccount.read(rows);
	}

}
