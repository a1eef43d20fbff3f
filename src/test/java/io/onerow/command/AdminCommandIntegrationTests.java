package io.onerow.command;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.Onerow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** The command, against a service that runs. */
@IntegrationTest
class AdminCommandIntegrationTests {

	@Autowired
	private ApplicationContext context;

	@LocalServerPort
	private int port;

	private String tenant;

	private Map<String, String> credentials;

	@BeforeEach
	void newTenant() {
		this.tenant = "c" + UUID.randomUUID().toString().substring(24);
		this.credentials = credentials(this.tenant);
	}

	private Map<String, String> credentials(String of) {
		Client admin = Client.of(this.context, of, "admin");
		String id = of + ".command." + UUID.randomUUID();
		JsonNode made = Client.json(admin.send("POST", "/api/onerow/v1/admin/clients",
				"{\"clientId\": \"" + id + "\", \"scopes\": [\"admin\"]}"));
		return Map.of("ONEROW_CLIENT_ID", id, "ONEROW_CLIENT_SECRET", made.get("secret").stringValue());
	}

	@Test
	void clientIsCreatedListedRotatedAndRevoked() {
		String id = this.tenant + ".erp";
		JsonNode made = json(run("create-client", "--name", id, "--scopes", "bulk:write,customers:write"));
		String secret = made.get("secret").stringValue();
		assertThat(Client.logIn(base(), id, secret).token()).isNotEmpty();
		assertThat(made.get("scopes")).hasSize(2);
		String other = json(run("rotate-client", id, "--overlap-seconds", "0")).get("secret").stringValue();
		assertThat(other).isNotEqualTo(secret);
		Said table = run("list-clients", "--output", "table");
		assertThat(table.out().lines().findFirst().orElseThrow()).startsWith("clientId").contains("scopes");
		assertThat(table.out()).containsPattern(id + " +bulk:write,customers:write ").doesNotContain(other);
		Said revoked = run("revoke-client", id);
		assertThat(revoked).isEqualTo(new Said(0, "", ""));
		assertThat(run("revoke-client", id))
			.isEqualTo(new Said(1, "", "404: There is no such client that is not revoked.\n"));
		assertThat(json(run("list-clients")).valueStream()
			.filter((client) -> client.get("clientId").stringValue().equals(id))
			.map((client) -> client.get("revokedAt").isNull())).containsExactly(false);
	}

	@Test
	void keysUsersAndConnectionsAreCreatedListedAndEnded() {
		String key = json(run("create-api-key", "--name", "crm", "--scopes", "accounts:read")).get("keyId")
			.stringValue();
		JsonNode user = json(run("create-user", "--email", this.tenant + "@x.example", "--role", "reader"));
		assertThat(user.get("password").stringValue()).hasSize(64);
		run("create-connection", "--name", "crm", "--provider", "native", "--customer", "c1");
		assertThat(run("list-api-keys").out()).contains(key);
		assertThat(run("list-users").out()).contains("reader").doesNotContain("password");
		assertThat(json(run("list-connections")).at("/0/customerId").stringValue()).isEqualTo("c1");
		assertThat(List.of(run("revoke-api-key", key).code(), run("delete-connection", "crm").code(),
				run("delete-user", user.get("userId").stringValue()).code()))
			.containsOnly(0);
		assertThat(json(run("list-users"))).isEmpty();
	}

	@Test
	void userIsChangedAndTheTrailTellsOfIt() {
		String user = json(run("create-user", "--email", this.tenant + "@x.example", "--role", "reader")).get("userId")
			.stringValue();
		JsonNode changed = json(run("change-user", user, "--role", "operator", "--enabled", "false"));
		assertThat(changed.get("role").stringValue()).isEqualTo("operator");
		assertThat(changed.get("enabled").booleanValue()).isFalse();
		assertThat(json(run("change-user", user, "--enabled", "true")).get("enabled").booleanValue()).isTrue();
		assertThat(run("change-user", user, "--role", "king").err()).startsWith("400: ").contains("/role");
		JsonNode trail = json(run("list-audit", "--limit", "2"));
		assertThat(trail).hasSize(2);
		assertThat(trail.at("/0/subject").stringValue()).isEqualTo(user);
		assertThat(trail.at("/1/after/role").stringValue()).isEqualTo("operator");
	}

