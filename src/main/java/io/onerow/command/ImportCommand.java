package io.onerow.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/**
 * Loads a file into a service that runs. Its exit codes: 0, all rows are written (or
 * rehearsed); 1, the service has refused the file or some of its rows, or does not
 * answer; 2, it is not understood, or the credentials are missing.
 */
@Command(name = ImportCommand.NAME, mixinStandardHelpOptions = true,
		description = "Loads a file of records into an Onerow service that runs, as the OAuth client of the environment"
				+ " variables ONEROW_CLIENT_ID and ONEROW_CLIENT_SECRET, which must have the scope imports:write.",
		exitCodeListHeading = "Exit codes:%n",
		exitCodeList = { "0:all rows are written", "1:the service has refused some, or does not answer",
				"2:the command is wrong, or credentials are missing" })
public final class ImportCommand implements Callable<Integer> {

	/** The first argument of the service that makes it this command. */
	public static final String NAME = "import";

	/** A terminal that shows one line after the other. */
	private static final String DUMB = "dumb";

	private static final String IMPORTS = "imports";

	private static final Duration PAUSE = Duration.ofMillis(500);

	private static final Set<String> ENDED = Set.of("done", "failed", "cancelled", "undone", "paused");

	private final Map<String, String> environment;

	private final boolean terminal;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Parameters(paramLabel = "FILE", description = "CSV, NDJSON or XLSX")
	@SuppressWarnings("NullAway.Init")
	private Path file;

	@ArgGroup(multiplicity = "1")
	@SuppressWarnings("NullAway.Init")
	private Owner owner;

	@Option(names = "--kind", paramLabel = "contacts|accounts|customers",
			description = "what they are, if it is not what belongs there mostly")
	private @Nullable Kind kind;

	@Option(names = "--url", defaultValue = "http://127.0.0.1:8080",
			description = "where the service is; ${DEFAULT-VALUE} if it is not given")
	@SuppressWarnings("NullAway.Init")
	private URI url;

	@Option(names = "--map", paramLabel = "COLUMN=MEMBER",
			description = "what a column is, in place of all that would be guessed; may be given often")
	private Map<String, String> columns = new LinkedHashMap<>();

	@Option(names = "--dates", paramLabel = "COLUMN=ORDER",
			description = "ymd, dmy or mdy: in which order the dates of a column are written")
	private Map<String, String> dates = new HashMap<>();

	@Option(names = "--default", paramLabel = "MEMBER=VALUE",
			description = "what a member is where a row has nothing for it, such as language=en")
	private Map<String, String> defaults = new HashMap<>();

	@Option(names = "--preview", description = "rehearses it, and writes nothing")
	private boolean preview;

	@Option(names = "--complete", paramLabel = "list|delete|mark",
			description = "the file is all that there is: what becomes of records that are not in it")
	private @Nullable Missing missing;

	@Option(names = "--confirm",
			description = "with --complete, also if many are missing, or rows are not written, whose records would be")
	private boolean confirmed;

	@Option(names = "--failed", paramLabel = "FILE", description = "where to put the rows that are not written")
	private @Nullable Path failed;

	private ImportCommand(Map<String, String> environment, boolean terminal) {
		this.environment = environment;
		this.terminal = terminal;
	}

	/** Carries out what the arguments behind the first say, and answers the exit code. */
	public static int run(String... arguments) {
		return of(System.getenv(), !System.getenv().getOrDefault("TERM", DUMB).equals(DUMB)).execute(arguments);
	}

	/**
	 * The command as it is given.
	 * @param environment where the credentials are
	 * @param terminal whether somebody looks on who sees a line written over
	 */
	static CommandLine of(Map<String, String> environment, boolean terminal) {
		return new CommandLine(new ImportCommand(environment, terminal)).setExecutionExceptionHandler(Refused::told);
	}

	@Override
	public Integer call() {
		if (!Files.isReadable(this.file)) {
			throw new ParameterException(this.spec.commandLine(), "There is no file " + this.file + " to be read");
		}
		if (this.preview && this.missing != null) {
			throw new ParameterException(this.spec.commandLine(), "--preview completes nothing");
		}
		OnerowClient service = Credentials.client(this.spec.commandLine(), this.url, this.environment, "imports:write");
		JsonNode one = mapped(service, send(service));
		String path = IMPORTS + "/" + one.get("id").stringValue();
		FileSync sync = (this.missing != null) ? FileSync.open(service, this.owner.members(this.kind)) : null;
		service.send("POST", path + (this.preview ? "/preview" : "/run") + ((sync != null) ? sync.query() : ""), null);
		JsonNode ended = follow(service, path);
		tell(service, path, ended);
		boolean isWhole = ended.get("state").stringValue().equals(this.preview ? "previewed" : "done")
				&& ended.get("failed").longValue() + ended.get("doubted").longValue() == 0;
		if (sync != null) {
			complete(sync, isWhole);
		}
		return isWhole ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
	}

	private void complete(FileSync sync, boolean isWhole) {
		if (!isWhole && !this.confirmed) {
			sync.cancel();
			throw new Refused("Nothing is missing, as not all rows are written; --confirm has them not count");
		}
		sync.complete(String.valueOf(this.missing), this.confirmed,
				new Progress(this.spec.commandLine().getErr(), this.terminal), this.spec.commandLine().getOut(),
				ImportCommand::rest);
	}

