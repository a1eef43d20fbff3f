package io.onerow;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** How to reach a database. */
public record DatabaseAccess(String url, String username, String password) {

	/**
	 * As Spring Boot's properties, without demo credentials, which a named database never
	 * has, and without a look for old keys or jobs of others, so that no statement comes
	 * between those that a test counts.
	 */
	public Map<String, Object> asProperties() {
		return Map.of("spring.datasource.url", this.url, "spring.datasource.username", this.username,
				"spring.datasource.password", this.password, "onerow.demo.enabled", "false", "onerow.rekey.enabled",
				"false", "onerow.jobs.pause", "1h");
	}

	/** A connection outside any pool. */
	public Connection connect() throws SQLException {
		return DriverManager.getConnection(this.url, this.username, this.password);
	}

}
