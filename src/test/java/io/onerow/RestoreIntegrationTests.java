package io.onerow;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.onerow.embedded.ThrowawayPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What was dumped and restored into a fresh server, whose transactions are counted from
 * the start: a reader of changes goes on where it was. A dump is the rows of all tables.
 */
class RestoreIntegrationTests {

	private static final String NAME = "onerow_dumped";

	private static final UUID DIRECTORY = new UUID(0, 1);

	private static final UUID NOBODY = new UUID(0, 0);

	private static final int TRANSACTIONS = 2_000;

	@Test
	void readerOfChangesGoesOnAfterARestore() throws Exception {
		DatabaseAccess access = TestDatabase.access();
		run(access, "drop database if exists " + NAME + " with (force)", "create database " + NAME);
		DatabaseAccess old = new DatabaseAccess(access.url().replaceFirst("/[^/?]*(\\?|$)", "/" + NAME + "$1"),
				access.username(), access.password());
		migrate(old);
		run(old, "do $$ begin for i in 1.." + TRANSACTIONS
				+ " loop perform pg_current_xact_id(); commit; end loop; end $$",
				"insert into tenant (tenant_id, company_book) values ('t', '%s')".formatted(new UUID(0, 2)),
				"insert into directory (tenant_id, directory_id, kind) values ('t', '%s', 'connection')"
					.formatted(DIRECTORY),
				"insert into connection (tenant_id, connection_id, provider, directory_id) values ('t', 'c', 'native', '%s')"
					.formatted(DIRECTORY),
				contact(1), contact(2), contact(3), account(1), account(2));
		assertThat(changes(old, "contact", 0, NOBODY)).containsExactly("1 1", "2 2", "3 3");
		assertThat(changes(old, "account", 0, NOBODY)).containsExactly("1 1", "2 2");
		run(old, contact(4), account(3), change("contact", 1), change("account", 1));

		DatabaseAccess restored = ThrowawayPostgres.start();
		migrate(restored);
		copy(old, restored);
		assertThat(changes(restored, "contact", 2, id(2))).containsExactly("3 3", "4 1", "5 4");
		assertThat(changes(restored, "account", 1, id(1))).containsExactly("2 2", "3 1", "4 3");
		assertThat(changes(restored, "contact", 0, NOBODY)).as("from the start").hasSize(4);
		run(restored, change("contact", 2), change("account", 2));
		assertThat(changes(restored, "contact", 5, id(4))).containsExactly("6 2");
		assertThat(changes(restored, "account", 4, id(3))).containsExactly("5 2");
	}

	/** The number of the change, and the record. */
	private static List<String> changes(DatabaseAccess database, String table, long change, UUID after)
			throws SQLException {
		String scope = table.equals("contact") ? DIRECTORY.toString() : "c";
		return column(database,
				"select change || ' ' || cast(right(cast(%1$s_id as text), 12) as integer) from %1$s_changes('t', '%2$s', %3$d, '%4$s', 10, false)"
					.formatted(table, scope, change, after));
	}

	private static String change(String table, int number) {
		return "update %1$s set change = null where %1$s_id = '%2$s'".formatted(table, id(number));
	}

	private static String contact(int number) {
		return """
				insert into contact (tenant_id, directory_id, contact_id, email, email_key, email_status, version, created_at,
					updated_at)
				values ('t', '%s', '%s', '%3$d', '%3$d', 'Valid', 1, now(), now())"""
			.formatted(DIRECTORY, id(number), number);
	}

	private static String account(int number) {
		return """
				with book as (
					insert into directory (tenant_id, directory_id, kind) values ('t', '%1$s', 'account')
				)
				insert into account (tenant_id, account_id, connection_id, version, created_at, updated_at)
				values ('t', '%1$s', 'c', 1, now(), now())""".formatted(id(number));
	}

	private static UUID id(int number) {
		return new UUID(7, number);
	}

	private static void migrate(DatabaseAccess database) {
		Flyway.configure()
			.dataSource(database.url(), database.username(), database.password())
			.locations("classpath:db/migration")
			.load()
			.migrate();
	}

	private static void copy(DatabaseAccess from, DatabaseAccess to) throws SQLException, IOException {
		List<String> tables = column(from, """
				select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
					and relname <> 'flyway_schema_history'""");
		try (Connection source = from.connect();
				Connection target = to.connect();
				Statement statement = target.createStatement()) {
			statement.execute("truncate " + String.join(", ", tables));
			statement.execute("set session_replication_role = replica");
			CopyManager out = source.unwrap(PGConnection.class).getCopyAPI();
			CopyManager in = target.unwrap(PGConnection.class).getCopyAPI();
			for (String table : tables) {
				ByteArrayOutputStream rows = new ByteArrayOutputStream();
				out.copyOut("copy " + table + " to stdout", rows);
				in.copyIn("copy " + table + " from stdin", new ByteArrayInputStream(rows.toByteArray()));
			}
		}
	}

	private static List<String> column(DatabaseAccess database, String query) throws SQLException {
		try (Connection connection = database.connect();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(query)) {
			List<String> values = new ArrayList<>();
			while (rows.next()) {
				values.add(rows.getString(1));
			}
			return values;
		}
	}

	private static void run(DatabaseAccess database, String... statements) throws SQLException {
		try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

}
