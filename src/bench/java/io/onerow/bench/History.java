package io.onerow.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The history of the service, which can be stopped to see what it costs. */
final class History implements AutoCloseable {

	private static final String PUT = "select pg_get_functiondef(f), pg_get_function_arguments(f) "
			+ "from (select 'history_put'::regproc::oid as f) p";

	private final Database database;

	private final String definition;

	private final String parameters;

	History(Database database) throws SQLException {
		this.database = database;
		try (Connection connection = database.connect();
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(PUT)) {
			row.next();
			this.definition = row.getString(1);
			this.parameters = row.getString(2);
		}
	}

	/** From now on nothing is stored. */
	void stop() throws SQLException {
		this.database.run("create or replace function history_put(" + this.parameters
				+ ") returns boolean language plpgsql volatile as 'begin return true; end'");
	}

	/** From now on it is written again. */
	@Override
	public void close() throws SQLException {
		this.database.run(this.definition);
	}

}
