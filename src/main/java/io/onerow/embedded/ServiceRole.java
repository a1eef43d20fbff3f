package io.onerow.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/**
 * The role that the service runs as. It owns nothing, and may read and write rows only.
 */
final class ServiceRole {

	/** As the script has it. */
	static final String NAME = "onerow_service";

	private static final String SCRIPT = "/db/service-role.sql";

	private static final String CREATION = """
			select format('create role %I login password %L', r.name, ?) from (values (?)) as r (name)
			where not exists (select from pg_roles where rolname = r.name)""";

	private ServiceRole() {
	}

	/**
	 * Creates the role, if there is none, and lets it in to the database of the
	 * connection, which is that of the owner of its tables.
	 */
	static void letIn(Connection owner, String password) throws SQLException {
		try (PreparedStatement creation = owner.prepareStatement(CREATION);
				Statement statement = owner.createStatement()) {
			creation.setString(1, password);
			creation.setString(2, NAME);
			try (ResultSet missing = creation.executeQuery()) {
				if (missing.next()) {
					statement.execute(missing.getString(1));
				}
			}
			statement.execute(script());
		}
	}

	private static String script() {
		try (InputStream script = Objects.requireNonNull(ServiceRole.class.getResourceAsStream(SCRIPT))) {
			return new String(script.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
