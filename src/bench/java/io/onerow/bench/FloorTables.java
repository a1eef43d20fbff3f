package io.onerow.bench;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import io.onerow.bench.Floor.Change;
import io.onerow.matching.NameKey;

/** Tables with the columns and indexes of the service's own, and the upserts of them. */
final class FloorTables {

	static final String CONTACT = """
			insert into floor_contact (tenant_id, directory_id, contact_id, full_name, name_key, name_keys, name_letters,
				email, email_key, email_status, language, version, created_at, updated_at)
			values ('demo', ?, ?, ?, ?, ?, ?, ?, ?, 'Valid', ?, 1, ?, ?)
			on conflict (tenant_id, directory_id, email_key) where email_key is not null do update set
				full_name = excluded.full_name, name_key = excluded.name_key, name_keys = excluded.name_keys,
				name_letters = excluded.name_letters, email = excluded.email, language = excluded.language, version = floor_contact.version + 1,
				updated_at = excluded.updated_at""";

	private static final String CUSTOMER = """
			insert into floor_customer (tenant_id, source, source_id, language, first_name, last_name, email, phone,
				addresses, version, created_at, updated_at)
			values ('demo', 'bench', ?, 'EN', ?, ?, ?, ?, ?::jsonb, 1, ?, ?)
			on conflict (tenant_id, source, source_id, language) do update set first_name = excluded.first_name,
				last_name = excluded.last_name, email = excluded.email, phone = excluded.phone,
				addresses = excluded.addresses, version = floor_customer.version + 1, updated_at = excluded.updated_at""";

	private static final String ACCOUNT = """
			insert into floor_account (tenant_id, account_id, name, connection_id, website, attributes, version,
				created_at, updated_at)
			values ('demo', ?, ?, ?, ?, ?::jsonb, 1, ?, ?)
			on conflict (tenant_id, account_id) do update set name = excluded.name, website = excluded.website,
				attributes = excluded.attributes, version = floor_account.version + 1, updated_at = excluded.updated_at""";

	private final Contacts contacts;

	FloorTables(Contacts contacts) {
		this.contacts = contacts;
	}

	static void contacts(Database database) throws SQLException {
		database.run("create table floor_contact (like contact including all)",
				"insert into floor_contact select * from contact", "vacuum analyze floor_contact");
	}

	static void customers(Database database) throws SQLException {
		database.run("create table floor_customer (like customer including all)");
	}

	/** Of the accounts that are there. */
	static Change accounts(Database database) throws SQLException {
		database.run("create table floor_account (like account including all)",
				"insert into floor_account select * from account", "vacuum analyze floor_account");
		List<UUID> ids = database.ids("select account_id from account where connection_id is not null");
		return Change.of(ACCOUNT, (upsert, n) -> {
			OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
			int account = (int) (n % ids.size());
			upsert.setObject(1, ids.get(account));
			upsert.setString(2, Accounts.name(account));
			upsert.setString(3, Accounts.CONNECTION);
			upsert.setString(4, Accounts.website(account));
			upsert.setString(5, "{\"industry\": \"" + Accounts.industry(n) + "\"}");
			upsert.setObject(6, now);
			upsert.setObject(7, now);
		});
	}

	Change changed() {
		return Change.of(CONTACT, (upsert, n) -> known(upsert, this.contacts.contact(n), this.contacts.language(n)));
	}

	Change unchanged() {
		return Change.of(CONTACT, (upsert, n) -> known(upsert, this.contacts.contact(n), "en"));
	}

	Change renamed() {
		return Change.of(CONTACT, (upsert, n) -> bind(upsert, Contacts.newName(n),
				Contacts.email(this.contacts.directory(), this.contacts.contact(n)), "en"));
	}

	Change created() {
		return Change.of(CONTACT, (upsert, n) -> bind(upsert, People.stranger(n), "new." + n + "@example.org", "en"));
	}

	static Change newCustomers() {
		return Change.of(CUSTOMER, FloorTables::customer);
	}

	static Change knownCustomers(int known) {
		return Change.of(CUSTOMER, (upsert, n) -> customer(upsert, n % known));
	}

	private void known(PreparedStatement upsert, int contact, String language) throws SQLException {
		bind(upsert, this.contacts.people().name(contact), Contacts.email(this.contacts.directory(), contact),
				language);
	}

	private void bind(PreparedStatement upsert, String name, String email, String language) throws SQLException {
		NameKey key = NameKey.of(name);
		OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
		upsert.setObject(1, this.contacts.directory());
		upsert.setObject(2, UUID.randomUUID());
		upsert.setString(3, name);
		upsert.setString(4, key.value());
		upsert.setObject(5, key.indexKeys());
		upsert.setLong(6, key.letters());
		upsert.setString(7, email);
		upsert.setString(8, email);
		upsert.setString(9, language);
		upsert.setObject(10, now);
		upsert.setObject(11, now);
	}

	private static void customer(PreparedStatement upsert, long n) throws SQLException {
		OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
		upsert.setString(1, "floor-" + n);
		upsert.setString(2, "Anna");
		upsert.setString(3, People.stranger(n));
		upsert.setString(4, "customer." + n + "@example.org");
		upsert.setString(5, "+31201234567");
		upsert.setString(6, Customers.ADDRESSES);
		upsert.setObject(7, now);
		upsert.setObject(8, now);
	}

}
