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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The service as a user runs it: a process of its own in a folder of its own, on the
 * embedded database, with the demo credentials. Closing it stops it and its database.
 */
public final class ServiceProcess implements AutoCloseable {

	private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

	private static final Duration LIMIT = Duration.ofMinutes(2);

	private final Process process;

	private final Path log;

	private ServiceProcess(Process process, Path log) {
		this.process = process;
		this.log = log;
	}

	/** Starts it in the folder, and returns when it can take a request. */
	public static ServiceProcess start(Path folder, String... jvmOptions) throws IOException, InterruptedException {
		Path log = Files.createTempFile(folder, "service", ".log");
		List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
		command.addAll(List.of(jvmOptions));
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), Onerow.class.getName(), "--server.port=0",
				"--onerow.embedded.binaries-directory=" + Path.of("target", "postgres-binaries").toAbsolutePath()));
		ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile());
		builder.environment().keySet().removeIf((name) -> name.startsWith("SPRING_"));
		ServiceProcess service = new ServiceProcess(builder.start(), log);
		service.awaitDemo();
		return service;
	}

	/** Where it listens. */
	public String base() {
		Matcher started = STARTED.matcher(log());
		if (!started.find()) {
			throw new IllegalStateException("Not started");
		}
		return "http://127.0.0.1:" + started.group(1);
	}

	public String log() {
		try {
			return Files.readString(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Like {@code kill -9}: nothing of the process gets a word in. */
	public void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			this.process.onExit().get(30, TimeUnit.SECONDS);
		}
		catch (InterruptedException | ExecutionException | TimeoutException ex) {
			this.process.destroyForcibly();
		}
	}

	private void awaitDemo() throws InterruptedException {
		Instant deadline = Instant.now().plus(LIMIT);
		while (!log().contains("Try it:")) {
			if (!this.process.isAlive() || Instant.now().isAfter(deadline)) {
				close();
				throw new IllegalStateException(log());
			}
			Thread.sleep(100);
		}
	}

}
