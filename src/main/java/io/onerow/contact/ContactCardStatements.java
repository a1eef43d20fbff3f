package io.onerow.contact;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.onerow.sync.Order;
import io.onerow.sync.Position;
import io.onerow.upsert.Attributes;
import io.onerow.upsert.RacedException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * The statements on contacts that are matched by keys. Each is one round trip and a
 * transaction of its own.
 */
@Repository
class ContactCardStatements {

	private static final String SELECT = """
			select contact_id, external_id, number, email, email_key, email_status, attributes, version, created_at,
				created_by, updated_at, modified_by, cast(cast(changed_xid as text) as bigint) as change
			from contact where tenant_id = :tenant and directory_id = :directory and\s""";

	// an "or" of the three would read the whole directory
	private static final String FIND_BY_KEYS = SELECT
			+ "email_key = any (:emailKeys) and email_key is not null union all " + SELECT
			+ "external_id = any (:externalIds) union all " + SELECT + "number = any (:numbers)";

	private static final String PAGE_OF_AUTHOR = SELECT + """
			created_by = :author and contact_id > :after order by contact_id limit :limit""";

	private static final String FIND_BY_ID = SELECT + "contact_id = any (:contactIds)";

	private static final String PAGE = SELECT + "contact_id > :after order by contact_id limit :limit";

	private static final String CHANGED = SELECT + """
			(changed_xid, contact_id) > (cast(:change as xid8), :after)
				and changed_xid < pg_snapshot_xmin(pg_current_snapshot())
			order by changed_xid, contact_id limit :limit""";

	private static final String GUARD = """
			with guard as materialized (
				select contact_key_unseen(:tenant, :directory, :locks, :exclusive, :emailKeys, :externalId, :seen) as unseen
			)
			""";

	private static final String INSERT = GUARD
			+ """
					insert into contact (tenant_id, directory_id, contact_id, email, email_key, email_status, external_id, number,
						attributes, version, created_at, created_by, updated_at, modified_by)
					select :tenant, :directory, :contactId, :email, :emailKey, :emailStatus, :newExternalId,
						(select nextval('contact_number') from directory
						where tenant_id = :tenant and directory_id = :directory and kind = 'company_book'),
						cast(:attributes as jsonb), 1, :now, :createdBy, :now, :modifiedBy
					from guard where not unseen
					returning number""";

	private static final String UPDATE = GUARD + """
			update contact set email = :email, email_key = :emailKey, email_status = :emailStatus,
				external_id = :newExternalId, attributes = cast(:attributes as jsonb), version = version + 1,
				updated_at = :now, modified_by = :modifiedBy, changed_xid = pg_current_xact_id()
			where tenant_id = :tenant and directory_id = :directory and contact_id = :contactId and version = :version
				and not (select unseen from guard)
			returning number""";

	private final JdbcClient jdbc;

	ContactCardStatements(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** The contacts that have one of the keys, each as often as it has one. */
	List<StoredContact> find(Directory directory, ContactKeys keys) {
		return find(directory, keys.emailKeys(), (keys.externalId() != null) ? Set.of(keys.externalId()) : Set.of(),
				(keys.number() != null) ? Set.of(keys.number()) : Set.of());
	}

	/** The same for the keys of many requests. */
	List<StoredContact> find(Directory directory, Set<String> emailKeys, Set<String> externalIds, Set<Long> numbers) {
		return in(this.jdbc.sql(FIND_BY_KEYS), directory).param("emailKeys", emailKeys.toArray(String[]::new))
			.param("externalIds", externalIds.toArray(String[]::new))
			.param("numbers", numbers.toArray(Long[]::new))
			.query(ContactCardStatements::stored)
			.list();
	}

	/** The contacts that somebody created, after an id, in order of creation. */
	List<StoredContact> page(Directory directory, String author, UUID after, int limit) {
		return in(this.jdbc.sql(PAGE_OF_AUTHOR), directory).param("author", author)
			.param("after", after)
			.param("limit", limit)
			.query(ContactCardStatements::stored)
			.list();
	}

	/** The contacts with these ids, in no order. */
	List<StoredContact> find(Directory directory, UUID... ids) {
		return in(this.jdbc.sql(FIND_BY_ID), directory).param("contactIds", ids)
			.query(ContactCardStatements::stored)
			.list();
	}

	List<StoredContact> page(Directory directory, Order order, Position start, int limit) {
		return in(this.jdbc.sql((order == Order.CHANGE) ? CHANGED : PAGE), directory)
			.param("change", Long.toString(start.change()))
			.param("after", start.id())
			.param("limit", limit)
			.query(ContactCardStatements::stored)
			.list();
	}

	long count(Directory directory) {
		return in(this.jdbc.sql("select count(*) from contact where tenant_id = :tenant and directory_id = :directory"),
				directory)
			.query(Long.class)
			.single();
	}

	/**
	 * Creates the contact; its number is answered, if it got one.
	 * @throws RacedException if another contact has come under the guarded keys
	 */
	@Nullable Long insert(Directory directory, StoredContact contact, ContactKeyGuard guard) {
		return write(bind(this.jdbc.sql(INSERT), directory, contact, guard));
	}

	/**
	 * Stores the contact as it is now.
	 * @throws RacedException if it is no longer what was read, or another contact has
	 * come under the guarded keys
	 */
	void update(Directory directory, StoredContact contact, ContactKeyGuard guard) {
		write(bind(this.jdbc.sql(UPDATE), directory, contact, guard).param("version", contact.version()));
	}

	private static @Nullable Long write(StatementSpec statement) {
		List<@Nullable Long> written = statement.query((row, number) -> row.getObject(1, Long.class)).list();
		if (written.isEmpty()) {
			throw new RacedException();
		}
		return written.get(0);
	}

	static StatementSpec in(StatementSpec statement, Directory directory) {
		return statement.param("tenant", directory.tenant().value()).param("directory", directory.id());
	}

	private static StatementSpec bind(StatementSpec statement, Directory directory, StoredContact contact,
			ContactKeyGuard guard) {
		ContactCard card = contact.card();
		return in(statement, directory).param("contactId", card.id())
			.param("email", card.email(), Types.VARCHAR)
			.param("emailKey", contact.emailKey(), Types.VARCHAR)
			.param("emailStatus", card.emailStatus().toString())
			.param("newExternalId", card.externalId(), Types.VARCHAR)
			.param("attributes", card.attributes().json())
			.param("createdBy", card.createdBy(), Types.VARCHAR)
			.param("modifiedBy", card.modifiedBy(), Types.VARCHAR)
			.param("now", card.updatedAt().atOffset(ZoneOffset.UTC))
			.param("locks", guard.locks().keys())
			.param("exclusive", guard.locks().exclusive())
			.param("emailKeys", guard.keys().emailKeys().toArray(String[]::new))
			.param("externalId", guard.keys().externalId(), Types.VARCHAR)
			.param("seen", guard.seen());
	}

	static StoredContact stored(ResultSet row, int number) throws SQLException {
		ContactCard card = new ContactCard(row.getObject("contact_id", UUID.class), row.getString("external_id"),
				row.getObject("number", Long.class), row.getString("email"),
				EmailStatus.of(row.getString("email_status")), Attributes.parse(row.getString("attributes")),
				time(row, "created_at"), row.getString("created_by"), time(row, "updated_at"),
				row.getString("modified_by"));
		return new StoredContact(card, row.getString("email_key"), row.getLong("version"), row.getLong("change"));
	}

	private static Instant time(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

}
