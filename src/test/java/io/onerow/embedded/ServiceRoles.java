package io.onerow.embedded;

import java.sql.Connection;
import java.sql.SQLException;

/** The role of the service, for the databases of tests. */
public final class ServiceRoles {

	public static final String NAME = ServiceRole.NAME;

	private ServiceRoles() {
	}

	/** Lets it in to the database of the connection, which is that of the owner. */
	public static void letIn(Connection owner, String password) throws SQLException {
		ServiceRole.letIn(owner, password);
	}

}
