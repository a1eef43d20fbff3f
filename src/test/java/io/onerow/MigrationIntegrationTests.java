package io.onerow;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.onerow.matching.NameKey;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Rows of earlier versions, and cursors that were out, after the migrations. */
class MigrationIntegrationTests {

	private static final String NAME = "onerow_migrated";

	private static final UUID DIRECTORY = new UUID(0, 1);

	private DatabaseAccess database;

	@BeforeEach
	void emptyDatabase() throws SQLException {
		DatabaseAccess access = TestDatabase.access();
		run(access, "drop database if exists " + NAME + " with (force)", "create database " + NAME);
		this.database = new DatabaseAccess(access.url().replaceFirst("/[^/?]*(\\?|$)", "/" + NAME + "$1"),
				access.username(), access.password());
	}

	@Test
	void lettersOfOldNamesAreThoseThatTheServiceWouldStore() throws SQLException {
		List<String> names = List.of("John Smith", "Zo\u00eb M\u00fcller", "\u5f20\u4f1f", "Ana Ana Ana", "x",
				"\ud83d\ude00 smile");
		migrate("6");
		base();
		for (int i = 0; i < names.size(); i++) {
			NameKey key = NameKey.of(names.get(i));
			run(this.database,
					"""
							insert into contact (tenant_id, directory_id, contact_id, full_name, name_key, name_keys, email_status,
								version, created_at, updated_at)
							values ('t', '%s', '%s', '%s', '%s', '{%d}', 'Valid', 1, now(), now())"""
						.formatted(DIRECTORY, new UUID(0, i), names.get(i), key.value(), i));
		}
		migrate("latest");
		assertThat(column("select letters from contact_name order by contact_id"))
			.isEqualTo(names.stream().map((name) -> Long.toString(NameKey.of(name).letters())).toList());
		assertThat(column("select name_letters from contact order by contact_id"))
			.isEqualTo(column("select letters from contact_name order by contact_id"));
	}

	@Test
	void cursorThatWasOutPassesNoChangeBy() throws SQLException {
		migrate("9");
		base();
		for (int i = 0; i < 3; i++) {
			run(this.database, contact(i), account(i));
		}
		String cursor = column("select changed_xid from contact where contact_id = '" + new UUID(0, 0) + "'").get(0);
		String accounts = column("select changed_xid from account where account_id = '" + new UUID(1, 0) + "'").get(0);
		migrate("latest");
		assertThat(changedContacts(cursor)).containsExactly(id(0, 1), id(0, 2));
		assertThat(changedAccounts(accounts)).containsExactly(id(1, 1), id(1, 2));
		run(this.database, "update contact set change = null where contact_id = '" + new UUID(0, 0) + "'",
				"update account set change = null where account_id = '" + new UUID(1, 0) + "'");
		assertThat(changedContacts(cursor)).containsExactly(id(0, 1), id(0, 2), id(0, 0));
		assertThat(changedAccounts(accounts)).containsExactly(id(1, 1), id(1, 2), id(1, 0));
		assertThat(column("select min(changes) from directory where kind = 'connection'").get(0)).isGreaterThan(cursor);
	}

	/**
	 * Numbers are data: a server whose transactions are counted from the start reads on.
	 */
	@Test
	void numberOfAChangeHasNothingToDoWithTransactions() throws SQLException {
		migrate("latest");
		base();
		run(this.database, contact(0), contact(1),
				"update directory set changes = 4000000000000 where directory_id = '" + DIRECTORY + "'");
		assertThat(changedContacts("4000000000000")).containsExactly(id(0, 0), id(0, 1));
		run(this.database, "update contact set change = null where contact_id = '" + new UUID(0, 0) + "'");
		assertThat(changedContacts("4000000000003")).isEmpty();
		assertThat(changedContacts("4000000000002")).as("the last that was read, and what changed").hasSize(2);
	}

