package io.onerow.security;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.onerow.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** An administrator who changes the password of a user, and takes time to commit it. */
public final class PasswordChange implements AutoCloseable {

	private final Connection connection;

	private final Statement statement;

	private PasswordChange(Connection connection) throws SQLException {
		this.connection = connection;
		this.statement = connection.createStatement();
	}

	/** Changes the user whose key of the address this is; not committed. */
	public static PasswordChange of(String emailKey) throws SQLException {
		Connection connection = TestDatabase.access().connect();
		connection.setAutoCommit(false);
		PasswordChange change = new PasswordChange(connection);
		change.statement.execute("update app_user set password_hash = 'another' where email_key = '" + emailKey + "'");
		return change;
	}

	/** Returns once somebody waits for it. */
	public void awaitWaiting() throws SQLException, InterruptedException {
		long end = System.nanoTime() + 10_000_000_000L;
		boolean waiting = false;
		while (!waiting && System.nanoTime() < end) {
			Thread.sleep(20);
			try (ResultSet row = this.statement.executeQuery(
					"select exists (select from pg_stat_activity where pg_backend_pid() = any (pg_blocking_pids(pid)))")) {
				row.next();
				waiting = row.getBoolean(1);
			}
		}
		assertThat(waiting).as("the login waits for the change").isTrue();
	}

	public void commit() throws SQLException {
		this.connection.commit();
	}

	@Override
	public void close() throws SQLException {
		this.connection.close();
	}

}
