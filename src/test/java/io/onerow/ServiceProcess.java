package io.onerow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * The service as a user runs it: a process of its own in a folder of its own. Closing it
 * stops it.
 */
public final class ServiceProcess implements AutoCloseable {

	private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

	private static final Duration LIMIT = Duration.ofMinutes(4);

	private final Process process;

	private final Path folder;

	private final Path log;

	private ServiceProcess(Process process, Path folder, Path log) {
		this.process = process;
		this.folder = folder;
		this.log = log;
	}

	/**
	 * Starts it in the folder on an embedded database of its own, with the demo
	 * credentials, and returns when it can take a request.
	 * @param options those that begin with two hyphens are the service's, others the
	 * JVM's
	 */
	public static ServiceProcess start(Path folder, String... options) throws IOException, InterruptedException {
		List<String> all = new ArrayList<>(List.of(options));
		all.add("--onerow.embedded.binaries-directory=" + Path.of("target", "postgres-binaries").toAbsolutePath());
		return launch(folder, all, "Try it:");
	}

	/**
	 * The same on the database of the tests, without credentials. What the options set is
	 * theirs.
	 */
	public static ServiceProcess onTestDatabase(Path folder, String... options)
			throws IOException, InterruptedException {
		return on(TestDatabase.access(), folder, options);
	}

	/** The same on any database. */
	public static ServiceProcess on(DatabaseAccess database, Path folder, String... options)
			throws IOException, InterruptedException {
		List<String> all = new ArrayList<>(List.of(options));
		database.asProperties().forEach((name, value) -> {
			String option = "--" + name + "=";
			if (all.stream().noneMatch((given) -> given.startsWith(option))) {
				all.add(option + value);
			}
		});
		return launch(folder, all, "Started Onerow");
	}

	private static ServiceProcess launch(Path folder, List<String> options, String ready)
			throws IOException, InterruptedException {
		Path log = Files.createTempFile(folder, "service", ".log");
		List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
		options.stream().filter((option) -> !option.startsWith("--")).forEach(command::add);
		command
			.addAll(List.of("-cp", System.getProperty("java.class.path"), Onerow.class.getName(), "--server.port=0"));
		options.stream().filter((option) -> option.startsWith("--")).forEach(command::add);
		ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile());
		builder.environment().keySet().removeIf((name) -> name.startsWith("SPRING_"));
		ServiceProcess service = new ServiceProcess(builder.start(), folder, log);
		service.awaitLog(ready);
		return service;
	}

	public int port() {
		return port(0);
	}

	/** The port for management, if it has one of its own. */
	public int managementPort() {
		return port(1);
	}

	private int port(int place) {
		return STARTED.matcher(log())
			.results()
			.skip(place)
			.mapToInt((started) -> Integer.parseInt(started.group(1)))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("Not started"));
	}

	/** Where it listens. */
	public String base() {
		return "http://127.0.0.1:" + port();
	}

	public String log() {
		try {
			return Files.readString(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Where its embedded database has its files. */
	public Path data() {
		return this.folder.resolve("data").resolve("postgres");
	}

	/** Its embedded database. */
	public DatabaseAccess database() throws IOException {
		return new DatabaseAccess("jdbc:postgresql://127.0.0.1:" + pidFile().get(3).strip() + "/onerow", "onerow",
				Files.readString(data().resolve("onerow.password")));
	}

	/** The main process of its embedded database. */
	public ProcessHandle postmaster() throws IOException {
		return ProcessHandle.of(Long.parseLong(pidFile().get(0).strip())).orElseThrow();
	}

	private List<String> pidFile() throws IOException {
		return Files.readAllLines(data().resolve("postmaster.pid"));
	}

	public boolean isAlive() {
		return this.process.isAlive();
	}

	/** Like {@code kill -9}: nothing of the process gets a word in. */
	public void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	/** Like {@code kill}: asks it to end. */
	public void terminate() {
		this.process.destroy();
	}

	/** Its exit code, once it has ended. */
	public int awaitEnd(Duration limit) throws InterruptedException {
		if (!this.process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
			throw new IllegalStateException("Still running: " + log());
		}
		return this.process.exitValue();
	}

	@Override
	public void close() {
		terminate();
		try {
			this.process.onExit().get(30, TimeUnit.SECONDS);
		}
		catch (InterruptedException | ExecutionException | TimeoutException ex) {
			this.process.destroyForcibly();
		}
	}

	/** Returns when it has logged that. */
	public void awaitLog(String words) throws InterruptedException {
		Instant deadline = Instant.now().plus(LIMIT);
		while (!log().contains(words)) {
			if (!this.process.isAlive() || Instant.now().isAfter(deadline)) {
				close();
				throw new IllegalStateException(log());
			}
			Thread.sleep(100);
		}
	}

}
