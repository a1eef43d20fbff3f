package io.onerow.cluster;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/** Whether the database is a cluster. It is asked once, before there is a pool. */
@Component
class Cluster {

	private static final Logger log = LoggerFactory.getLogger(Cluster.class);

	private static final String EXTENSION = "select 1 from pg_extension where extname = 'citus'";

	private final JdbcConnectionDetails database;

	private final boolean there;

	Cluster(ClusterProperties properties, JdbcConnectionDetails database) {
		this.database = database;
		this.there = switch (properties.cluster()) {
			case CITUS -> true;
			case NONE -> false;
			case AUTO -> hasExtension();
		};
	}

	boolean isThere() {
		return this.there;
	}

	/** A connection as the service, outside of any pool. */
	Connection connect() throws SQLException {
		return DriverManager.getConnection(this.database.getJdbcUrl(), this.database.getUsername(),
				this.database.getPassword());
	}

	private boolean hasExtension() {
		try (Connection connection = connect();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(EXTENSION)) {
			return rows.next();
		}
		catch (SQLException ex) {
			// who needs the database next tells what is wrong with it
			log.warn("Whether the database is a cluster could not be asked: SQLSTATE {}", ex.getSQLState());
			return false;
		}
	}

}
