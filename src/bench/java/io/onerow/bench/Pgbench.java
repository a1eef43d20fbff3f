package io.onerow.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgreSQL's own load generator with the statement of the floor, to see how much of the
 * floor is the client.
 */
final class Pgbench {

	private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

	/** By what the floor binds, what this makes of the number of a contact. */
	private static final List<String> VALUES = List.of("'%s'", "gen_random_uuid()", "'Anna Smith'", "'anna smith'",
			"'{1,2,3}'", "7", "'user.' || lpad(cast(:n as text), 8, '0') || '@%s.example'",
			"'user.' || lpad(cast(:n as text), 8, '0') || '@%s.example'", "'de'", "now()", "now()");

	private final String program;

	private final Database database;

	private final Path script;

	Pgbench(String program, Database database, String upsert, UUID directory, int contacts, Path folder)
			throws IOException {
		this.program = program;
		this.database = database;
		this.script = folder.resolve("pgbench.sql");
		String statement = upsert;
		for (String value : VALUES) {
			String domain = value.contains("@") ? directory.toString().substring(28) : directory.toString();
			statement = statement.replaceFirst("\\?", Matcher.quoteReplacement(value.replace("%s", domain)));
		}
		Files.writeString(this.script, "\\set n random(0, " + (contacts - 1) + ")\n" + statement.replace('\n', ' ') + ";\n");
	}

	/** Statements a second. */
	double run(int connections, int seconds) throws IOException, InterruptedException {
		URI server = URI.create(this.database.url().substring("jdbc:".length()));
		ProcessBuilder command = new ProcessBuilder(this.program, "-h", server.getHost(), "-p",
				String.valueOf(server.getPort()), "-U", this.database.user(), "-n", "-M", "prepared", "-c",
				String.valueOf(connections), "-j", "2", "-T", String.valueOf(seconds), "-f", this.script.toString(),
				server.getPath().substring(1));
		command.environment().put("PGPASSWORD", this.database.password());
		Process process = command.redirectErrorStream(true).start();
		String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (!process.waitFor(seconds + 60L, TimeUnit.SECONDS)) {
			process.destroyForcibly();
		}
		Matcher rate = RATE.matcher(said);
		if (!rate.find()) {
			throw new IllegalStateException("pgbench says no rate: " + said);
		}
		return Double.parseDouble(rate.group(1));
	}

}
