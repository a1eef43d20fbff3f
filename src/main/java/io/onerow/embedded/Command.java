package io.onerow.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One run of an operating system program, to its end. */
record Command(int exit, String output) {

	static final int NOT_STARTED = 127;

	/**
	 * For the C library's allocator: a process keeps up to 8 MB that it has freed. By
	 * default that is 128 kB, which PostgreSQL passes with most calls of a function; each
	 * then gave pages back to the kernel and took them again, which on a virtual machine
	 * took longer than the call.
	 */
	private static final Map<String, String> MEMORY = Map.of("MALLOC_TRIM_THRESHOLD_", "8388608", "MALLOC_TOP_PAD_",
			"1048576", "MALLOC_MMAP_THRESHOLD_", "4194304");

	static Command run(List<String> words) {
		ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
		// PGDATA, PGOPTIONS and their like belong to the user's own PostgreSQL
		builder.environment().keySet().removeIf((name) -> name.startsWith("PG"));
		builder.environment().put("LC_ALL", "C");
		MEMORY.forEach(builder.environment()::putIfAbsent);
		try {
			return finish(builder.start());
		}
		catch (IOException ex) {
			return new Command(NOT_STARTED, String.valueOf(ex.getMessage()));
		}
	}

	private static Command finish(Process process) throws IOException {
		process.getOutputStream().close();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
		try {
			return new Command(process.waitFor(), output);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			process.destroy();
			throw new IllegalStateException("Interrupted while waiting for a PostgreSQL program", ex);
		}
	}

	boolean succeeded() {
		return this.exit == 0;
	}

}
