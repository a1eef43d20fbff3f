package io.onerow.api.onerow.admin;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** The API keys of a tenant. */
@IntegrationTest
class ApiKeysIntegrationTests {

	private static final String KEYS = "/api/onerow/v1/admin/api-keys";

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
	void keyIsGoodUntilItIsRevoked() {
		HttpResponse<String> made = create("\"accounts:all\"");
		assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
		String key = Client.json(made).get("key").stringValue();
		String path = KEYS + "/" + Client.json(made).get("keyId").stringValue();
		assertThat(connections(key)).isEqualTo(200);
		assertThat(this.admin.delete(path).statusCode()).isEqualTo(204);
		assertThat(connections(key)).isEqualTo(401);
		assertThat(this.admin.delete(path).statusCode()).isEqualTo(404);
		assertThat(Client.json(this.admin.get(path)).get("revokedAt").isString()).isTrue();
		String trail = this.admin.get("/api/onerow/v1/admin/audit").body();
		assertThat(trail).contains("\"action\":\"create\"", "\"action\":\"revoke\"").doesNotContain(key);
	}

	@Test
	void keysAreListedAndChanged() {
		for (int i = 0; i < 3; i++) {
			create("\"accounts:read\"");
		}
		JsonNode page = Client.json(this.admin.get(KEYS + "?limit=2"));
		assertThat(page.get("items")).hasSize(2);
		JsonNode rest = Client.json(this.admin.get(KEYS + "?limit=2&after=" + page.get("next").stringValue()));
		assertThat(rest.get("items")).hasSize(1);
		assertThat(rest.get("next").isNull()).isTrue();
		String path = KEYS + "/" + rest.at("/items/0/keyId").stringValue();
		JsonNode changed = Client.json(this.admin.send("PATCH", path, "{\"name\": \" crm \"}"));
		assertThat(changed.get("name").stringValue()).isEqualTo("crm");
		assertThat(changed.at("/scopes/0").stringValue()).isEqualTo("accounts:read");
		assertThat(this.admin.get(path).body()).contains("\"name\":\"crm\"").doesNotContain("hash");
	}

	@Test
	void whatAKeyCannotBeIsNamed() {
		for (String[] wrong : List.of(new String[] { "{}", "/scopes" },
				new String[] { "{\"scopes\": [7]}", "/scopes/0" },
				new String[] { "{\"scopes\": [\"admin\"]}", "/scopes/0" },
				new String[] { "{\"scopes\": [\"accounts:all\"], \"key\": \"x\", \"name\": \"\"}", "/key" })) {
			HttpResponse<String> answer = this.admin.send("POST", KEYS, wrong[0]);
			assertThat(answer.statusCode()).isEqualTo(400);
			assertThat(answer.body()).contains(wrong[1]);
		}
		assertThat(this.admin.get(KEYS + "?limit=1001").statusCode()).isEqualTo(400);
		assertThat(this.admin.get(KEYS + "/nothing").statusCode()).isEqualTo(404);
	}

	@Test
	void administratorOfAnotherTenantSeesAndChangesNothing() {
		JsonNode made = Client.json(create("\"accounts:all\""));
		String id = made.get("keyId").stringValue();
		Client other = Client.of(this.context, "o" + this.tenant.substring(1), "admin");
		String path = KEYS + "/" + id;
		assertThat(List.of(other.get(path).statusCode(), other.delete(path).statusCode(),
				other.send("PATCH", path, "{\"name\": \"x\"}").statusCode()))
			.containsOnly(404);
		assertThat(other.get(KEYS).body()).doesNotContain(id);
		assertThat(connections(made.get("key").stringValue())).isEqualTo(200);
	}

	private HttpResponse<String> create(String scopes) {
		return this.admin.send("POST", KEYS, "{\"scopes\": [" + scopes + "]}");
	}

	private int connections(String key) {
		Client anonymous = Client.anonymous("http://localhost:" + this.port);
		HttpRequest.Builder request = anonymous.request("GET", "/core/connection", BodyPublishers.noBody())
			.header("x-apikey", key);
		return anonymous.send(request).statusCode();
	}

}
