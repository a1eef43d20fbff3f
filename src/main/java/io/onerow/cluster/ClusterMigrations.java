package io.onerow.cluster;

import java.sql.Connection;
import java.sql.SQLException;

import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Migrations of a cluster, which are made by its coordinator. They are the same files,
 * after which {@link Distribution} puts what is new where it has to be.
 */
@Configuration(proxyBeanMethods = false)
class ClusterMigrations {

	/**
	 * One node after the other, or a statement does not see what one before it did in the
	 * same transaction; and without the timeouts of the role, if it is that of the
	 * service. What is created before the tables are spread is told of as a notice.
	 */
	private static final String SESSION = "set citus.multi_shard_modify_mode = 'sequential'; set lock_timeout = 0;"
			+ " set client_min_messages = 'error'";

	@Bean
	FlywayConfigurationCustomizer clusterMigration(Cluster cluster) {
		return (configuration) -> {
			if (cluster.isThere()) {
				configuration.initSql(SESSION).callbacks(new Distribution());
				prepare(cluster);
			}
		};
	}

	private static void prepare(Cluster cluster) {
		try (Connection connection = cluster.connect()) {
			ClusterRole.prepare(connection);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The role of the service could not be prepared: " + ex.getSQLState(), ex);
		}
	}

}
