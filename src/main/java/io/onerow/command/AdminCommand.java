package io.onerow.command;

import java.net.URI;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/**
 * Administers a service that runs. Its exit codes: 0, it is done; 1, the service has
 * refused it or does not answer; 2, it is not understood, or the credentials are missing.
 */
@Command(name = AdminCommand.NAME, mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
		description = "Administers an Onerow service that runs, as the OAuth client of the environment variables"
				+ " ONEROW_CLIENT_ID and ONEROW_CLIENT_SECRET, which must have the scope admin.",
		exitCodeListHeading = "Exit codes:%n",
		exitCodeList = { "0:it is done", "1:the service has refused it, or does not answer",
				"2:the command is wrong, or credentials are missing" })
public final class AdminCommand {

	/** The first argument of the service that makes it this command. */
	public static final String NAME = "admin";

	private static final String CLIENTS = "clients";

	private static final String KEYS = "api-keys";

	private static final String TENANTS = "tenants";

	private static final String CONNECTIONS = "connections";

	private static final String USERS = "users";

	private static final String SIGNING_KEYS = "signing-keys";

	private static final String AUDIT = "audit";

	private static final String SCOPE = "SCOPE";

	private final Map<String, String> environment;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Option(names = "--url", scope = ScopeType.INHERIT, defaultValue = "http://127.0.0.1:8080",
			description = "where the service is; ${DEFAULT-VALUE} if it is not given")
	@SuppressWarnings("NullAway.Init")
	private URI url;

	@Option(names = "--output", scope = ScopeType.INHERIT, defaultValue = "json",
			description = "json or table; ${DEFAULT-VALUE} if it is not given")
	@SuppressWarnings("NullAway.Init")
	private Output output;

	private AdminCommand(Map<String, String> environment) {
		this.environment = environment;
	}

	/** Carries out what the arguments behind the first say, and answers the exit code. */
	public static int run(String... arguments) {
		return of(System.getenv()).execute(arguments);
	}

	/**
	 * The command as it is given.
	 * @param environment where the credentials are
	 */
	static CommandLine of(Map<String, String> environment) {
		return new CommandLine(new AdminCommand(environment)).setCaseInsensitiveEnumValuesAllowed(true)
			.setExecutionExceptionHandler(Refused::told);
	}

	@Command(name = "create-tenant", description = "Creates a tenant; for administrators of the root tenant.")
	void createTenant(@Option(names = "--name", required = true, description = "its id") String name,
			@Option(names = "--language", description = "of customers that name none") @Nullable String language,
			@Option(names = "--administrator",
					description = "id of a client that may administer it; its secret is shown once") @Nullable String administrator) {
		print(service().create(TENANTS,
				members("tenantId", name, "defaultLanguage", language, "administratorId", administrator)));
	}

	@Command(name = "list-tenants", description = "Lists all tenants; for administrators of the root tenant.")
	void listTenants() {
		print(service().list(TENANTS));
	}

	@Command(name = "delete-tenant", description = "Ends a tenant that has no records, with all its credentials.")
	void deleteTenant(@Parameters(paramLabel = "ID") String id) {
		service().end(TENANTS, id);
	}

	@Command(name = "create-client", description = "Creates an OAuth client; its secret is shown once.")
	void createClient(@Option(names = "--name", required = true, description = "its id") String name,
			@Option(names = "--scopes", required = true, split = ",",
					description = "with commas between") List<String> scopes,
			@Option(names = "--redirect-uris", split = ",",
					description = "where people who log in for it are sent back to") @Nullable List<String> redirectUris) {
		print(service().create(CLIENTS, members("clientId", name, "scopes", scopes, "redirectUris", redirectUris)));
	}

	@Command(name = "list-clients", description = "Lists the OAuth clients of the tenant.")
	void listClients() {
		print(service().list(CLIENTS));
	}

	@Command(name = "rotate-client", description = "Gives an OAuth client another secret, which is shown once.")
	void rotateClient(@Parameters(paramLabel = "ID") String id, @Option(names = "--overlap-seconds",
			defaultValue = "86400",
			description = "how long the one that it has stays good; ${DEFAULT-VALUE} if it is not given") int overlap) {
		print(service().act(CLIENTS, id, "rotate", members("overlapSeconds", overlap)));
	}

	@Command(name = "revoke-client", description = "Ends an OAuth client and its tokens.")
	void revokeClient(@Parameters(paramLabel = "ID") String id) {
		service().end(CLIENTS, id);
	}

	@Command(name = "create-api-key", description = "Creates an API key, which is shown once.")
	void createApiKey(@Option(names = "--name", description = "what people call it") @Nullable String name,
			@Option(names = "--scopes", required = true, split = ",",
					description = "with commas between") List<String> scopes) {
		print(service().create(KEYS, members("name", name, "scopes", scopes)));
	}

	@Command(name = "list-api-keys", description = "Lists the API keys of the tenant.")
	void listApiKeys() {
		print(service().list(KEYS));
	}

