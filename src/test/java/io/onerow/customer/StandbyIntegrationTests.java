package io.onerow.customer;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.onerow.DatabaseAccess;
import io.onerow.embedded.ThrowawayPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A server whose commits wait for another one. */
class StandbyIntegrationTests {

	@Test
	void whatOnlyThisServerHasOnDiskIsNotSafeWhereAStandbyIsWaitedFor() throws Exception {
		DatabaseAccess access = ThrowawayPostgres.start();
		Flyway.configure()
			.dataSource(access.url(), access.username(), access.password())
			.locations("classpath:db/migration")
			.load()
			.migrate();
		try (Connection connection = access.connect(); Statement statement = connection.createStatement()) {
			statement.execute(
					"""
							insert into customer (tenant_id, source, source_id, language, addresses, version, created_at, updated_at)
							values ('t', 's', '1', 'EN', '[]', 1, now(), now())""");
			statement.execute("set synchronous_commit = on");
			statement.execute("select flush_log('t')");
			assertThat(is(true, statement)).isTrue();
			statement.execute("alter system set synchronous_standby_names = 'another'");
			statement.execute("select pg_reload_conf()");
			assertThat(is(false, statement)).isTrue();
			statement.execute("alter system reset synchronous_standby_names");
			statement.execute("select pg_reload_conf()");
		}
	}

	/** The settings are read again, and the log is written, a moment later. */
	private static boolean is(boolean onDisk, Statement statement) throws Exception {
		long end = System.nanoTime() + 10_000_000_000L;
		while (isOnDisk(statement) != onDisk && System.nanoTime() < end) {
			Thread.sleep(20);
		}
		return isOnDisk(statement) == onDisk;
	}

	private static boolean isOnDisk(Statement statement) throws SQLException {
		try (ResultSet rows = statement.executeQuery("select on_disk from customer_trace('t', '{s}', '{1}')")) {
			assertThat(rows.next()).isTrue();
			return rows.getBoolean(1);
		}
	}

}
