package io.onerow;

import java.util.function.BooleanSupplier;

import io.onerow.embedded.ThrowawayPostgres;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * The PostgreSQL of the tests, one for each JVM: the one that SPRING_DATASOURCE_URL
 * names, else a container where a Docker engine answers, else the embedded one; or what
 * {@code -Donerow.test.database} forces. Tests use tenants of their own and leave the
 * rest of its content alone.
 *
 * <p>
 * The service gets it by properties and not by a {@code @ServiceConnection}, which would
 * have it run as the owner of the tables.
 */
public final class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	/** Forces a {@link Place}, in lower case. */
	static final String PROPERTY = "onerow.test.database";

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

	/** What it can be. */
	enum Place {

		CONFIGURED, CONTAINER, EMBEDDED;

		/**
		 * Throws {@link IllegalStateException} if what is forced cannot be.
		 * @param forced container or embedded; blank or null if nothing is
		 * @param url of the configured one; blank or null if there is none
		 * @param engine whether a Docker engine answers, which takes a moment to tell
		 */
		static Place of(@Nullable String forced, @Nullable String url, BooleanSupplier engine) {
			if (!StringUtils.hasText(forced)) {
				return StringUtils.hasText(url) ? CONFIGURED : engine.getAsBoolean() ? CONTAINER : EMBEDDED;
			}
			if (forced.equals("embedded")) {
				return EMBEDDED;
			}
			if (!forced.equals("container")) {
				throw new IllegalStateException(PROPERTY + " is container, embedded, or not set: " + forced);
			}
			if (!engine.getAsBoolean()) {
				throw new IllegalStateException(
						PROPERTY + "=container, but no Docker engine answers. Start one, or leave the property out.");
			}
			return CONTAINER;
		}

	}

	private static final class Started {

		static final DatabaseAccess ACCESS = start().lettingServiceIn();

		private static DatabaseAccess start() {
			String url = environment("SPRING_DATASOURCE_URL");
			return switch (Place.of(System.getProperty(PROPERTY), url,
					() -> DockerClientFactory.instance().isDockerAvailable())) {
				case CONFIGURED -> new DatabaseAccess(url, environment("SPRING_DATASOURCE_USERNAME"),
						environment("SPRING_DATASOURCE_PASSWORD"));
				case CONTAINER -> startContainer();
				case EMBEDDED -> ThrowawayPostgres.start();
			};
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
