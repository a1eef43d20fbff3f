package io.onerow.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** The command that loads a file, against a service that runs. */
@IntegrationTest
class ImportCommandIntegrationTests {

	@Autowired
	private ApplicationContext context;

	@LocalServerPort
	private int port;

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	@Test
	void fileIsRehearsedAndLoadedAndBadRowsComeBack(@TempDir Path folder) throws IOException {
		String tenant = "c" + UUID.randomUUID().toString().substring(24);
		Client admin = Client.of(this.context, tenant, "admin", "accounts:all");
		String account = Client.json(admin.send("POST", "/api/public/v1/accounts", "{\"fullName\": \"Acme\"}"))
			.get("id")
			.stringValue();
		String id = tenant + ".import";
		JsonNode made = Client.json(admin.send("POST", "/api/onerow/v1/admin/clients",
				"{\"clientId\": \"" + id + "\", \"scopes\": [\"imports:write\"]}"));
		CommandLine command = ImportCommand
			.of(Map.of("ONEROW_CLIENT_ID", id, "ONEROW_CLIENT_SECRET", made.get("secret").stringValue()), true);
		Path file = folder.resolve("people.csv");
		Path failed = folder.resolve("failed.csv");
		Files.writeString(file, "Who,Mail,Note\nMia Fox Long,mia@x.example,1\nNo Mail At All,none,2\n");
		assertThat(run(command, file.toString(), "--account", account, "--map", "Who=fullName", "--map", "Mail=email",
				"--default", "language=en", "--preview"))
			.isEqualTo(1);
		assertThat(this.out.toString()).contains("created: 1\n", "failed: 1\n", "The column Note is left out\n",
				"1 rows: Mail must be an email address [\"none\"]\n");
		assertThat(Client.json(admin.get("/api/public/v1/accounts/" + account + "/contacts"))).isEmpty();
		assertThat(run(command, file.toString(), "--account", account, "--map", "Who=fullName", "--map", "Mail=email",
				"--default", "language=en", "--failed", failed.toString()))
			.isEqualTo(1);
		assertThat(this.err.toString()).contains("Sent [##############################] 100 %",
				"\rWritten [##############################] 100 %  2 of 2");
		assertThat(Files.readAllLines(failed)).containsExactly("Who,Mail,Note,onerow column,onerow value,onerow reason",
				"No Mail At All,none,2,Mail,none,must be an email address");
		assertThat(Client.json(admin.get("/api/public/v1/accounts/" + account + "/contacts"))).hasSize(1);
		assertThat(run(command, file.toString(), "--source", "erp", "--connection", "x")).isEqualTo(2);
		assertThat(run(command, folder.resolve("none").toString(), "--source", "erp")).isEqualTo(2);
		assertThat(run(command, file.toString(), "--connection", "none")).isEqualTo(1);
		assertThat(this.err.toString()).contains("404: ").doesNotContain(made.get("secret").stringValue());
	}

	@Test
	void fileIsOfTheCompanyBookOrOfAConnection(@TempDir Path folder) throws IOException {
		String tenant = "c" + UUID.randomUUID().toString().substring(24);
		Client admin = Client.of(this.context, tenant, "admin");
		admin.send("POST", "/api/onerow/v1/admin/connections", "{\"connectionId\":\"crm\",\"provider\":\"native\"}");
		String id = Client.register(this.context, tenant, "imports:write");
		CommandLine command = ImportCommand.of(Map.of("ONEROW_CLIENT_ID", id, "ONEROW_CLIENT_SECRET", Client.SECRET),
				false);
		Path file = folder.resolve("people.csv");
		Files.writeString(file, "externalId,Vorname,Nachname,mail\n1,Ann,Lee,ann@x.example\n");
		assertThat(run(command, file.toString(), "--book")).as(this.err.toString()).isZero();
		assertThat(this.out.toString()).contains("created: 1\n").doesNotContain("left out");
		assertThat(run(command, file.toString(), "--connection", "crm", "--kind", "contacts")).isZero();
		assertThat(this.out.toString()).contains("created: 1\n", "The column externalId is left out\n");
		assertThat(run(command, file.toString(), "--source", "erp", "--kind", "contacts")).isEqualTo(1);
		assertThat(this.err.toString()).contains("account is required for contacts");
		assertThat(run(command, file.toString(), "--book", "--complete", "list")).isEqualTo(1);
	}

