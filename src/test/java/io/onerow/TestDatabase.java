package io.onerow;

import io.onerow.embedded.ThrowawayPostgres;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * The PostgreSQL of the tests, one for each JVM: the one that SPRING_DATASOURCE_URL
 * names, else a container where a Docker engine answers, else the embedded one. Tests use
 * tenants of their own and leave the rest of its content alone.
 */
public final class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	/** Where it is. The first call starts it. */
	public static DatabaseAccess access() {
		return Started.ACCESS;
	}

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("testDatabase", access().asProperties()));
	}

	private static final class Started {

		static final DatabaseAccess ACCESS = start();

		private static DatabaseAccess start() {
			String url = System.getenv("SPRING_DATASOURCE_URL");
			if (StringUtils.hasText(url)) {
				return new DatabaseAccess(url, environment("SPRING_DATASOURCE_USERNAME"),
						environment("SPRING_DATASOURCE_PASSWORD"));
			}
			return DockerClientFactory.instance().isDockerAvailable() ? startContainer() : ThrowawayPostgres.start();
		}

		private static String environment(String name) {
			String value = System.getenv(name);
			return (value != null) ? value : "";
		}

		// Testcontainers removes it when the JVM is gone
		@SuppressWarnings("resource")
		private static DatabaseAccess startContainer() {
			PostgreSQLContainer container = new PostgreSQLContainer("postgres:18-alpine").withCommand("postgres", "-c",
					"fsync=off", "-c", "max_connections=300", "-c", "max_locks_per_transaction=256");
			container.start();
			return new DatabaseAccess(container.getJdbcUrl(), container.getUsername(), container.getPassword());
		}

	}

}
