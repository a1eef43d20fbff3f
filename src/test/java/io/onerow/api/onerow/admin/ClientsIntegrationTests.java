package io.onerow.api.onerow.admin;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.Race;
import io.onerow.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** The OAuth clients of a tenant, and the audit trail of what becomes of them. */
@IntegrationTest
class ClientsIntegrationTests {

	private static final String CLIENTS = "/api/onerow/v1/admin/clients";

	@Autowired
	private ApplicationContext context;

	@LocalServerPort
	private int port;

	private String tenant;

	private Client admin;

	@BeforeEach
	void newTenant() {
		this.tenant = "t" + UUID.randomUUID().toString().substring(24);
		this.admin = Client.of(this.context, this.tenant, "admin");
	}

	@Test
	void clientIsCreatedShownAndListedWithoutItsSecret() {
		String id = this.tenant + ".erp";
		HttpResponse<String> made = create(id, "\"accounts:all\", \"admin\"");
		assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
		String secret = secret(made);
		assertThat(logIn(id, secret)).isEqualTo(200);
		String one = this.admin.get(CLIENTS + "/" + id).body();
		assertThat(one).contains("\"scopes\":[\"accounts:all\",\"admin\"]", "\"redirectUris\":[]", "\"revokedAt\":null")
			.doesNotContain(secret)
			.doesNotContain("hash");
		JsonNode page = Client.json(this.admin.get(CLIENTS + "?limit=1"));
		assertThat(page.at("/items/0/clientId").stringValue()).isEqualTo(this.tenant + ".admin");
		JsonNode next = Client.json(this.admin.get(CLIENTS + "?after=" + page.get("next").stringValue()));
		assertThat(next.at("/items/0/clientId").stringValue()).isEqualTo(id);
		assertThat(next.get("items")).hasSize(1);
		assertThat(next.get("next").isNull()).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{} | /clientId | /scopes
			{"clientId": 7, "scopes": "admin"} | /clientId | /scopes
			{"clientId": "app-x", "scopes": []} | /clientId | /scopes
			{"clientId": "a b", "scopes": ["admin", "root"]} | /clientId | /scopes/1
			{"clientId": "x", "scopes": ["connections:all"], "secret": "mine"} | /scopes/0 | /secret
			{"clientId": "x", "scopes": ["admin"], "redirectUris": ["http://evil.example"]} | /redirectUris/0 | https
			[] | object | object
			{"clientId": | JSON | JSON""")
	void whatAClientCannotBeIsNamed(String body, String first, String second) {
		HttpResponse<String> answer = this.admin.send("POST", CLIENTS, body);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains(first, second);
	}

	@Test
	void oneOfThoseWhoCreateAnIdAtOnceGetsIt() throws Exception {
		String id = this.tenant + ".race";
		List<HttpResponse<String>> answers = Race.of(4, (i) -> () -> create(id, "\"bulk:write\""));
		assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(201, 409, 409, 409);
		for (HttpResponse<String> answer : answers) {
			if (answer.statusCode() == 201) {
				assertThat(logIn(id, secret(answer))).isEqualTo(200);
			}
			else {
				assertThat(answer.body()).contains("/clientId");
			}
		}
		assertThat(audit().get("items")).hasSize(1);
	}

	@Test
	void bothSecretsAreGoodWhileAClientIsRotated() {
		String id = this.tenant + ".rot";
		String first = secret(create(id, "\"accounts:read\""));
		String second = secret(this.admin.send("POST", CLIENTS + "/" + id + "/rotate", "{\"overlapSeconds\": 3600}"));
		assertThat(second).isNotEqualTo(first);
		assertThat(List.of(logIn(id, first), logIn(id, second), logIn(id, first))).containsOnly(200);
		assertThat(logIn(id, "neither")).isEqualTo(401);
		this.context.getBean(JdbcClient.class)
			.sql("update oauth_client set previous_until = now() - interval '1 second' where client_id = ?")
			.param(id)
			.update();
		assertThat(logIn(id, first)).isEqualTo(401);
		String third = secret(this.admin.send("POST", CLIENTS + "/" + id + "/rotate", "{\"overlapSeconds\": 0}"));
		assertThat(logIn(id, second)).isEqualTo(401);
		assertThat(logIn(id, third)).isEqualTo(200);
		HttpResponse<String> refused = this.admin.send("POST", CLIENTS + "/" + id + "/rotate",
				"{\"overlapSeconds\": 2592001}");
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("/overlapSeconds");
	}

	@Test
	void revokedClientAndItsTokensAreRefusedAtOnce() {
		String id = this.tenant + ".gone";
		String secret = secret(create(id, "\"history:read\""));
		Client client = Client.logIn("http://localhost:" + this.port, id, secret);
		assertThat(client.get("/api/onerow/v1/history").statusCode()).isEqualTo(200);
		assertThat(this.admin.delete(CLIENTS + "/" + id).statusCode()).isEqualTo(204);
		assertThat(client.get("/api/onerow/v1/history").statusCode()).isEqualTo(401);
		assertThat(logIn(id, secret)).isEqualTo(401);
		assertThat(this.admin.delete(CLIENTS + "/" + id).statusCode()).isEqualTo(404);
		assertThat(this.admin.send("POST", CLIENTS + "/" + id + "/rotate", "{}").statusCode()).isEqualTo(404);
		assertThat(Client.json(this.admin.get(CLIENTS + "/" + id)).get("revokedAt").isString()).isTrue();
	}

	@Test
	void eachChangeIsInTheAuditTrailWithoutSecrets() {
		String id = this.tenant + ".audited";
		String first = secret(create(id, "\"accounts:read\""));
		this.admin.send("PATCH", CLIENTS + "/" + id, "{\"scopes\": [\"accounts:all\"]}");
		this.admin.send("PATCH", CLIENTS + "/" + id, "{\"scopes\": [\"accounts:all\"]}");
		String second = secret(this.admin.send("POST", CLIENTS + "/" + id + "/rotate", ""));
		this.admin.delete(CLIENTS + "/" + id);
		JsonNode trail = audit();
		assertThat(trail.get("items").valueStream().map((item) -> item.get("action").stringValue()))
			.containsExactly("revoke", "rotate", "change", "create");
		assertThat(trail.at("/items/2/before/scopes/0").stringValue()).isEqualTo("accounts:read");
		assertThat(trail.at("/items/2/after/scopes/0").stringValue()).isEqualTo("accounts:all");
		assertThat(trail.at("/items/3/before").isNull()).isTrue();
		assertThat(trail.at("/items/0/client").stringValue()).isEqualTo(this.tenant + ".admin");
		assertThat(trail.at("/items/0/subject").stringValue()).isEqualTo(id);
		assertThat(trail.toString()).doesNotContain(first).doesNotContain(second).doesNotContain("bcrypt");
		String after = trail.at("/items/2/id").stringValue();
		JsonNode rest = Client.json(this.admin.get("/api/onerow/v1/admin/audit?limit=1&after=" + after));
		assertThat(rest.at("/items/0/action").stringValue()).isEqualTo("create");
	}

	@Test
	void administratorOfAnotherTenantSeesAndChangesNothing() {
		String id = this.tenant + ".mine";
		String secret = secret(create(id, "\"accounts:read\""));
		Client other = Client.of(this.context, "o" + this.tenant.substring(1), "admin");
		String path = CLIENTS + "/" + id;
		assertThat(List.of(other.get(path).statusCode(), other.delete(path).statusCode(),
				other.send("PATCH", path, "{\"scopes\": [\"admin\"]}").statusCode(),
				other.send("POST", path + "/rotate", "{}").statusCode()))
			.containsOnly(404);
		assertThat(other.get(CLIENTS).body()).doesNotContain(id);
		assertThat(other.get("/api/onerow/v1/admin/audit").body()).doesNotContain(id);
		assertThat(logIn(id, secret)).isEqualTo(200);
		Client reader = Client.of(this.context, this.tenant, "accounts:all");
		assertThat(List.of(reader.get(CLIENTS).statusCode(), reader.delete(path).statusCode(),
				reader.get("/api/onerow/v1/admin/audit").statusCode()))
			.containsOnly(403);
	}

	private HttpResponse<String> create(String id, String scopes) {
		return this.admin.send("POST", CLIENTS, "{\"clientId\": \"" + id + "\", \"scopes\": [" + scopes + "]}");
	}

	private static String secret(HttpResponse<String> answer) {
		return Client.json(answer).get("secret").stringValue();
	}

	private int logIn(String id, String secret) {
		return new Caller(this.port).askForToken(id, secret, "").statusCode();
	}

	private JsonNode audit() {
		return Client.json(this.admin.get("/api/onerow/v1/admin/audit"));
	}

}
