package io.onerow.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import tools.jackson.databind.json.JsonMapper;

/**
 * The packaged service as users run it, with its embedded database or one that is given,
 * until closed.
 */
final class Service implements Server, AutoCloseable {

	/** With a database that is given, where there is no demo. */
	private static final String GIVEN_SECRET = "only-for-the-bench-0123456789-abcdef";

	private final JvmProcess process;

	/** Of the embedded database. */
	private final Optional<Path> data;

	private final Database database;

	private final Thread hook = new Thread(this::stop, "stop-service");

	private Service(JvmProcess process, Optional<Path> data, Database database) {
		this.process = process;
		this.data = data;
		this.database = database;
		Runtime.getRuntime().addShutdownHook(this.hook);
	}

	/** On the data that is in the folder, if there is some. */
	static Service start(Options options, Path jdk, Path folder) throws IOException, InterruptedException {
		if (options.url().isEmpty()) {
			return start(jdk, options.jvm(), options.jar(), options.args(), folder);
		}
		Database database = Database.at(options.url());
		Files.createDirectories(folder);
		List<String> command = command(jdk, options.jvm(), options.jar(), database.arguments(GIVEN_SECRET));
		command.addAll(options.args());
		return new Service(JvmProcess.start(command, log(folder)), Optional.empty(), database);
	}

	static Service start(Path jdk, List<String> jvm, Path jar, List<String> args, Path folder)
			throws IOException, InterruptedException {
		Files.createDirectories(folder);
		Path data = folder.resolve("postgres").toAbsolutePath();
		List<String> command = command(jdk, jvm, jar, List.of("--onerow.embedded.data-directory=" + data));
		command.addAll(args);
		try {
			return new Service(JvmProcess.start(command, log(folder)), Optional.of(data), Database.in(data));
		}
		catch (IOException | InterruptedException | RuntimeException ex) {
			stopPostgres(data);
			throw ex;
		}
	}

	private static List<String> command(Path jdk, List<String> jvm, Path jar, List<String> args) {
		List<String> command = new ArrayList<>(List.of(jdk.resolve("bin/java").toString()));
		command.addAll(jvm);
		command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
		command.addAll(args);
		return command;
	}

	private static File log(Path folder) {
		return folder.resolve("service.log").toFile();
	}

	@Override
	public int port() {
		return this.process.port();
	}

	Database database() {
		return this.database;
	}

	boolean isAlive() {
		return this.process.handle().isAlive();
	}

	@Override
	public Cpu cpu() throws IOException {
		return Cpu.now(this.process.handle(), postmaster());
	}

	long memory() throws IOException {
		return this.process.memory();
	}

	double ready() {
		return this.process.ready();
	}

	/** Of the client called demo, good for an hour. */
	@Override
	public String token() throws IOException, InterruptedException {
		return token("demo", this.data.isPresent() ? "demo-secret" : GIVEN_SECRET);
	}

	String token(String client, String secret) throws IOException, InterruptedException {
		String basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
		HttpResponse<String> answer = HTTP
			.send(request("/api/oauth/token").header("Authorization", "Basic " + basic)
				.header("Content-Type", "application/x-www-form-urlencoded")
				.POST(BodyPublishers.ofString("grant_type=client_credentials"))
				.build(), BodyHandlers.ofString());
		if (answer.statusCode() != 200) {
			throw new IllegalStateException("No token: " + answer.statusCode());
		}
		return JsonMapper.shared().readTree(answer.body()).get("access_token").stringValue();
	}

	/** That of the PostgreSQL which the service has started, if it has. */
	Optional<ProcessHandle> postmaster() throws IOException {
		return this.data.isPresent() ? postmaster(this.data.get()) : Optional.empty();
	}

	private static Optional<ProcessHandle> postmaster(Path data) throws IOException {
		return ProcessHandle.of(Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip()));
	}

	private void stop() {
		this.process.close();
		try {
			if (this.data.isPresent()) {
				stopPostgres(this.data.get());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	// The service stops its PostgreSQL itself; one that had to be killed cannot
	private static void stopPostgres(Path data) throws IOException {
		if (Files.exists(data.resolve("postmaster.pid"))) {
			postmaster(data).ifPresent(ProcessHandle::destroy);
		}
	}

	@Override
	public void close() {
		stop();
		Runtime.getRuntime().removeShutdownHook(this.hook);
	}

}
