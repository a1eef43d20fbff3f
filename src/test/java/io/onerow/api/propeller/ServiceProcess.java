package io.onerow.api.propeller;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.onerow.Onerow;
import io.onerow.TestDatabase;

/** The service in a JVM of its own, on the database of the tests. */
final class ServiceProcess implements AutoCloseable {

	private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

	private final Process process;

	private final int port;

	private ServiceProcess(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	static ServiceProcess start(String... jvmOptions) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of(jvmOptions));
		command
			.addAll(List.of("-cp", System.getProperty("java.class.path"), Onerow.class.getName(), "--server.port=0"));
		TestDatabase.access().asProperties().forEach((name, value) -> command.add("--" + name + "=" + value));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		// not closed: the process would stop at its next line
		BufferedReader lines = process.inputReader();
		StringBuilder output = new StringBuilder();
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			output.append(line).append('\n');
			Matcher started = STARTED.matcher(line);
			if (started.find()) {
				drain(lines);
				return new ServiceProcess(process, Integer.parseInt(started.group(1)));
			}
		}
		throw new IllegalStateException("The service did not start: " + output);
	}

	private static void drain(BufferedReader lines) {
		Thread drain = new Thread(() -> lines.lines().forEach((line) -> {
		}));
		drain.setDaemon(true);
		drain.start();
	}

	int port() {
		return this.port;
	}

	/** As kill -9 does. */
	void kill() {
		this.process.toHandle().destroyForcibly();
		this.process.onExit().join();
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	@Override
	public void close() {
		kill();
	}

}
