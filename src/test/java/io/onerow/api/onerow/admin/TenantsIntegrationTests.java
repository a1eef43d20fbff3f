package io.onerow.api.onerow.admin;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** All tenants, which administrators of one of them administer. */
@IntegrationTest
class TenantsIntegrationTests {

	private static final String ADMIN = "/api/onerow/v1/admin";

	private static final String TENANTS = ADMIN + "/tenants";

	@Autowired
	private ApplicationContext context;

	@LocalServerPort
	private int port;

	private String tenant;

	private Client root;

	@BeforeEach
	void newName() {
		this.tenant = "t" + UUID.randomUUID().toString().substring(24);
		this.root = Client.of(this.context, IntegrationTest.ROOT, "admin");
	}

	@Test
	void newTenantIsAdministeredByTheClientThatComesWithIt() {
		HttpResponse<String> made = create(", \"administratorId\": \"" + this.tenant + ".root\"");
		assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
		JsonNode body = Client.json(made);
		assertThat(body.get("tenantId").stringValue()).isEqualTo(this.tenant);
		assertThat(body.get("defaultLanguage").stringValue()).isEqualTo("EN");
		String secret = body.at("/administrator/secret").stringValue();
		Client first = Client.logIn(base(), this.tenant + ".root", secret);
		assertThat(first.get(ADMIN + "/clients").body()).contains(this.tenant + ".root").doesNotContain(secret);
		String one = this.root.get(TENANTS + "/" + this.tenant).body();
		assertThat(one).contains("\"deletedAt\":null").doesNotContain(secret);
		assertThat(first.get(ADMIN + "/audit").body()).contains(this.tenant + ".root", "\"kind\":\"client\"")
			.doesNotContain(secret);
		assertThat(newest(this.root).get("subject").stringValue()).isEqualTo(this.tenant);
	}