	@Test
	void fileIsAllThatThereIs(@TempDir Path folder) throws IOException {
		String tenant = "c" + UUID.randomUUID().toString().substring(24);
		String id = Client.register(this.context, tenant, "imports:write");
		CommandLine command = ImportCommand.of(Map.of("ONEROW_CLIENT_ID", id, "ONEROW_CLIENT_SECRET", Client.SECRET),
				false);
		Path file = folder.resolve("customers.csv");
		Files.writeString(file, "sourceId,lastName\n1,A\n2,B\n3,C\n");
		assertThat(run(command, file.toString(), "--source", "erp", "--complete", "delete")).isZero();
		assertThat(this.out.toString()).contains("created: 3\n", "missing: 0\n", "deleted: 0\n");
		Files.writeString(file, "sourceId,lastName\n1,A\n2,B\n");
		assertThat(run(command, file.toString(), "--source", "erp", "--complete", "delete")).isEqualTo(1);
		assertThat(this.err.toString()).contains("409: 1 of 3 records would be deleted, which is more than 10 %");
		assertThat(run(command, file.toString(), "--source", "erp", "--complete", "delete", "--confirm")).isZero();
		assertThat(this.out.toString()).contains("unchanged: 2\n", "missing: 1\n", "deleted: 1\n", "kept: 0\n");
		Files.writeString(file, "sourceId,dob\n1,1980-01-31\n2,31st\n");
		assertThat(run(command, file.toString(), "--source", "erp", "--complete", "mark")).isEqualTo(1);
		assertThat(this.err.toString()).contains("Nothing is missing, as not all rows are written");
		assertThat(run(command, file.toString(), "--source", "erp", "--complete", "all")).isEqualTo(2);
		assertThat(run(command, file.toString(), "--source", "erp", "--complete", "list", "--preview")).isEqualTo(2);
	}

	@Test
	void largeFileGoesOnWhereItsConnectionBroke(@TempDir Path folder) throws IOException {
		String tenant = "c" + UUID.randomUUID().toString().substring(24);
		String id = Client.register(this.context, tenant, "imports:write");
		CommandLine command = ImportCommand.of(Map.of("ONEROW_CLIENT_ID", id, "ONEROW_CLIENT_SECRET", Client.SECRET),
				false);
		Path file = folder.resolve("customers.csv");
		String note = "x".repeat(99_000);
		Files.writeString(file,
				IntStream.range(0, 100)
					.mapToObj((i) -> i + ",A," + note + "\n")
					.collect(Collectors.joining("", "sourceId,lastName,something\n", "")));
		try (BrokenWire wire = new BrokenWire(this.port, 4 << 20)) {
			assertThat(run(command, wire.port(), file.toString(), "--source", "erp")).as(this.err.toString()).isZero();
		}
		assertThat(this.out.toString()).contains("created: 100\n");
		assertThat(this.err.toString())
			.containsPattern("it goes on behind [34],\\d{3},\\d{3} of 9,9\\d{2},\\d{3} bytes");
	}

	private int run(CommandLine command, String... arguments) {
		return run(command, this.port, arguments);
	}

	private int run(CommandLine command, int port, String... arguments) {
		this.out.getBuffer().setLength(0);
		this.err.getBuffer().setLength(0);
		String[] all = new String[arguments.length + 2];
		System.arraycopy(arguments, 0, all, 0, arguments.length);
		all[arguments.length] = "--url";
		all[arguments.length + 1] = "http://localhost:" + port;
		return command.setOut(new PrintWriter(this.out, true)).setErr(new PrintWriter(this.err, true)).execute(all);
	}

}
