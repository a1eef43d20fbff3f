package io.onerow.contact;

import java.util.List;
import java.util.UUID;

import io.onerow.sync.ListLimits;
import io.onerow.sync.Order;
import io.onerow.sync.Position;
import io.onerow.sync.Reading;
import io.onerow.sync.Slice;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** By JDBC, because JPA would read more than is answered. */
class ContactListsJdbc implements ContactLists {

	private static final String SCOPE = "tenant_id = :tenant and directory_id = :directory";

	private static final String WHOLE = SCOPE + " and merged_into is null";

	private static final String CREATED = Reading.created("contact", StoredContact.COLUMNS, "contact_id", WHOLE);

	private static final String CREATED_BY = Reading.created("contact", StoredContact.COLUMNS, "contact_id",
			WHOLE + " and created_by = :author");

	private static final String CHANGED = Reading.changed("contact_changes", StoredContact.COLUMNS, "contact_id",
			":tenant, :directory");

	private static final String BY_ID = Reading.byId("contact", StoredContact.COLUMNS, "contact_id", SCOPE);

	private final JdbcClient jdbc;

	private final ListLimits limits;

	ContactListsJdbc(JdbcClient jdbc, ListLimits limits) {
		this.jdbc = jdbc;
		this.limits = limits;
	}

	@Override
	public Slice<Contact> read(Directory directory, Order order, Position start, int size) {
		return read(in(directory, (order == Order.CREATION) ? CREATED : CHANGED).param("whole", order == Order.FULL),
				order, start, size);
	}

	@Override
	public Slice<Contact> read(Directory directory, String author, Position start, int size) {
		return read(in(directory, CREATED_BY).param("author", author), Order.CREATION, start, size);
	}

	private Slice<Contact> read(StatementSpec statement, Order order, Position start, int size) {
		return Reading.run(statement, start, size, this.limits, (row, number) -> StoredContact.readShown(row),
				(contact) -> contact.position(order));
	}

	@Override
	public Slice<Contact> read(Directory directory, List<UUID> ids) {
		return Reading.run(in(directory, BY_ID), ids, this.limits, (row, number) -> StoredContact.read(row),
				Contact::id);
	}

	private StatementSpec in(Directory directory, String sql) {
		return this.jdbc.sql(sql).param("tenant", directory.tenant().value()).param("directory", directory.id());
	}

}
