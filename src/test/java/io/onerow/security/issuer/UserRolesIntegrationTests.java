package io.onerow.security.issuer;

import java.net.http.HttpResponse;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** What a token can do that is granted for a user, and until when. */
@PeopleTest
class UserRolesIntegrationTests {

	private static final String ADMIN = "/api/onerow/v1/admin";

	@Autowired
	private ApplicationContext context;

	@LocalServerPort
	private int port;

	private Client admin;

	private String email;

	private Connector connector;

	@BeforeEach
	void newTenant() {
		String tenant = "r" + UUID.randomUUID().toString().substring(24);
		this.email = tenant + "@people.example";
		this.admin = Client.of(this.context, tenant, "admin");
		JsonNode client = Client.json(this.admin.send("POST", ADMIN + "/clients", """
				{"clientId": "%s.app", "redirectUris": ["%s"],
				"scopes": ["admin", "accounts:all", "accounts:read", "history:read"]}""".formatted(tenant,
				Connector.REDIRECT)));
		this.connector = new Connector(new Caller(this.port), client.get("clientId").stringValue(),
				client.get("secret").stringValue());
	}

	@ParameterizedTest
	@CsvSource({ "reader, accounts:read history:read", "operator, accounts:all accounts:read history:read",
			"admin, accounts:all accounts:read admin history:read" })
	void roleBoundsTheScopes(String role, String scopes) {
		create(role);
		JsonNode tokens = tokens();
		assertThat(tokens.get("scope").stringValue().split(" ")).containsExactlyInAnyOrder(scopes.split(" "));
		int status = new Caller(this.port).with(tokens.get("access_token").stringValue(), "GET", ADMIN + "/audit")
			.statusCode();
		assertThat(status).isEqualTo(role.equals("admin") ? 200 : 403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"password\": \"another password\"}", "{\"enabled\": false}", "{\"role\": \"reader\"}",
			"DELETE" })
	void whateverChangesEndsTheTokensAtOnce(String change) {
		String path = ADMIN + "/users/" + create("operator");
		JsonNode tokens = tokens();
		assertThat(history(tokens)).isEqualTo(200);
		HttpResponse<String> changed = change.equals("DELETE") ? this.admin.delete(path)
				: this.admin.send("PATCH", path, change);
		assertThat(changed.statusCode()).as(changed.body()).isBetween(200, 204);
		assertThat(history(tokens)).isEqualTo(401);
		assertThat(this.connector.refresh(tokens.get("refresh_token").stringValue()).statusCode()).isEqualTo(400);
	}

	@Test
	void whoIsDisabledIsRefusedOnThePage() {
		String path = ADMIN + "/users/" + create("operator");
		this.admin.send("PATCH", path, "{\"enabled\": false}");
		HttpResponse<String> page = this.connector.logIn(this.connector.request("scope", ""), this.email,
				People.PASSWORD);
		assertThat(page.statusCode()).isEqualTo(403);
	}

	private String create(String role) {
		HttpResponse<String> made = this.admin.send("POST", ADMIN + "/users",
				"{\"email\": \"%s\", \"role\": \"%s\", \"password\": \"%s\"}".formatted(this.email, role,
						People.PASSWORD));
		return Client.json(made).get("userId").stringValue();
	}

	private JsonNode tokens() {
		String code = Connector.parameter(
				this.connector.logIn(this.connector.request("scope", "admin accounts:all accounts:read history:read"),
						this.email, People.PASSWORD),
				"code");
		HttpResponse<String> answer = this.connector.redeem(code);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return Client.json(answer);
	}

	private int history(JsonNode tokens) {
		return new Caller(this.port).with(tokens.get("access_token").stringValue(), "GET", "/api/onerow/v1/history")
			.statusCode();
	}

}
