package io.onerow.bench;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A service in a Java process of its own, that is ready, until closed. */
final class JvmProcess implements AutoCloseable {

	private static final int START_SECONDS = 180;

	private static final int STOP_SECONDS = 60;

	private static final int LOOK_MILLIS = 20;

	private final Process process;

	private final int port;

	private final double ready;

	private JvmProcess(Process process, int port, double ready) {
		this.process = process;
		this.port = port;
		this.ready = ready;
	}

	/**
	 * Starts it on a free port of its own.
	 * @param command without the port
	 */
	static JvmProcess start(List<String> command, File log) throws IOException, InterruptedException {
		int port = freePort();
		List<String> whole = new ArrayList<>(command);
		whole.add("--server.port=" + port);
		long start = System.nanoTime();
		Process process = new ProcessBuilder(whole).redirectErrorStream(true).redirectOutput(log).start();
		try {
			awaitReady(process, port, log);
			return new JvmProcess(process, port, (System.nanoTime() - start) / 1e9);
		}
		catch (IOException | InterruptedException | RuntimeException ex) {
			stop(process);
			throw ex;
		}
	}

	int port() {
		return this.port;
	}

	ProcessHandle handle() {
		return this.process.toHandle();
	}

	/** Seconds from its start until it said that it takes requests. */
	double ready() {
		return this.ready;
	}

	/** Megabytes of memory that it takes; 0 where that cannot be told. */
	long memory() throws IOException {
		Path status = Path.of("/proc", String.valueOf(this.process.pid()), "status");
		if (!Files.exists(status)) {
			return 0;
		}
		try (var lines = Files.lines(status)) {
			return lines.filter((line) -> line.startsWith("VmRSS:"))
				.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
				.findFirst()
				.orElse(0);
		}
	}

	@Override
	public void close() {
		stop(this.process);
	}

	private static void stop(Process process) {
		try {
			process.destroy();
			if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
				process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void awaitReady(Process process, int port, File log) throws IOException, InterruptedException {
		HttpClient http = HttpClient.newHttpClient();
		HttpRequest ready = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
			.timeout(Duration.ofSeconds(60))
			.build();
		for (long end = System.nanoTime() + START_SECONDS * 1_000_000_000L; System.nanoTime() < end;) {
			if (!process.isAlive()) {
				throw new IllegalStateException("The service does not start: see " + log.getName());
			}
			if (isReady(http, ready)) {
				return;
			}
			Thread.sleep(LOOK_MILLIS);
		}
		throw new IllegalStateException("The service is not ready after " + START_SECONDS + " s");
	}

	private static boolean isReady(HttpClient http, HttpRequest ready) throws InterruptedException {
		try {
			return http.send(ready, BodyHandlers.discarding()).statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
