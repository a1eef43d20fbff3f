package io.onerow.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EmbeddedPostgresIntegrationTests {

	@TempDir
	Path folder;

	private Path data;

	@BeforeEach
	void nameDataDirectory() throws Exception {
		Folders.shareWithAll(this.folder);
		this.data = this.folder.resolve("postgres");
	}

	@Test
	void commitsAreDurableAndDataSurvivesRestart() throws Exception {
		try (EmbeddedPostgres postgres = start()) {
			assertThat(query(postgres, "show fsync")).isEqualTo("on");
			assertThat(query(postgres, "show synchronous_commit")).isEqualTo("on");
			assertThat(query(postgres, "show full_page_writes")).isEqualTo("on");
			assertThat(query(postgres, "show data_checksums")).isEqualTo("on");
			assertThat(query(postgres, "show server_version_num")).startsWith("18");
			assertThat(query(postgres, "show server_encoding")).isEqualTo("UTF8");
			execute(postgres, "create table kept as select 'héllo' as word");
		}
		assertThat(this.data.resolve("postmaster.pid")).as("PostgreSQL stops with its service").doesNotExist();
		try (EmbeddedPostgres postgres = start()) {
			assertThat(query(postgres, "select word from kept")).isEqualTo("héllo");
		}
	}

	@Test
	void listensOnLoopbackOnlyAndAsksForPassword() throws Exception {
		try (EmbeddedPostgres postgres = start()) {
			assertThat(query(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
			assertThat(query(postgres, "show unix_socket_directories")).isEmpty();
			assertThat(Files.getPosixFilePermissions(this.data.resolve("onerow.password"))).hasSize(2);
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), "wrong"))
				.withMessageContaining("password authentication failed");
		}
	}

	@Test
	void secondServiceOnSameFolderIsToldSo() {
		try (EmbeddedPostgres first = start()) {
			assertThatExceptionOfType(EmbeddedDatabaseException.class).isThrownBy(this::start)
				.withMessageContaining(this.data.toString())
				.withMessageContaining("in use by another running Onerow")
				.satisfies((ex) -> assertThat(ex.action()).contains("onerow.embedded.data-directory"));
			assertThat(first.jdbcUrl()).startsWith("jdbc:postgresql://127.0.0.1:");
		}
	}

	@Test
	void dataOfAnotherPostgresVersionIsRefused() throws Exception {
		Files.createDirectories(this.data);
		Files.writeString(this.data.resolve("PG_VERSION"), "17\n");
		Files.writeString(this.data.resolve("onerow.password"), "secret");
		assertThatExceptionOfType(EmbeddedDatabaseException.class).isThrownBy(this::start)
			.withMessageContaining("made by PostgreSQL 17, and the embedded one is version 18");
	}

	// Permission bits do not bind root, so a file stands where the folder is to be
	@ParameterizedTest
	@ValueSource(strings = { "file", "file/postgres" })
	void folderThatCannotBeWrittenIsNamed(String path) throws Exception {
		Files.createFile(this.folder.resolve("file"));
		this.data = this.folder.resolve(path);
		assertThatExceptionOfType(EmbeddedDatabaseException.class).isThrownBy(this::start)
			.withMessageContaining(this.data.toString())
			.withMessageContaining("not a folder that Onerow can write to");
	}

	@Test
	void foreignFilesAreLeftAlone() throws Exception {
		Files.createDirectories(this.data);
		Path file = Files.writeString(this.data.resolve("letter.txt"), "Dear");
		assertThatExceptionOfType(EmbeddedDatabaseException.class).isThrownBy(this::start)
			.withMessageContaining("holds files, but no PostgreSQL that Onerow made");
		assertThat(file).hasContent("Dear");
	}

	@Test
	void processIdThatAnotherProgramGotMeanwhileDoesNotHinderStart() throws Exception {
		start().close();
		Files.writeString(this.data.resolve("postmaster.pid"),
				"%d%n%s%n1%n5432%n%n127.0.0.1%n".formatted(ProcessHandle.current().pid(), this.data));
		try (EmbeddedPostgres postgres = start()) {
			assertThat(query(postgres, "select 1")).isEqualTo("1");
		}
	}

	@Test
	void everyAcknowledgedRowSurvivesKillOfService() throws Exception {
		int acknowledged = writeRowsAndKill(50);
		long orphan = Long.parseLong(Files.readAllLines(this.data.resolve("postmaster.pid")).get(0));
		assertThat(ProcessHandle.of(orphan)).as("PostgreSQL outlives the service").isPresent();
		try (EmbeddedPostgres postgres = start()) {
			assertThat(ProcessHandle.of(orphan).flatMap((process) -> process.info().commandLine())).isEmpty();
			assertThat(query(postgres, "select count(*) from acknowledged where id <= " + acknowledged))
				.isEqualTo(String.valueOf(acknowledged));
		}
	}

	@Test
	void everyAcknowledgedRowSurvivesKillOfServiceAndDatabase() throws Exception {
		int acknowledged = writeRowsAndKill(50);
		long orphan = Long.parseLong(Files.readAllLines(this.data.resolve("postmaster.pid")).get(0));
		ProcessHandle postmaster = ProcessHandle.of(orphan).orElseThrow();
		postmaster.destroyForcibly();
		postmaster.onExit().get(10, TimeUnit.SECONDS);
		try (EmbeddedPostgres postgres = start()) {
			assertThat(query(postgres, "select count(*) from acknowledged where id <= " + acknowledged))
				.isEqualTo(String.valueOf(acknowledged));
		}
	}

	private int writeRowsAndKill(int atLeast) throws IOException, InterruptedException {
		Process service = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), AcknowledgedRows.class.getName(), this.data.toString())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		int last = 0;
		try (var lines = service.inputReader()) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				if (line.startsWith("acknowledged ")) {
					last = Integer.parseInt(line.substring("acknowledged ".length()));
				}
				if (last == atLeast) {
					service.toHandle().destroyForcibly();
				}
			}
		}
		service.waitFor();
		assertThat(last).isGreaterThanOrEqualTo(atLeast);
		return last;
	}

	private EmbeddedPostgres start() {
		return EmbeddedPostgres.start(new EmbeddedProperties(this.data, ThrowawayPostgres.BINARIES));
	}

	private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
		try (Connection connection = connect(postgres);
				ResultSet result = connection.createStatement().executeQuery(sql)) {
			result.next();
			return result.getString(1);
		}
	}

	private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
		try (Connection connection = connect(postgres)) {
			connection.createStatement().execute(sql);
		}
	}

	private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
		return DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
	}

}
