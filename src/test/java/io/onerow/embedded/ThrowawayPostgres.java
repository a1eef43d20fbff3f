package io.onerow.embedded;

import java.nio.file.Files;
import java.nio.file.Path;

import io.onerow.DatabaseAccess;

import org.springframework.util.FileSystemUtils;

/** An embedded PostgreSQL for tests: nothing it holds is worth an fsync. */
public final class ThrowawayPostgres {

	static final Path BINARIES = Path.of("target", "postgres-binaries");

	private static final int TEST_RUNS_AT_ONCE = 8;

	private ThrowawayPostgres() {
	}

	/** Starts an empty one below target, and stops it when the JVM ends. */
	public static DatabaseAccess start() {
		EmbeddedPostgres postgres = startInFreeFolder();
		Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
		return new DatabaseAccess(postgres.jdbcUrl(), postgres.username(), postgres.password());
	}

	// The folders have fixed names, so that a test run that was killed leaves no
	// PostgreSQL that the next does not find and stop.
	private static EmbeddedPostgres startInFreeFolder() {
		for (int number = 1; number < TEST_RUNS_AT_ONCE; number++) {
			try {
				return startEmpty(Path.of("target", "test-postgres-" + number));
			}
			catch (EmbeddedDatabaseException ex) {
				if (!ex.description().contains("in use")) {
					throw ex;
				}
			}
		}
		return startEmpty(Path.of("target", "test-postgres-" + TEST_RUNS_AT_ONCE));
	}

	private static EmbeddedPostgres startEmpty(Path data) {
		if (Files.exists(data)) {
			start(data).close();
			FileSystemUtils.deleteRecursively(data.toFile());
		}
		return start(data);
	}

	private static EmbeddedPostgres start(Path data) {
		return EmbeddedPostgres.start(new EmbeddedProperties(data, BINARIES), Settings.THROWAWAY);
	}

}
