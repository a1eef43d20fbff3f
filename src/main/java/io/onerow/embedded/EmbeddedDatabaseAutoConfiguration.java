package io.onerow.embedded;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Starts a PostgreSQL of our own where no other database is configured. The pool depends
 * on it, and so is closed before it stops.
 */
@AutoConfiguration(before = DataSourceAutoConfiguration.class)
@Conditional(EmbeddedDatabaseAutoConfiguration.NoDatabaseConfigured.class)
@ConditionalOnMissingBean(JdbcConnectionDetails.class)
@EnableConfigurationProperties(OutageLimits.class)
class EmbeddedDatabaseAutoConfiguration {

	/** Of a service that ends because its database does not start again. */
	private static final int EXIT_CODE = 1;

	@Bean
	static EarlyPostgres earlyPostgres(Environment environment) {
		return new EarlyPostgres(environment);
	}

	/** Stopped by who has started it, once all that depend on this are closed. */
	@Bean(destroyMethod = "")
	EmbeddedPostgres embeddedPostgres(EarlyPostgres early) {
		return early.await();
	}

	@Bean
	PostgresWatch postgresWatch(EmbeddedPostgres postgres, OutageLimits limits) {
		return new PostgresWatch(postgres, limits, () -> System.exit(EXIT_CODE));
	}

	@Bean
	JdbcConnectionDetails embeddedConnectionDetails(EmbeddedPostgres postgres) {
		return new EmbeddedConnectionDetails(postgres);
	}

	/** Migrations are the owner's, unlike all else that the service does. */
	@Bean
	@Primary
	FlywayConnectionDetails embeddedMigrationDetails(EmbeddedPostgres postgres) {
		return new EmbeddedMigrationDetails(postgres);
	}

	static class NoDatabaseConfigured extends SpringBootCondition {

		@Override
		public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
			boolean configured = ConfiguredDatabase.isIn(context.getEnvironment());
			return new ConditionOutcome(!configured,
					ConditionMessage.forCondition("Configured database").because(configured ? "found" : "none"));
		}

	}

	private record EmbeddedConnectionDetails(EmbeddedPostgres postgres) implements JdbcConnectionDetails {

		@Override
		public String getUsername() {
			return ServiceRole.NAME;
		}

		@Override
		public String getPassword() {
			return this.postgres.password();
		}

		@Override
		public String getJdbcUrl() {
			return this.postgres.jdbcUrl();
		}

	}

	private record EmbeddedMigrationDetails(EmbeddedPostgres postgres) implements FlywayConnectionDetails {

		@Override
		public String getUsername() {
			return this.postgres.username();
		}

		@Override
		public String getPassword() {
			return this.postgres.password();
		}

		@Override
		public String getJdbcUrl() {
			return this.postgres.jdbcUrl();
		}

	}

}
