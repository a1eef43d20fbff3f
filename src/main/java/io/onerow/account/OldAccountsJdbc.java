package io.onerow.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.onerow.matching.MatchKey;
import io.onerow.store.Binds;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.KeyLocks;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/** By JDBC, as the functions of accounts are. */
class OldAccountsJdbc implements OldAccounts {

	private static final String COLUMNS = "account_id, version, connection_id, source_id, website, remembered_keys, "
			+ "match_keys";

	private static final String EXIST = """
			select exists (select from account where tenant_id = ? and key_version < 2 and key_version = 1)""";

	private static final String TURN = Binds.call("r", "rekey_turn", 1);

	private static final String NEXT = """
			select %s from account where tenant_id = ? and key_version < 2 and account_id > ?
			order by account_id limit ?""".formatted(COLUMNS);

	private static final String UNDER = Binds.call(COLUMNS, "account_old", 3);

	private static final String KEEP = Binds.call("1", "account_keyed", 3);

	private static final String RENEW = Binds.call("r", "account_rekey", 8);

	private final JdbcTemplate jdbc;

	OldAccountsJdbc(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public boolean existOld(TenantId tenant) {
		return isTrue(EXIST, Binds.of().text(tenant.value()));
	}

	@Override
	public boolean takeTurn(TenantId tenant) {
		return isTrue(TURN, Binds.of().text(tenant.value()));
	}

	@Override
	public List<OldAccount> readOld(TenantId tenant, UUID account, int size) {
		return this.jdbc.query(NEXT, Binds.of().text(tenant.value()).uuid(account).number(size),
				(row, number) -> read(row));
	}

	@Override
	public List<OldAccount> readOld(TenantId tenant, String connection, Collection<String> keys) {
		return this.jdbc.query(UNDER,
				Binds.of().text(tenant.value()).text(connection).array(keys.toArray(String[]::new)),
				(row, number) -> read(row));
	}

	@Override
	public void keep(TenantId tenant, List<OldAccount> accounts) {
		Binds binds = Binds.of()
			.text(tenant.value())
			.array(accounts.stream().map(OldAccount::id).toArray(UUID[]::new))
			.array(accounts.stream().mapToLong(OldAccount::version).toArray());
		this.jdbc.query(KEEP, binds, ResultSet::next);
	}

	@Override
	public boolean renew(TenantId tenant, OldAccount account, KeyLocks locks) {
		Binds binds = Binds.of()
			.text(tenant.value())
			.uuid(account.id())
			.number(account.version())
			.text(account.newSourceId())
			.array(texts(account.newRemembered()))
			.array(texts(account.newMatched()))
			.array(locks.keys())
			.array(locks.exclusive());
		try {
			return isTrue(RENEW, binds);
		}
		catch (DuplicateKeyException ex) {
			// given to another in this very moment, which the next look tells
			return false;
		}
	}

	private boolean isTrue(String sql, Binds binds) {
		return Objects
			.requireNonNull(this.jdbc.query(sql, binds, (ResultSet rows) -> rows.next() && rows.getBoolean(1)));
	}

	private static String[] texts(Set<MatchKey> keys) {
		return keys.stream().map(MatchKey::value).toArray(String[]::new);
	}

	private static OldAccount read(ResultSet row) throws SQLException {
		return new OldAccount(row.getObject("account_id", UUID.class), row.getLong("version"),
				row.getString("connection_id"), row.getString("source_id"), row.getString("website"),
				keys(row, "remembered_keys"), keys(row, "match_keys"));
	}

	private static Set<MatchKey> keys(ResultSet row, String column) throws SQLException {
		String[] stored = (String[]) row.getArray(column).getArray();
		return Arrays.stream(stored).map(AccountKeys::stored).collect(Collectors.toSet());
	}

}
