package io.onerow;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import io.onerow.embedded.ServiceRoles;

/** How to reach a database, as the owner of its tables. */
public record DatabaseAccess(String url, String username, String password) {

	/**
	 * As Spring Boot's properties, for a service that runs as a role which owns nothing,
	 * as it is to be run (docs/operations.md), and whose migrations are the owner's.
	 * Without demo credentials, which a named database never has, and without a look for
	 * old keys or jobs of others, so that no statement comes between those that a test
	 * counts.
	 */
	public Map<String, Object> asProperties() {
		return Map.of("spring.datasource.url", this.url, "spring.datasource.username", ServiceRoles.NAME,
				"spring.datasource.password", this.password, "spring.flyway.user", this.username,
				"spring.flyway.password", this.password, "onerow.demo.enabled", "false", "onerow.rekey.enabled",
				"false", "onerow.jobs.pause", "1h");
	}

	/** Lets the role of the service in to this database. */
	public DatabaseAccess lettingServiceIn() {
		try (Connection owner = connect()) {
			ServiceRoles.letIn(owner, this.password);
			return this;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Does what the service itself may not. */
	public void asOwner(String... statements) {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** A connection outside any pool. */
	public Connection connect() throws SQLException {
		return DriverManager.getConnection(this.url, this.username, this.password);
	}

}
