package io.onerow.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.onerow.DatabaseAccess;

/** An embedded PostgreSQL set up as a user has it, which a test may kill. */
public final class DurablePostgres implements AutoCloseable {

	private final EmbeddedPostgres postgres;

	private final Path data;

	private DurablePostgres(EmbeddedPostgres postgres, Path data) {
		this.postgres = postgres;
		this.data = data;
	}

	/** Starts the one in that folder, which is created if need be. */
	public static DurablePostgres start(Path folder) throws Exception {
		Folders.shareWithAll(folder);
		Path data = folder.resolve("postgres");
		return new DurablePostgres(EmbeddedPostgres.start(new EmbeddedProperties(data, ThrowawayPostgres.BINARIES)),
				data);
	}

	public DatabaseAccess access() {
		return new DatabaseAccess(this.postgres.jdbcUrl(), this.postgres.username(), this.postgres.password());
	}

	/** {@code kill -9} of each of its processes: what is only in memory is gone. */
	public void kill() throws IOException {
		long pid = Long.parseLong(Files.readAllLines(this.data.resolve("postmaster.pid")).get(0).strip());
		ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
		// the first before the others, or it would start them again
		List<ProcessHandle> all = Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
		all.forEach(ProcessHandle::destroyForcibly);
		all.forEach((process) -> process.onExit().join());
	}

	@Override
	public void close() {
		this.postgres.close();
	}

}