	@Test
	void policyIsSetShownAndTakenAway() {
		JsonNode set = json(run("set-policy", "tenant", "--policy", "guarded", "--on-doubt", "review",
				"--request-may-choose", "--region", "ch", "--survivorship", "survivor", "--aliases", "false"));
		assertThat(json(run("show-policy", "tenant"))).isEqualTo(set);
		assertThat(set.toString()).contains("\"policy\":\"guarded\"", "\"onDoubt\":\"review\"",
				"\"requestMayChoose\":true", "\"region\":\"CH\"", "\"survivorship\":\"survivor\"", "\"aliases\":false");
		assertThat(json(run("show-policy", "customers")).get("policy").stringValue()).isEqualTo("seed");
		assertThat(json(run("unset-policy", "tenant")).get("policy").stringValue()).isEqualTo("seed");
		assertThat(run("show-policy", "account:" + UUID.randomUUID()).err()).startsWith("404: ");
		assertThat(run("set-policy", "tenant", "--policy", "none").err()).startsWith("400: ").contains("/policy");
	}

	@Test
	void signingKeysAreListedAndAYoungOneIsNotRotated() {
		assertThat(json(run("list-signing-keys"))).isNotEmpty();
		assertThat(run("rotate-signing-key").err()).startsWith("409: The newest key was made less than");
	}

	@Test
	void tenantIsCreatedWithItsAdministratorByTheRootTenant() {
		String name = this.tenant + "-new";
		assertThat(run("create-tenant", "--name", name).code()).as("of another tenant").isEqualTo(1);
		this.credentials = credentials(IntegrationTest.ROOT);
		JsonNode made = json(
				run("create-tenant", "--name", name, "--language", "nl", "--administrator", name + ".root"));
		assertThat(made.at("/administrator/secret").stringValue()).hasSize(64);
		assertThat(run("list-tenants", "--output", "table").out()).containsPattern(name + " +NL ");
		assertThat(run("delete-tenant", name).code()).isZero();
		assertThat(run("delete-tenant", name).err()).startsWith("404: ");
	}

	@Test
	void whatTheServiceRefusesIsToldInItsWords() {
		Said refused = run("create-client", "--name", "a b", "--scopes", "root");
		assertThat(refused.code()).isEqualTo(1);
		assertThat(refused.err()).startsWith("400: ").contains("/clientId", "/scopes/0");
		this.credentials = Map.of("ONEROW_CLIENT_ID", "nobody", "ONEROW_CLIENT_SECRET", "nothing");
		assertThat(run("list-clients")).isEqualTo(new Said(1, "", "401: invalid_client\n"));
	}

	@Test
	void serviceThatDoesNotAnswerIsAFailure() {
		Said said = new Said(this.credentials, "list-clients", "--url", "http://127.0.0.1:1");
		assertThat(said).isEqualTo(new Said(1, "", "Nothing answers at http://127.0.0.1:1\n"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "create-client --name x", "zzz", "list-clients --output xml",
			"create-client --name x --scopes admin --secret y", "list-clients --url ht!tp", "" })
	void wrongCommandIsToldWithWhatThereIs(String line) {
		Said said = new Said(this.credentials, line.split(" "));
		assertThat(said.code()).isEqualTo(2);
		assertThat(said.err()).contains("Usage: ");
		assertThat(said.out()).isEmpty();
	}

	@Test
	void credentialsAreNeeded() {
		this.credentials = Map.of("ONEROW_CLIENT_ID", "x");
		Said said = run("list-clients");
		assertThat(said.code()).isEqualTo(2);
		assertThat(said.err()).contains("ONEROW_CLIENT_SECRET");
	}

	@Test
	void nothingOfTheServiceStartsForIt(@TempDir Path folder) throws Exception {
		File output = folder.resolve("output").toFile();
		Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "-verbose:class",
				"-cp", System.getProperty("java.class.path"), Onerow.class.getName(), "admin", "--help")
			.redirectErrorStream(true)
			.redirectOutput(output)
			.start();
		try {
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		assertThat(process.exitValue()).isZero();
		assertThat(Files.readString(output.toPath())).contains("rotate-client", "ONEROW_CLIENT_SECRET")
			.doesNotContain("SpringApplication ");
	}

	private Said run(String... arguments) {
		List<String> all = new ArrayList<>(List.of(arguments));
		all.addAll(List.of("--url", base() + "/"));
		return new Said(this.credentials, all.toArray(String[]::new));
	}

	private String base() {
		return "http://127.0.0.1:" + this.port;
	}

	private static JsonNode json(Said said) {
		assertThat(said.code()).as(said.err()).isZero();
		return JsonMapper.shared().readTree(said.out());
	}

	/** What came of a command. */
	private record Said(int code, String out, String err) {

		Said(Map<String, String> environment, String... arguments) {
			this(environment, new StringWriter(), new StringWriter(), arguments);
		}

		private Said(Map<String, String> environment, StringWriter out, StringWriter err, String... arguments) {
			this(AdminCommand.of(environment)
				.setOut(new PrintWriter(out))
				.setErr(new PrintWriter(err))
				.execute(arguments), out.toString(), err.toString());
		}

	}

}