	@Command(name = "revoke-api-key", description = "Ends an API key.")
	void revokeApiKey(@Parameters(paramLabel = "ID") String id) {
		service().end(KEYS, id);
	}

	@Command(name = "create-connection", description = "Creates a connection.")
	void createConnection(
			@Option(names = "--name", description = "its id; one is made if it is not given") @Nullable String name,
			@Option(names = "--provider", required = true,
					description = "native, hubspot or salesforce") String provider,
			@Option(names = "--customer", description = "whom it is held for") @Nullable String customer) {
		print(service().create(CONNECTIONS,
				members("connectionId", name, "provider", provider, "customerId", customer)));
	}

	@Command(name = "list-connections", description = "Lists the connections of the tenant.")
	void listConnections() {
		print(service().list(CONNECTIONS));
	}

	@Command(name = "delete-connection", description = "Deletes a connection that has no contacts and no accounts.")
	void deleteConnection(@Parameters(paramLabel = "ID") String id) {
		service().end(CONNECTIONS, id);
	}

	@Command(name = "create-user", description = "Creates a user with a password that is made here and shown once.")
	void createUser(
			@Option(names = "--email", required = true, description = "what the user logs in with") String email,
			@Option(names = "--role", required = true, description = "reader, operator or admin") String role) {
		print(service().create(USERS, members("email", email, "role", role)));
	}

	@Command(name = "list-users", description = "Lists the users of the tenant.")
	void listUsers() {
		print(service().list(USERS));
	}

	@Command(name = "change-user",
			description = "Changes the role of a user, or whether it may log in; ends its sessions and tokens.")
	void changeUser(@Parameters(paramLabel = "ID") String id,
			@Option(names = "--role", description = "reader, operator or admin") @Nullable String role,
			@Option(names = "--enabled", arity = "1", description = "true or false") @Nullable Boolean enabled) {
		print(service().change(USERS, id, members("role", role, "enabled", enabled)));
	}

	@Command(name = "delete-user", description = "Deletes a user, with all sessions and tokens.")
	void deleteUser(@Parameters(paramLabel = "ID") String id) {
		service().end(USERS, id);
	}

	@Command(name = "show-policy", description = "Shows what it takes to be the same record in a scope.")
	void showPolicy(@Parameters(paramLabel = SCOPE,
			description = "tenant, account:<id>, connection:<id>, book or customers") String scope) {
		print(service().policy(scope));
	}

	@Command(name = "set-policy",
			description = "Sets what it takes to be the same record in a scope, in the place of all that was set.")
	void setPolicy(
			@Parameters(paramLabel = SCOPE,
					description = "tenant, account:<id>, connection:<id>, book or customers") String scope,
			@Option(names = "--policy", required = true,
					description = "seed, guarded, corroborated or keys") String policy,
			@Option(names = "--on-doubt", description = "refuse, create or review") @Nullable String onDoubt,
			@Option(names = "--request-may-choose", description = "lets a request name another one") boolean mayChoose,
			@Option(names = "--region", description = "of phone numbers without a country") @Nullable String region,
			@Option(names = "--survivorship", description = "newest or survivor") @Nullable String survivorship,
			@Option(names = "--aliases", arity = "1",
					description = "true or false: whether what a record was found by stays a key of it") @Nullable Boolean aliases) {
		print(service().setPolicy(scope, members("policy", policy, "onDoubt", onDoubt, "requestMayChoose", mayChoose,
				"region", region, "survivorship", survivorship, "aliases", aliases)));
	}

	@Command(name = "unset-policy", description = "Has a scope follow its tenant again, and the tenant its wires.")
	void unsetPolicy(@Parameters(paramLabel = SCOPE) String scope) {
		print(service().setPolicy(scope, Collections.singletonMap("policy", null)));
	}

	@Command(name = "list-signing-keys", description = "Lists the keys that tokens are signed with.")
	void listSigningKeys() {
		print(service().list(SIGNING_KEYS));
	}

	@Command(name = "rotate-signing-key", description = "Makes another key that tokens are signed with.")
	void rotateSigningKey() {
		print(service().act(SIGNING_KEYS, "rotate"));
	}

	@Command(name = "list-audit", description = "Lists who has changed what, newest first.")
	void listAudit(@Option(names = "--limit", defaultValue = "100",
			description = "how many, up to 1000; ${DEFAULT-VALUE} if it is not given") int limit) {
		print(service().first(AUDIT, limit));
	}

	private AdminService service() {
		return new AdminService(Credentials.client(this.spec.commandLine(), this.url, this.environment, NAME));
	}

	private void print(JsonNode answer) {
		this.spec.commandLine().getOut().println(this.output.of(answer));
	}

	/** Names and values in turn, but those that are null. */
	private static Map<String, Object> members(@Nullable Object... pairs) {
		Map<String, Object> members = new HashMap<>();
		for (int i = 0; i < pairs.length; i += 2) {
			if (pairs[i + 1] != null) {
				members.put(Objects.requireNonNull(pairs[i]).toString(), Objects.requireNonNull(pairs[i + 1]));
			}
		}
		return members;
	}

}
