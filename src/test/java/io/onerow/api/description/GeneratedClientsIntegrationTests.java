package io.onerow.api.description;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that OpenAPI Generator makes of the whole description compile and upsert. What
 * they send is in {@code src/test/clients}.
 */
@IntegrationTest
class GeneratedClientsIntegrationTests {

	private static final Logger log = LoggerFactory.getLogger(GeneratedClientsIntegrationTests.class);

	private static final Pattern IMPORTED = Pattern.compile("import \\{ (.*) } from './generated'");

	private static final Pattern CALLED = Pattern.compile("(?:billabex|Api\\([^\\n]*\\))\\s*\\.(\\w+)\\(");

	private static final Path SOURCES = Path.of("src/test/clients").toAbsolutePath();

	private static final Path MADE = Path.of("target/clients").toAbsolutePath();

	/**
	 * The same contact under both spellings, its new name, a refusal, a contact of SAM.
	 */
	private static final String EXPECTED = "true Ann Leigh 400 1";

	private final ApplicationContext context;

	GeneratedClientsIntegrationTests(@Autowired ApplicationContext context) {
		this.context = context;
	}

	@BeforeAll
	static void generate(@Autowired ApplicationContext context) throws IOException, InterruptedException {
		for (String client : List.of("java", "typescript")) {
			delete(MADE.resolve(client));
			Files.copy(SOURCES.resolve(client + ".yaml"), MADE.resolve(client + ".yaml"),
					StandardCopyOption.REPLACE_EXISTING);
		}
		Files.writeString(MADE.resolve("openapi.json"), Client.anonymous(context).get("/openapi.json").body());
		String java = ProcessHandle.current().info().command().orElse("java");
		run(java, "-jar", "openapi-generator-cli.jar", "batch", "--fail-fast", "java.yaml", "typescript.yaml");
	}

	@Test
	void java() throws Exception {
		Path classes = Files.createDirectories(MADE.resolve("java/classes"));
		List<Path> sources = new ArrayList<>(List.of(SOURCES.resolve("java/Upsert.java")));
		try (Stream<Path> files = Files.walk(MADE.resolve("java/src"))) {
			files.filter((file) -> file.toString().endsWith(".java")).forEach(sources::add);
		}
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		StringWriter messages = new StringWriter();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
			assertThat(
					compiler
						.getTask(messages, files, null,
								List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp",
										System.getProperty("java.class.path")),
								null, files.getJavaFileObjectsFromPaths(sources))
						.call())
				.as(messages.toString())
				.isTrue();
		}
		try (URLClassLoader loader = new URLClassLoader(new URL[] { classes.toUri().toURL() })) {
			Object said = loader.loadClass("Upsert")
				.getMethod("run", String.class, String.class, String.class)
				.invoke(null, Client.baseOf(this.context), register("generated-java"), Client.SECRET);
			assertThat(said).isEqualTo(EXPECTED);
		}
	}

	/**
	 * Where there is nothing but Java it is held against the program which uses it, and
	 * is said not to be compiled; the gate has Node.js, and compiles and runs it.
	 */
	@Test
	void typescript() throws IOException, InterruptedException {
		Path folder = MADE.resolve("typescript");
		Path source = SOURCES.resolve("typescript/upsert.ts");
		hasWhatIsUsed(folder, Files.readString(source));
		if (!isGate() && !hasNode()) {
			log.warn("Node.js is not installed: the client for TypeScript is neither compiled nor run");
			return;
		}
		Path program = Files.createDirectories(MADE.resolve("typescript-program"));
		delete(program.resolve("generated"));
		Files.move(folder, program.resolve("generated"));
		Files.copy(source, program.resolve("upsert.ts"), StandardCopyOption.REPLACE_EXISTING);
		run("node", MADE.resolve("tsc/tsc.js").toString(), "--strict", "--target", "es2022", "--module", "commonjs",
				"--lib", "es2022,dom", "--outDir", program.resolve("compiled").toString(),
				program.resolve("upsert.ts").toString());
		String said = run("node", program.resolve("compiled/upsert.js").toString(), Client.baseOf(this.context),
				register("generated-typescript"), Client.SECRET);
		assertThat(said.strip()).isEqualTo(EXPECTED);
	}

	/** The classes that a program imports, and what it calls of those that send. */
	private static void hasWhatIsUsed(Path client, String program) throws IOException {
		StringBuilder made = new StringBuilder();
		try (Stream<Path> files = Files.walk(client)) {
			for (Path file : files.filter((one) -> one.toString().endsWith(".ts")).toList()) {
				made.append(Files.readString(file));
			}
		}
		Matcher imported = IMPORTED.matcher(program);
		assertThat(imported.find()).isTrue();
		assertThat(imported.group(1).split(", "))
			.allSatisfy((name) -> assertThat(made).contains("class " + name + " "));
		assertThat(CALLED.matcher(program).results().map((call) -> call.group(1))).isNotEmpty()
			.allSatisfy((name) -> assertThat(made).contains("async " + name + "("));
	}

	private String register(String tenant) {
		return Client.register(this.context, tenant, "accounts:all");
	}

	private static boolean isGate() {
		return Boolean.parseBoolean(System.getenv("CI"));
	}

	private static boolean hasNode() throws InterruptedException {
		try {
			return new ProcessBuilder("node", "--version").start().waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** What the program printed; it must succeed. */
	private static String run(String... command) throws IOException, InterruptedException {
		Path output = Files.createTempFile(MADE, "run", ".log");
		Process process = new ProcessBuilder(command).directory(MADE.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("in time").isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		String printed = Files.readString(output);
		Files.delete(output);
		assertThat(process.exitValue()).as(printed).isZero();
		return printed;
	}

	private static void delete(Path folder) throws IOException {
		if (Files.exists(folder)) {
			try (Stream<Path> files = Files.walk(folder)) {
				files.sorted(Comparator.reverseOrder()).forEach((file) -> file.toFile().delete());
			}
		}
	}

}
