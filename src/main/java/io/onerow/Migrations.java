package io.onerow;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

/**
 * Migrations run on connections of their own: an index may take longer to build than a
 * request is given. They are made by the role of {@code spring.flyway.user}, if there is
 * one, and otherwise by that of the service, which then owns the tables.
 */
@Configuration(proxyBeanMethods = false)
class Migrations {

	@Bean
	@ConditionalOnBooleanProperty(name = "spring.flyway.enabled", matchIfMissing = true)
	FlywayConnectionDetails migrationDetails(FlywayProperties properties, JdbcConnectionDetails service) {
		String url = StringUtils.hasText(properties.getUrl()) ? properties.getUrl() : service.getJdbcUrl();
		return StringUtils.hasText(properties.getUser())
				? new Details(url, properties.getUser(), properties.getPassword())
				: new Details(url, service.getUsername(), service.getPassword());
	}

	private record Details(String jdbcUrl, @Nullable String username,
			@Nullable String password) implements FlywayConnectionDetails {

		@Override
		public String getJdbcUrl() {
			return this.jdbcUrl;
		}

		@Override
		public @Nullable String getUsername() {
			return this.username;
		}

		@Override
		public @Nullable String getPassword() {
			return this.password;
		}

	}

}