	@Test
	void tenantsAreListedAndChanged() {
		create("");
		JsonNode page = Client.json(this.root.get(TENANTS + "?limit=1&after=" + this.tenant.substring(0, 12)));
		assertThat(page.at("/items/0/tenantId").stringValue()).isEqualTo(this.tenant);
		assertThat(page.get("next").stringValue()).isEqualTo(this.tenant);
		HttpResponse<String> changed = this.root.send("PATCH", TENANTS + "/" + this.tenant,
				"{\"defaultLanguage\": \"nl-BE\", \"administratorId\": \"" + this.tenant + ".other\"}");
		assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
		assertThat(changed.body()).contains("\"defaultLanguage\":\"NL\"", "\"secret\":");
		JsonNode entry = newest(this.root);
		assertThat(entry.at("/before/defaultLanguage").stringValue()).isEqualTo("EN");
		assertThat(entry.at("/after/defaultLanguage").stringValue()).isEqualTo("NL");
		assertThat(entry.get("action").stringValue()).isEqualTo("change");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{} | /tenantId
			{"tenantId": "Ä"} | /tenantId
			{"tenantId": "x", "defaultLanguage": "xx"} | /defaultLanguage
			{"tenantId": "x", "defaultLanguage": null} | /defaultLanguage
			{"tenantId": "x", "administratorId": "a b"} | /administratorId
			{"tenantId": "x", "root": true} | /root""")
	void whatATenantCannotBeIsNamed(String body, String member) {
		HttpResponse<String> answer = this.root.send("POST", TENANTS, body);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains(member);
	}

	@Test
	void nameThatIsTakenIsAConflictAndNothingIsLeft() {
		create("");
		HttpResponse<String> again = create("");
		assertThat(again.statusCode()).isEqualTo(409);
		assertThat(again.body()).contains("/tenantId");
		String other = "o" + this.tenant.substring(1);
		HttpResponse<String> client = this.root.send("POST", TENANTS,
				"{\"tenantId\": \"" + other + "\", \"administratorId\": \"" + IntegrationTest.ROOT + ".admin\"}");
		assertThat(client.statusCode()).isEqualTo(409);
		assertThat(client.body()).contains("/administratorId");
		assertThat(this.root.get(TENANTS + "/" + other).statusCode()).isEqualTo(404);
	}

	@Test
	void dryRunCreatesNothing() {
		HttpResponse<String> tried = this.root.send("POST", TENANTS + "?dryRun=true",
				"{\"tenantId\": \"" + this.tenant + "\"}");
		assertThat(tried.statusCode()).isEqualTo(201);
		assertThat(this.root.get(TENANTS + "/" + this.tenant).statusCode()).isEqualTo(404);
	}

	@Test
	void administratorOfAnotherTenantAdministersNone() {
		create("");
		Client other = Client.of(this.context, "o" + this.tenant.substring(1), "admin");
		String path = TENANTS + "/" + this.tenant;
		List<HttpResponse<String>> answers = List.of(other.get(TENANTS), other.get(path), other.delete(path),
				other.send("PATCH", path, "{\"defaultLanguage\": \"nl\"}"),
				other.send("POST", TENANTS, "{\"tenantId\": \"x" + this.tenant + "\"}"));
		assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(403);
		assertThat(answers.get(0).body()).contains("ONEROW_TENANTS_ROOT").doesNotContain(this.tenant);
		Client reader = Client.of(this.context, IntegrationTest.ROOT, "accounts:all");
		assertThat(List.of(reader.get(TENANTS).statusCode(), reader.delete(path).statusCode())).containsOnly(403);
		assertThat(this.root.get(path).body()).contains("\"deletedAt\":null");
	}

	@Test
	void deletedTenantIsRefusedAtOnceWithAllItsCredentials() {
		Client admin = Client.of(this.context, this.tenant, "admin", "accounts:all");
		String key = Client.json(admin.send("POST", ADMIN + "/api-keys", "{\"scopes\": [\"accounts:read\"]}"))
			.get("key")
			.stringValue();
		JsonNode user = Client.json(admin.send("POST", ADMIN + "/users",
				"{\"email\": \"" + this.tenant + "@x.example\", \"role\": \"reader\"}"));
		assertThat(connections(key)).isEqualTo(200);
		String path = TENANTS + "/" + this.tenant;
		assertThat(this.root.delete(path).statusCode()).isEqualTo(204);
		assertThat(admin.get(ADMIN + "/clients").statusCode()).isEqualTo(401);
		assertThat(connections(key)).isEqualTo(401);
		assertThat(new Caller(this.port)
			.send("POST", "/rest/user/login",
					"version=1&uEmail=" + user.get("email").stringValue() + "&uPassword="
							+ user.get("password").stringValue(),
					"Content-Type", "application/x-www-form-urlencoded")
			.statusCode()).isNotEqualTo(200);
		assertThat(this.root.delete(path).statusCode()).isEqualTo(404);
		assertThat(Client.json(this.root.get(path)).get("deletedAt").isString()).isTrue();
		assertThat(create("").statusCode()).isEqualTo(409);
		JsonNode entry = newest(this.root);
		assertThat(entry.get("action").stringValue()).isEqualTo("delete");
		assertThat(entry.at("/before/deletedAt").isNull()).isTrue();
		assertThat(entry.at("/after/deletedAt").isString()).isTrue();
	}

	@Test
	void tenantWithRecordsIsNotDeleted() {
		Client admin = Client.of(this.context, this.tenant, "admin", "accounts:all");
		admin.send("POST", "/api/public/v1/accounts", "{\"fullName\": \"Acme\"}");
		HttpResponse<String> refused = this.root.delete(TENANTS + "/" + this.tenant);
		assertThat(refused.statusCode()).isEqualTo(409);
		assertThat(refused.body()).contains("/api/onerow/v1/tenant?erase=true&confirm=" + this.tenant);
		assertThat(admin.get(ADMIN + "/clients").statusCode()).isEqualTo(200);
		HttpResponse<String> own = this.root.delete(TENANTS + "/" + IntegrationTest.ROOT);
		assertThat(own.statusCode()).isEqualTo(409);
		assertThat(this.root.get(TENANTS).statusCode()).isEqualTo(200);
	}

	@Test
	void tenantIsDeletedOnceItsRecordsAreErased() throws Exception {
		Client admin = Client.of(this.context, this.tenant, "admin", "accounts:all");
		admin.send("POST", "/api/public/v1/accounts", "{\"fullName\": \"Acme\"}");
		String job = admin.delete("/api/onerow/v1/tenant?erase=true&confirm=" + this.tenant)
			.headers()
			.firstValue("Location")
			.orElseThrow();
		Instant deadline = Instant.now().plusSeconds(60);
		while (admin.get(job).body().contains("\"state\":\"running\"") && Instant.now().isBefore(deadline)) {
			Thread.sleep(50);
		}
		assertThat(admin.get(job).body()).contains("\"state\":\"done\"");
		assertThat(this.root.delete(TENANTS + "/" + this.tenant).statusCode()).isEqualTo(204);
	}

	private HttpResponse<String> create(String more) {
		return this.root.send("POST", TENANTS, "{\"tenantId\": \"" + this.tenant + "\"" + more + "}");
	}

	private static JsonNode newest(Client admin) {
		return Client.json(admin.get(ADMIN + "/audit?limit=1")).at("/items/0");
	}

	private int connections(String key) {
		Client anonymous = Client.anonymous(base());
		return anonymous
			.send(anonymous.request("GET", "/core/connection", BodyPublishers.noBody()).header("x-apikey", key))
			.statusCode();
	}

	private String base() {
		return "http://localhost:" + this.port;
	}

}
