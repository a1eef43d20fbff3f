package io.onerow.contact;

import java.util.List;
import java.util.UUID;

import io.onerow.matching.NameKey;
import io.onerow.matching.NameSearch;
import io.onerow.store.Binds;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/** By JDBC, because JPA would need more round trips. */
class ContactSearchesJdbc implements ContactSearches {

	private static final String BEHIND = """
			select directory_id from directory where tenant_id = ? and directory_id > ?
			order by directory_id offset ? limit 1""";

	private static final String IN_SOME = """
			select d.directory_id, m.contact_id, m.name_key from (
				select directory_id from directory where tenant_id = ? and directory_id > ? order by directory_id limit ?
			) d
			cross join lateral (
				(select c.contact_id, null as name_key from contact c
				where c.tenant_id = ? and c.directory_id = d.directory_id and c.email_key = ?)
				union all
				(select c.contact_id, null from contact c
				where c.tenant_id = ? and c.directory_id = d.directory_id and c.external_id = ?)
				union all
				(select n.contact_id, n.name_key from contact_name n
				where n.tenant_id = ? and n.directory_id = d.directory_id and n.key = any (?)
					and bit_count((n.letters # ?)::bit(64)) <= ?
				limit ?)
			) m
			limit ?""";

	private static final String IN_ONE = IN_SOME.replace("directory_id > ?", "directory_id = ?");

	private static final String PLACED = """
			select c.*, d.kind, n.connection_id from unnest(cast(? as uuid[]), cast(? as uuid[])) as w (directory_id, contact_id)
			cross join lateral (
				select o.directory_id, %s from contact o
				where o.tenant_id = ? and o.directory_id = w.directory_id and o.contact_id = w.contact_id
				offset 0
			) c
			join directory d on d.tenant_id = ? and d.directory_id = c.directory_id
			left join connection n on n.tenant_id = ? and n.directory_id = c.directory_id"""
		.formatted(StoredContact.COLUMNS);

	private static final String NUMBERED = "select contact_id from contact where tenant_id = ? and number = ?";

	private final JdbcTemplate jdbc;

	ContactSearchesJdbc(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public @Nullable UUID directoryBehind(TenantId tenant, UUID after, int size) {
		return first(BEHIND, Binds.of().text(tenant.value()).uuid(after).number(size));
	}

	private @Nullable UUID first(String query, Binds binds) {
		return this.jdbc.query(query, binds, (row, number) -> row.getObject(1, UUID.class))
			.stream()
			.findFirst()
			.orElse(null);
	}

	@Override
	public List<Met> met(TenantId tenant, @Nullable UUID only, UUID after, int directories, String text,
			NameSearch name, int size) {
		Binds binds = Binds.of()
			.text(tenant.value())
			.uuid((only != null) ? only : after)
			.number(directories)
			.text(tenant.value())
			.text(text)
			.text(tenant.value())
			.text(text)
			.text(tenant.value())
			.array(name.probeKeys())
			.number(Long.valueOf(name.letters()))
			.number(name.key().mostLettersApart())
			.number(size)
			.number(size);
		return this.jdbc.query((only != null) ? IN_ONE : IN_SOME, binds, (row, number) -> {
			String near = row.getString("name_key");
			return new Met(row.getObject("directory_id", UUID.class), row.getObject("contact_id", UUID.class),
					(near != null) ? new NameKey(near) : null);
		});
	}

	@Override
	public List<PlacedContact> placed(TenantId tenant, List<Met> which) {
		Binds binds = Binds.of()
			.array(which.stream().map(Met::directory).toArray(UUID[]::new))
			.array(which.stream().map(Met::contact).toArray(UUID[]::new))
			.text(tenant.value())
			.text(tenant.value())
			.text(tenant.value());
		return this.jdbc.query(PLACED, binds, (row, number) -> PlacedContact.read(tenant, row));
	}

	@Override
	public @Nullable UUID numbered(TenantId tenant, long number) {
		return first(NUMBERED, Binds.of().text(tenant.value()).number(Long.valueOf(number)));
	}

}
