package io.onerow.contact;

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

	private static final String COLUMNS = """
			contact_id, external_id, number, email, email_key, email_status, attributes, version, created_at,
				created_by, updated_at, modified_by, cast(cast(changed_xid as text) as bigint) as change""";

	private static final String SCOPE = "tenant_id = :tenant and directory_id = :directory";

	private static final String SELECT = "select " + COLUMNS + " from contact where " + SCOPE + " and ";

	// an "or" of the three would read the whole directory
	private static final String FIND_BY_KEYS = SELECT
			+ "email_key = any (:emailKeys) and email_key is not null union all " + SELECT
			+ "external_id = any (:externalIds) union all " + SELECT + "number = any (:numbers)";

	private static final String FIND_BY_ID = SELECT + "contact_id = :contactId";

	private static final String READ_BY_IDS = Reading.byId("contact", COLUMNS, "contact_id", SCOPE);

	private static final String CREATED = Reading.of("contact", COLUMNS, "contact_id", SCOPE, Order.CREATION);

	private static final String CREATED_BY = Reading.of("contact", COLUMNS, "contact_id",
			SCOPE + " and created_by = :author", Order.CREATION);

	private static final String CHANGED = Reading.of("contact", COLUMNS, "contact_id", SCOPE, Order.CHANGE);

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

	private final ListLimits limits;

	ContactCardStatements(JdbcClient jdbc, ListLimits limits) {
		this.jdbc = jdbc;
		this.limits = limits;
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

	Optional<StoredContact> find(Directory directory, UUID id) {
		return in(this.jdbc.sql(FIND_BY_ID), directory).param("contactId", id)
			.query(ContactCardStatements::stored)
			.optional();
	}

	/** The contacts with these ids, in that order, until they are many bytes. */
	Slice<StoredContact> read(Directory directory, List<UUID> ids) {
		return Reading.run(in(this.jdbc.sql(READ_BY_IDS), directory), ids, this.limits, ContactCardStatements::stored,
				(contact) -> contact.card().id());
	}

	/** The contacts after a position, until they are so many, or many bytes. */
	Slice<StoredContact> read(Directory directory, Order order, Position start, int size) {
		return read(in(this.jdbc.sql((order == Order.CHANGE) ? CHANGED : CREATED), directory), order, start, size);
	}

	/** Those that somebody created, in order of creation. */
	Slice<StoredContact> read(Directory directory, String author, Position start, int size) {
		return read(in(this.jdbc.sql(CREATED_BY), directory).param("author", author), Order.CREATION, start, size);
	}

	private Slice<StoredContact> read(StatementSpec statement, Order order, Position start, int size) {
		return Reading.run(statement, start, size, this.limits, ContactCardStatements::stored,
				(contact) -> contact.position(order));
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

	private StatementSpec bind(StatementSpec statement, Directory directory, StoredContact contact,
			ContactKeyGuard guard) {
		ContactCard card = contact.card();
		return in(statement, directory).param("contactId", card.id())
			.param("email", card.email(), Types.VARCHAR)
			.param("emailKey", contact.emailKey(), Types.VARCHAR)
			.param("emailStatus", card.emailStatus().toString())
			.param("newExternalId", card.externalId(), Types.VARCHAR)
			.param("attributes", card.attributes().json(this.limits.maxRecord()))
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
