package io.onerow.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main process of PostgreSQL, started and stopped with {@code pg_ctl}. It outlives a
 * service that is killed: the next start finds it by its pid file.
 */
record Postmaster(Path bin, Path data, OsUser account) {

	private static final Logger log = LoggerFactory.getLogger(Postmaster.class);

	// Recovery after a crash of the machine replays at most a few max_wal_size
	private static final String START_SECONDS = "300";

	private static final String STOP_SECONDS = "30";

	private static final Path PROCESSES = Path.of("/proc");

	private static final int REMAINS_TRIES = 100;

	private static final long REMAINS_PAUSE_NANOS = 20_000_000;

	/** Returns when PostgreSQL takes connections. */
	Command start(List<String> options) {
		return pgCtl("start", "-w", "-t", START_SECONDS, "-l", logFile().toString(), "-o", String.join(" ", options));
	}

	/**
	 * Ends the sessions, then PostgreSQL; without a checkpoint if that takes too long.
	 */
	void stop() {
		Command fast = pgCtl("stop", "-w", "-t", STOP_SECONDS, "-m", "fast");
		if (!fast.succeeded() && isRunning()) {
			log.warn("PostgreSQL takes too long to stop; ending it at once. Its next start recovers. {}",
					fast.output());
			pgCtl("stop", "-w", "-t", STOP_SECONDS, "-m", "immediate");
		}
	}

	/** Stops the PostgreSQL that a killed service left on this data directory. */
	void stopOrphan() throws IOException {
		Optional<ProcessHandle> process = process();
		if (process.filter(this::servesThisData).isPresent()) {
			log.info("Stopping the PostgreSQL that a killed Onerow left running on {}", this.data);
			stop();
		}
		else if (process.isPresent() && !isPostgres(process.get())) {
			// The process id was given to another program meanwhile; PostgreSQL cannot
			// tell and would refuse to start.
			Files.deleteIfExists(pidFile());
		}
	}

	/**
	 * Ends what a killed PostgreSQL left: its sessions would still write to these files.
	 * Where the system does not tell who works in a folder, PostgreSQL itself sees that
	 * they are there, and does not start until they have noticed.
	 */
	void endRemains() throws IOException {
		List<ProcessHandle> remains = ProcessHandle.allProcesses()
			.filter(Postmaster::isPostgres)
			.filter(this::worksInThisData)
			.toList();
		remains.forEach(ProcessHandle::destroyForcibly);
		for (int waited = 0; waited < REMAINS_TRIES && remains.stream().anyMatch(Postmaster::isThere); waited++) {
			LockSupport.parkNanos(REMAINS_PAUSE_NANOS);
		}
		stopOrphan();
	}

	private boolean worksInThisData(ProcessHandle process) {
		try {
			return Files.isSameFile(PROCESSES.resolve(process.pid() + "/cwd"), this.data);
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Whether the process that the pid file names is there, and is not known as another.
	 */
	boolean isAlive() {
		return process().filter(Postmaster::isThere)
			.filter((process) -> process.info().command().isEmpty() || isPostgres(process))
			.isPresent();
	}

	// A process that has ended, and that nobody has asked for its exit code, has no words
	private static boolean isThere(ProcessHandle process) {
		Path words = PROCESSES.resolve(process.pid() + "/cmdline");
		try {
			return process.isAlive() && (!Files.exists(words) || Files.readAllBytes(words).length > 0);
		}
		catch (IOException ex) {
			return false;
		}
	}

	private boolean isRunning() {
		return process().filter(this::servesThisData).isPresent();
	}

	private Optional<ProcessHandle> process() {
		try (var lines = Files.lines(pidFile())) {
			return lines.findFirst().map(String::strip).map(Long::parseLong).flatMap(ProcessHandle::of);
		}
		catch (IOException | NumberFormatException ex) {
			return Optional.empty();
		}
	}

	private boolean servesThisData(ProcessHandle process) {
		List<String> arguments = List.of(process.info().arguments().orElseGet(() -> new String[0]));
		return isPostgres(process) && arguments.contains(this.data.toString());
	}

	private static boolean isPostgres(ProcessHandle process) {
		return process.info().commandLine().orElse("").split(" ", 2)[0].endsWith("/postgres");
	}

	/** What PostgreSQL said last. */
	String lastWords() {
		try {
			List<String> lines = Files.readAllLines(logFile());
			return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - 5), lines.size()));
		}
		catch (IOException ex) {
			return "";
		}
	}

	private Command pgCtl(String action, String... options) {
		List<String> words = new ArrayList<>(
				List.of(this.bin.resolve("pg_ctl").toString(), action, "-D", this.data.toString()));
		words.addAll(List.of(options));
		return this.account.run(words);
	}

	private Path pidFile() {
		return this.data.resolve("postmaster.pid");
	}

	private Path logFile() {
		return this.data.resolve("server.log");
	}

}
