package io.onerow;

import java.io.IOException;
import java.io.UncheckedIOException;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The PostgreSQL of the tests, one for each JVM. */
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

		@SuppressWarnings("resource")
		private static DatabaseAccess start() {
			try {
				EmbeddedPostgres postgres = EmbeddedPostgres.builder()
					.setServerConfig("max_connections", "100")
					.start();
				return new DatabaseAccess(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "");
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
