package io.onerow;

import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Migrations run on connections of their own: an index may take longer to build than a
 * request is given.
 */
@Configuration(proxyBeanMethods = false)
class Migrations {

	@Bean
	FlywayConfigurationCustomizer migrationConnections(JdbcConnectionDetails details) {
		return (configuration) -> configuration.dataSource(details.getJdbcUrl(), details.getUsername(),
				details.getPassword());
	}

}
