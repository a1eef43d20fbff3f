package io.onerow.cluster;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * What the role of the service is given on each node: the options of a connection are
 * those of the node that it is made to.
 */
final class ClusterRole {

	private static final Map<String, String> SETTINGS = Map.of("lock_timeout", "5s", "enable_seqscan", "off",
			// so that a dry run is known to be one where the tenant is
			"citus.propagate_set_commands", "local");

	private static final String PRESENT = """
			select s.setconfig @> array[%s] from pg_db_role_setting s join pg_database d on d.oid = s.setdatabase
			where d.datname = current_database() and s.setrole = current_user::regrole""".formatted(String.join(", ",
			SETTINGS.entrySet()
				.stream()
				.map((one) -> "'" + one.getKey() + "=" + one.getValue() + "'")
				.sorted()
				.toList()));

	private ClusterRole() {
	}

	/** Sets them for its own role, which needs no right, unless they are. */
	static void prepare(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			if (is(statement, PRESENT)) {
				return;
			}
			String database = text(statement, "select quote_ident(current_database())");
			for (Map.Entry<String, String> setting : SETTINGS.entrySet()) {
				statement.execute("alter role current_user in database " + database + " set " + setting.getKey()
						+ " = '" + setting.getValue() + "'");
			}
		}
	}

	private static boolean is(Statement statement, String question) throws SQLException {
		try (ResultSet rows = statement.executeQuery(question)) {
			return rows.next() && rows.getBoolean(1);
		}
	}

	private static String text(Statement statement, String query) throws SQLException {
		try (ResultSet rows = statement.executeQuery(query)) {
			rows.next();
			return rows.getString(1);
		}
	}

}
