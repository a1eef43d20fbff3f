package io.onerow.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.json.JsonMapper;

/** The packaged service as users run it, in a process of its own, until closed. */
final class Service implements AutoCloseable {

	private static final int START_SECONDS = 180;

	private static final int STOP_SECONDS = 60;

	private final HttpClient http = HttpClient.newHttpClient();

	private final Process process;

	private final Path data;

	private final int port;

	private final Thread hook = new Thread(this::stop, "stop-service");

	private Service(Process process, Path data, int port) {
		this.process = process;
		this.data = data;
		this.port = port;
		Runtime.getRuntime().addShutdownHook(this.hook);
	}

	static Service start(Options options, Path jdk, Path folder) throws IOException, InterruptedException {
		Files.createDirectories(folder);
		Path data = folder.resolve("postgres").toAbsolutePath();
		int port = freePort();
		List<String> command = new ArrayList<>(List.of(jdk.resolve("bin/java").toString()));
		command.addAll(options.jvm());
		command.addAll(List.of("-jar", options.jar().toAbsolutePath().toString(), "--server.port=" + port,
				"--onerow.embedded.data-directory=" + data));
		command.addAll(options.args());
		File log = folder.resolve("service.log").toFile();
		Service service = new Service(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start(),
				data, port);
		try {
			service.awaitReady();
			return service;
		}
		catch (IOException | InterruptedException | RuntimeException ex) {
			service.close();
			throw ex;
		}
	}

	int port() {
		return this.port;
	}

	Database database() throws IOException {
		return Database.in(this.data);
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	Cpu cpu() throws IOException {
		return Cpu.now(this.process.toHandle(), postmaster());
	}

	/** Megabytes of memory that the Java process takes; 0 where that cannot be told. */
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

	/** A token of the demo's client, good for an hour. */
	String token() throws IOException, InterruptedException {
		return token("demo", "demo-secret");
	}

	String token(String client, String secret) throws IOException, InterruptedException {
		String basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
		HttpResponse<String> answer = this.http
			.send(request("/api/oauth/token").header("Authorization", "Basic " + basic)
				.header("Content-Type", "application/x-www-form-urlencoded")
				.POST(BodyPublishers.ofString("grant_type=client_credentials"))
				.build(), BodyHandlers.ofString());
		if (answer.statusCode() != 200) {
			throw new IllegalStateException("No token: " + answer.statusCode());
		}
		return JsonMapper.shared().readTree(answer.body()).get("access_token").stringValue();
	}

	HttpResponse<String> send(String method, Request request, String token) throws IOException, InterruptedException {
		return this.http.send(request(request.path()).header("Authorization", "Bearer " + token)
			.header("Content-Type", "application/json")
			.method(method, BodyPublishers.ofString(request.body()))
			.build(), BodyHandlers.ofString());
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.timeout(Duration.ofSeconds(60));
	}

	private void awaitReady() throws IOException, InterruptedException {
		for (int tenth = 0; tenth < START_SECONDS * 10; tenth++) {
			if (!this.process.isAlive()) {
				throw new IllegalStateException("The service does not start: see service.log beside " + this.data);
			}
			if (isReady()) {
				return;
			}
			Thread.sleep(100);
		}
		throw new IllegalStateException("The service is not ready after " + START_SECONDS + " s");
	}

	private boolean isReady() throws InterruptedException {
		try {
			return this.http.send(request("/actuator/health/readiness").build(), BodyHandlers.discarding())
				.statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private ProcessHandle postmaster() throws IOException {
		long pid = Long.parseLong(Files.readAllLines(this.data.resolve("postmaster.pid")).get(0).strip());
		return ProcessHandle.of(pid).orElseThrow();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	// The service stops its PostgreSQL itself; one that had to be killed cannot
	private void stop() {
		try {
			this.process.destroy();
			if (!this.process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
			if (Files.exists(this.data.resolve("postmaster.pid"))) {
				postmaster().destroy();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		stop();
		Runtime.getRuntime().removeShutdownHook(this.hook);
	}

}
