package io.onerow.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;

import io.onerow.matching.KeyVersion;
import io.onerow.matching.NameKey;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Fills directories past the service, with the rows that it would have written. */
final class Seeding {

	private static final String COPY = """
			copy contact (tenant_id, directory_id, contact_id, full_name, name_key, name_keys, name_letters, email,
				email_key, email_status, language, version, created_at, updated_at, key_version) from stdin""";

	private final Database database;

	private final People people;

	private long ids;

	Seeding(Database database, People people) {
		this.database = database;
		this.people = people;
	}

	/** Contacts 0 to size of an account, which is created if need be. */
	void fill(UUID directory, int size) throws SQLException, IOException {
		try (Connection connection = this.database.connect(); Statement statement = connection.createStatement()) {
			// No triggers: the names are indexed in one go, in their order
			statement.execute("set session_replication_role = replica");
			statement.execute("set work_mem = '256MB'");
			account(connection, directory);
			copy(connection, directory, size);
			statement.execute(
					"""
							insert into contact_name (tenant_id, directory_id, key, contact_id, name_key, letters)
							select tenant_id, directory_id, k, contact_id, name_key, name_letters from contact, unnest(name_keys) as k
							where directory_id = '%s' order by k, contact_id"""
						.formatted(directory));
		}
		this.database.run("vacuum analyze contact", "vacuum analyze contact_name", "checkpoint");
	}

	private static void account(Connection connection, UUID directory) throws SQLException {
		for (String sql : new String[] {
				"insert into directory (tenant_id, directory_id, kind) values ('demo', ?, 'account') on conflict do nothing",
				"insert into account (tenant_id, account_id, name, version, created_at, updated_at)"
						+ " values ('demo', ?, 'Bench', 1, now(), now()) on conflict do nothing" }) {
			try (PreparedStatement insert = connection.prepareStatement(sql)) {
				insert.setObject(1, directory);
				insert.executeUpdate();
			}
		}
	}

	private void copy(Connection connection, UUID directory, int size) throws SQLException {
		CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
		for (int contact = 0; contact < size; contact++) {
			byte[] row = row(directory, contact).getBytes(StandardCharsets.UTF_8);
			copy.writeToCopy(row, 0, row.length);
		}
		copy.endCopy();
	}

	private String row(UUID directory, int contact) {
		String name = this.people.name(contact);
		NameKey key = NameKey.of(name);
		String keys = Arrays.stream(key.indexKeys())
			.mapToObj(String::valueOf)
			.collect(Collectors.joining(",", "{", "}"));
		String email = Contacts.email(directory, contact);
		return String.join("\t", "demo", directory.toString(), id().toString(), name, key.value(), keys,
				String.valueOf(key.letters()), email, email, "Valid", "en", "1", "2026-01-01T00:00:00Z",
				"2026-01-01T00:00:00Z", String.valueOf(KeyVersion.CURRENT)) + "\n";
	}

	// In order, as version 7 ids are
	private UUID id() {
		return new UUID(0x0190_0000_0000_7000L + (this.ids << 16), 0x8000_0000_0000_0000L | this.ids++);
	}

}