	private JsonNode send(OnerowClient service) {
		Progress progress = new Progress(this.spec.commandLine().getErr(), this.terminal);
		String path = IMPORTS + "?" + this.owner.query(this.kind) + "&name="
				+ OnerowClient.encoded(String.valueOf(this.file.getFileName()));
		try {
			long size = Files.size(this.file);
			if (size > LargeFile.LEAST) {
				JsonNode one = new LargeFile(service, this.file, size, progress).send(this.owner.members(this.kind));
				progress.end();
				return one;
			}
			JsonNode one = service.upload(path,
					BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> read(progress, size)), size));
			progress.end();
			return one;
		}
		catch (IllegalArgumentException | IOException ex) {
			throw new Refused("The file " + this.file + " cannot be read, or is empty");
		}
	}

	private InputStream read(Progress progress, long size) {
		try {
			return new Counted(Files.newInputStream(this.file), progress, 0, size);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private JsonNode mapped(OnerowClient service, JsonNode one) {
		if (this.columns.isEmpty() && this.dates.isEmpty() && this.defaults.isEmpty()) {
			return one;
		}
		Map<String, Map<String, Object>> mapped = new LinkedHashMap<>();
		one.get("columns").forEach((column) -> {
			String name = column.get("name").stringValue();
			String member = this.columns.isEmpty() ? column.get("member").asString("") : this.columns.get(name);
			if (member != null && !member.isEmpty()) {
				Map<String, Object> told = new HashMap<>(Map.of("member", member));
				String order = this.dates.get(name);
				if (order != null) {
					told.put("dates", order);
				}
				mapped.put(name, told);
			}
		});
		return service.send("PUT", IMPORTS + "/" + one.get("id").stringValue() + "/mapping",
				Map.of("columns", mapped, "defaults", this.defaults));
	}

	private JsonNode follow(OnerowClient service, String path) {
		Progress progress = new Progress(this.spec.commandLine().getErr(), this.terminal);
		while (true) {
			JsonNode now = service.send("GET", path, null);
			JsonNode eta = now.get("eta");
			progress.show(this.preview ? "Rehearsed" : "Written", now.get("done").longValue(),
					now.get("total").longValue(), now.get("rate").doubleValue(),
					eta.isNull() ? null : Duration.between(Instant.now(), Instant.parse(eta.stringValue())));
			String state = now.get("state").stringValue();
			if (ENDED.contains(state) || (this.preview && state.equals("previewed"))) {
				progress.end();
				return now;
			}
			rest();
		}
	}

	private static void rest() {
		try {
			Thread.sleep(PAUSE.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new Refused("Interrupted; the service goes on");
		}
	}

	private void tell(OnerowClient service, String path, JsonNode ended) {
		PrintWriter out = this.spec.commandLine().getOut();
		ended.get("columns").forEach((column) -> {
			if (column.get("member").isNull()) {
				out.println("The column " + column.get("name").stringValue() + " is left out");
			}
		});
		List.of("created", "updated", "unchanged", "doubted", "failed")
			.forEach((outcome) -> out.println(outcome + ": " + ended.get(outcome).longValue()));
		JsonNode errors = this.preview ? ended.at("/preview/errors") : ended.get("errors");
		errors.forEach((error) -> out.println(error.get("count").longValue() + " rows: "
				+ (error.get("column").isNull() ? "" : error.get("column").stringValue() + " ")
				+ error.get("reason").stringValue() + " " + error.get("values")
				+ (error.get("repair").isNull() ? "" : ": " + error.get("repair").stringValue() + "?")));
		out.println("id: " + ended.get("id").stringValue());
		Path to = this.failed;
		if (to != null && !this.preview) {
			try (InputStream rows = service.download(path + "/failed")) {
				Files.copy(rows, to, StandardCopyOption.REPLACE_EXISTING);
			}
			catch (IOException ex) {
				throw new Refused("The file " + to + " cannot be written");
			}
		}
	}

	/** What the records are, in the words of the service. */
	@SuppressWarnings("UnusedVariable")
	enum Kind {

		contacts, accounts, customers

	}

	/** What becomes of records that are not in the file, in the words of the service. */
	@SuppressWarnings("UnusedVariable")
	enum Missing {

		list, delete, mark

	}

	/** What the records belong to, which tells of what kind they mostly are. */
	static final class Owner {

		@Option(names = "--account", paramLabel = "ID", description = "whose contacts they are")
		private @Nullable String account;

		@Option(names = "--connection", paramLabel = "ID",
				description = "whose accounts they are, or with --kind contacts whose contacts")
		private @Nullable String connection;

		@Option(names = "--source", paramLabel = "NAME",
				description = "whose customers they are, or with --kind accounts whose accounts")
		private @Nullable String source;

		@Option(names = "--book", description = "they are contacts of the company book")
		private boolean book;

		Map<String, String> members(@Nullable Kind kind) {
			if (this.book) {
				return members(kind, Kind.contacts, "book", "company");
			}
			if (this.account != null) {
				return members(kind, Kind.contacts, "account", this.account);
			}
			return (this.connection != null) ? members(kind, Kind.accounts, "connection", this.connection)
					: members(kind, Kind.customers, "source", String.valueOf(this.source));
		}

		private static Map<String, String> members(@Nullable Kind told, Kind other, String owner, String id) {
			return Map.of("kind", ((told != null) ? told : other).toString(), owner, id);
		}

		String query(@Nullable Kind kind) {
			return members(kind).entrySet()
				.stream()
				.map((member) -> member.getKey() + "=" + OnerowClient.encoded(member.getValue()))
				.collect(Collectors.joining("&"));
		}

	}

}
