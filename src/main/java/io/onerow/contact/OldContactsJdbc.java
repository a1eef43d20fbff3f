package io.onerow.contact;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import io.onerow.matching.NameSearch;
import io.onerow.store.Binds;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.KeyLocks;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/** By JDBC, as the functions of contacts are. */
class OldContactsJdbc implements OldContacts {

	private static final String COLUMNS = "directory_id, contact_id, version, full_name, name_key, email, email_key, "
			+ "external_id";

	private static final String EXIST = """
			select exists (select from contact where tenant_id = ? and key_version < 2 and key_version = 1)""";

	private static final String TURN = Binds.call("r", "rekey_turn", 1);

	private static final String NEXT = """
			select %s from contact where tenant_id = ? and key_version < 2 and (directory_id, contact_id) > (?, ?)
			order by directory_id, contact_id limit ?""".formatted(COLUMNS);

	private static final String NEAR = Binds.call(COLUMNS, "contact_old", 6);

	private static final String KEEP = Binds.call("1", "contact_keyed", 4);

	private static final String RENEW = Binds.call("r", "contact_rekey", 11);

	private static final long[] NO_KEYS = {};

	private final JdbcTemplate jdbc;

	OldContactsJdbc(JdbcTemplate jdbc) {
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
	public List<OldContact> readOld(TenantId tenant, UUID directory, UUID contact, int size) {
		return this.jdbc.query(NEXT, Binds.of().text(tenant.value()).uuid(directory).uuid(contact).number(size),
				(row, number) -> read(row));
	}

	@Override
	public List<OldContact> readOld(Directory directory, Collection<String> emailKeys, @Nullable NameSearch name) {
		Binds binds = Binds.of()
			.text(directory.tenant().value())
			.uuid(directory.id())
			.array(emailKeys.toArray(String[]::new))
			.array((name != null) ? name.probeKeys() : NO_KEYS)
			.number((name != null) ? name.letters() : Long.valueOf(0))
			.number((name != null) ? name.key().mostLettersApart() : 0);
		return this.jdbc.query(NEAR, binds, (row, number) -> read(row));
	}

	@Override
	public void keep(TenantId tenant, List<OldContact> contacts) {
		Binds binds = Binds.of()
			.text(tenant.value())
			.array(contacts.stream().map(OldContact::directory).toArray(UUID[]::new))
			.array(contacts.stream().map(OldContact::id).toArray(UUID[]::new))
			.array(contacts.stream().mapToLong(OldContact::version).toArray());
		this.jdbc.query(KEEP, binds, ResultSet::next);
	}

	@Override
	public boolean renew(TenantId tenant, OldContact contact) {
		NameSearch name = contact.newName();
		KeyLocks locks = contact.locks();
		Binds binds = Binds.of()
			.text(tenant.value())
			.uuid(contact.directory())
			.uuid(contact.id())
			.number(contact.version())
			.text((name != null) ? name.key().value() : null)
			.array((name != null) ? name.indexKeys() : null)
			.number((name != null) ? name.letters() : null)
			.text(contact.newEmailKey())
			.text(contact.newExternalId())
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

	private static OldContact read(ResultSet row) throws SQLException {
		return new OldContact(row.getObject("directory_id", UUID.class), row.getObject("contact_id", UUID.class),
				row.getLong("version"), row.getString("full_name"), row.getString("name_key"), row.getString("email"),
				row.getString("email_key"), row.getString("external_id"));
	}

}