	@Test
	void idThatWasNotTrimmedIsTrimmedOrListed() throws SQLException {
		migrate("22");
		base();
		List<String> ids = List.of("K1", "K1 ", "\u00a0K2\u3000", "K 3", "\ufeffK4", "\udb40\udc20K5", " ");
		for (int i = 0; i < ids.size(); i++) {
			run(this.database, contact(i), account(i),
					"update contact set external_id = '%s' where contact_id = '%s'".formatted(ids.get(i),
							new UUID(0, i)),
					"update account set source_id = '%s' where account_id = '%s'".formatted(ids.get(i), new UUID(1, i)),
					"""
							insert into customer (tenant_id, customer_id, source, source_id, language, addresses, version, created_at,
								updated_at)
							values ('t', %d, 'erp ', '%s', 'EN', '[]', 1, now(), now())"""
						.formatted(i, ids.get(i)));
		}
		migrate("latest");
		List<String> trimmed = List.of("K1", "K1 ", "K2", "K 3", "K4", "K5", " ");
		assertThat(column("select external_id from contact order by contact_id")).isEqualTo(trimmed);
		assertThat(column("select source_id from account order by account_id")).isEqualTo(trimmed);
		assertThat(column("select source_id from customer order by customer_id")).isEqualTo(trimmed);
		assertThat(column("select source from customer order by customer_id")).containsExactly("erp", "erp ", "erp",
				"erp", "erp", "erp", "erp ");
		assertThat(column(
				"select kind || ' ' || key || ' ' || record_id || ' ' || other_id from key_duplicate order by 1"))
			.containsExactly("account source " + id(1, 1) + " " + id(1, 0),
					"contact external id " + id(0, 1) + " " + id(0, 0), "customer source 1 0");
	}

	@Test
	void languageOfAnOldCustomerCountsAsSent() throws SQLException {
		migrate("22");
		run(this.database,
				"""
						insert into customer (tenant_id, source, source_id, language, addresses, version, created_at, updated_at)
						values ('t', 's', '1', 'EN', '[]', 1, now(), now())""");
		migrate("latest");
		assertThat(column("select language_defaulted from customer")).containsExactly("f");
	}

	@Test
	void instancesThatStartAtOnceMigrateOnce() throws Exception {
		List<Integer> made = Race.of(3, (i) -> () -> migrate("latest"));
		// one may go on where another one has been: each holds the lock for one migration
		assertThat(column("select count(*) from flyway_schema_history where success"))
			.containsExactly(Integer.toString(made.stream().mapToInt(Integer::intValue).sum()));
		assertThat(migrate("latest")).isZero();
	}

	private int migrate(String target) {
		return Flyway.configure()
			.dataSource(this.database.url(), this.database.username(), this.database.password())
			.locations("classpath:db/migration")
			.target(target)
			.load()
			.migrate().migrationsExecuted;
	}

	private void base() throws SQLException {
		run(this.database, "insert into tenant (tenant_id, company_book) values ('t', '%s')".formatted(new UUID(0, 2)),
				"insert into directory (tenant_id, directory_id, kind) values ('t', '%s', 'connection')"
					.formatted(DIRECTORY),
				"insert into connection (tenant_id, connection_id, provider, directory_id) values ('t', 'c', 'native', '%s')"
					.formatted(DIRECTORY));
	}

	private static String contact(int number) {
		return """
				insert into contact (tenant_id, directory_id, contact_id, email, email_key, email_status, version, created_at,
					updated_at)
				values ('t', '%s', '%s', '%3$d', '%3$d', 'Valid', 1, now(), now())"""
			.formatted(DIRECTORY, new UUID(0, number), number);
	}

	private static String account(int number) {
		return """
				with book as (
					insert into directory (tenant_id, directory_id, kind) values ('t', '%1$s', 'account')
				)
				insert into account (tenant_id, account_id, connection_id, version, created_at, updated_at)
				values ('t', '%1$s', 'c', 1, now(), now())""".formatted(new UUID(1, number));
	}

	private List<String> changedContacts(String after) throws SQLException {
		return column("select contact_id from contact_changes('t', '%s', %s, '%s', 10, false)".formatted(DIRECTORY,
				after, new UUID(0, 0)));
	}

	private List<String> changedAccounts(String after) throws SQLException {
		return column("select account_id from account_changes('t', 'c', %s, '%s', 10, false)".formatted(after,
				new UUID(1, 0)));
	}

	private static String id(long most, long least) {
		return new UUID(most, least).toString();
	}

	private List<String> column(String query) throws SQLException {
		try (Connection connection = this.database.connect();
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
