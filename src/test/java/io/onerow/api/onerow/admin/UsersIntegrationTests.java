package io.onerow.api.onerow.admin;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** The users of a tenant, and what they are logged in for. */
@IntegrationTest
class UsersIntegrationTests {

	private static final String ADMIN = "/api/onerow/v1/admin";

	private static final String USERS = ADMIN + "/users";

	private static final String SESSION = "x-nextinteract-authtoken";

	private static final String PASSWORD = "a password of tests";

	@Autowired
	private ApplicationContext context;

	private String tenant;

	private String email;

	private Client admin;

	@BeforeEach
	void newTenant() {
		this.tenant = "t" + UUID.randomUUID().toString().substring(24);
		this.email = this.tenant + "@people.example";
		this.admin = Client.of(this.context, this.tenant, "admin");
	}

	@Test
	void passwordThatIsMadeHereIsShownOnce() {
		HttpResponse<String> made = create(this.email, "operator", null);
		assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
		String password = Client.json(made).get("password").stringValue();
		assertThat(logIn(password).statusCode()).isEqualTo(200);
		String one = this.admin.get(USERS + "/" + id(made)).body();
		assertThat(one).contains("\"role\":\"operator\"", "\"enabled\":true", "\"history:undo\"")
			.doesNotContain(password)
			.doesNotContain("\"admin\"")
			.doesNotContain("bcrypt");
		HttpResponse<String> chosen = create("b" + this.email, "reader", PASSWORD);
		assertThat(chosen.body()).doesNotContain("password").doesNotContain("\"accounts:all\"");
		JsonNode page = Client.json(this.admin.get(USERS + "?limit=1"));
		assertThat(page.at("/items/0/email").stringValue()).isEqualTo(this.email);
		JsonNode rest = Client.json(this.admin.get(USERS + "?after=" + page.get("next").stringValue()));
		assertThat(rest.at("/items/0/email").stringValue()).isEqualTo("b" + this.email);
		assertThat(rest.get("items")).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"password\": \"another password\"}", "{\"enabled\": false}", "{\"role\": \"reader\"}",
			"DELETE" })
	void whateverChangesEndsTheSessionsAtOnce(String change) {
		String path = USERS + "/" + id(create(this.email, "operator", PASSWORD));
		String session = logIn(PASSWORD).headers().firstValue(SESSION).orElseThrow();
		assertThat(contacts(session)).isEqualTo(200);
		HttpResponse<String> changed = change.equals("DELETE") ? this.admin.delete(path)
				: this.admin.send("PATCH", path, change);
		assertThat(changed.statusCode()).as(changed.body()).isBetween(200, 204);
		assertThat(contacts(session)).isEqualTo(401);
	}

	@Test
	void whoIsDisabledCannotLogInUntilEnabled() {
		String path = USERS + "/" + id(create(this.email, "operator", PASSWORD));
		this.admin.send("PATCH", path, "{\"enabled\": false}");
		assertThat(logIn(PASSWORD).statusCode()).isEqualTo(401);
		this.admin.send("PATCH", path, "{\"enabled\": true}");
		assertThat(logIn(PASSWORD).statusCode()).isEqualTo(200);
		this.admin.send("PATCH", path, "{\"password\": \"another password\"}");
		assertThat(logIn(PASSWORD).statusCode()).isEqualTo(401);
		assertThat(logIn("another password").statusCode()).isEqualTo(200);
		this.admin.delete(path);
		assertThat(logIn("another password").statusCode()).isEqualTo(401);
		assertThat(this.admin.get(path).statusCode()).isEqualTo(404);
	}

	@Test
	void eachChangeIsInTheAuditTrailWithoutPasswords() {
		String path = USERS + "/" + id(create(this.email, "operator", PASSWORD));
		this.admin.send("PATCH", path, "{\"role\": \"reader\", \"enabled\": true}");
		this.admin.send("PATCH", path, "{\"role\": \"reader\"}");
		this.admin.send("PATCH", path, "{\"password\": \"another password\"}");
		this.admin.delete(path);
		JsonNode trail = Client.json(this.admin.get(ADMIN + "/audit")).get("items");
		assertThat(trail.valueStream().map((item) -> item.get("action").stringValue())).containsExactly("delete",
				"rotate", "change", "create");
		assertThat(trail.at("/2/before/role").stringValue()).isEqualTo("operator");
		assertThat(trail.at("/2/after/role").stringValue()).isEqualTo("reader");
		assertThat(trail.at("/0/after").isNull()).isTrue();
		assertThat(trail.toString()).doesNotContain("password").doesNotContain("bcrypt");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{} | /email | /role
			{"email": "nobody", "role": "root"} | /email | /role
			{"email": "a@x.example", "role": "reader", "password": "short"} | /password | 12 to 72
			{"email": "a@x.example", "role": "reader", "password": "aaaaaaaaaaaaaaaa"} | /password | different
			{"email": "a@x.example", "role": "reader", "password": 7} | /password | string
			{"email": "a@x.example", "role": "reader", "scopes": ["admin"]} | /scopes | known""")
	void whatAUserCannotBeIsNamed(String body, String first, String second) {
		HttpResponse<String> answer = this.admin.send("POST", USERS, body);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains(first, second);
	}

	@Test
	void addressIsOneUsersAmongAllTenants() {
		create(this.email, "reader", PASSWORD);
		Client other = Client.of(this.context, "o" + this.tenant.substring(1), "admin");
		HttpResponse<String> taken = other.send("POST", USERS,
				"{\"email\": \"" + this.email.toUpperCase(Locale.ROOT) + "\", \"role\": \"reader\"}");
		assertThat(taken.statusCode()).isEqualTo(409);
		assertThat(taken.body()).contains("/email").doesNotContain(this.tenant + "\"");
	}

	@Test
	void administratorOfAnotherTenantSeesAndChangesNothing() {
		String path = USERS + "/" + id(create(this.email, "operator", PASSWORD));
		Client other = Client.of(this.context, "o" + this.tenant.substring(1), "admin");
		assertThat(List.of(other.get(path).statusCode(), other.delete(path).statusCode(),
				other.send("PATCH", path, "{\"enabled\": false}").statusCode()))
			.containsOnly(404);
		assertThat(other.get(USERS).body()).doesNotContain(this.email);
		Client reader = Client.of(this.context, this.tenant, "accounts:all");
		assertThat(
				List.of(reader.get(USERS).statusCode(), reader.get(path).statusCode(), reader.delete(path).statusCode(),
						reader.send("PATCH", path, "{}").statusCode(), reader.send("POST", USERS, "{}").statusCode()))
			.containsOnly(403);
		assertThat(logIn(PASSWORD).statusCode()).isEqualTo(200);
	}

	private HttpResponse<String> create(String address, String role, @Nullable String password) {
		String more = (password != null) ? ", \"password\": \"" + password + "\"" : "";
		return this.admin.send("POST", USERS,
				"{\"email\": \"" + address + "\", \"role\": \"" + role + "\"" + more + "}");
	}

	private static String id(HttpResponse<String> made) {
		return Client.json(made).get("userId").stringValue();
	}

	private HttpResponse<String> logIn(String password) {
		Client anonymous = Client.anonymous(this.context);
		String form = "version=1&uEmail=" + URLEncoder.encode(this.email, StandardCharsets.UTF_8) + "&uPassword="
				+ URLEncoder.encode(password, StandardCharsets.UTF_8);
		return anonymous.send(anonymous.request("POST", "/rest/user/login", BodyPublishers.ofString(form))
			.header("Content-Type", "application/x-www-form-urlencoded"));
	}

	private int contacts(String session) {
		Client anonymous = Client.anonymous(this.context);
		return anonymous
			.send(anonymous.request("GET", "/rest/user/contacts?all=true", BodyPublishers.noBody())
				.header(SESSION, session))
			.statusCode();
	}

}
