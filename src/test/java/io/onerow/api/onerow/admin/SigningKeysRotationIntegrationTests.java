package io.onerow.api.onerow.admin;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.Race;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** A new key for the tokens of all tenants, by the administrator of any. */
@IntegrationTest
class SigningKeysRotationIntegrationTests {

	private static final String KEYS = "/api/onerow/v1/admin/signing-keys";

	private static final String ROTATE = KEYS + "/rotate";

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	private String tenant;

	private Client admin;

	@BeforeEach
	void letTheKeysHaveRested() {
		this.tenant = "t" + UUID.randomUUID().toString().substring(24);
		this.admin = Client.of(this.context, this.tenant, "admin");
		this.jdbc.sql("update signing_key set created_at = created_at - interval '3 hours'").update();
	}

	@Test
	void oneOfThoseWhoRotateAtOnceDoesAndItIsInItsAudit() throws Exception {
		List<String> before = kids();
		List<HttpResponse<String>> answers = Race.of(3, (i) -> () -> this.admin.send("POST", ROTATE, "{}"));
		assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(201, 409, 409);
		JsonNode made = answers.stream()
			.filter((answer) -> answer.statusCode() == 201)
			.map(Client::json)
			.findFirst()
			.orElseThrow();
		String kid = made.get("kid").stringValue();
		assertThat(made.propertyNames()).containsExactlyInAnyOrder("kid", "createdAt", "signsFrom");
		assertThat(kids()).as("the last one stays, and no other").containsExactly(kid, before.get(0));
		JsonNode page = Client.json(this.admin.get(KEYS));
		assertThat(page.at("/items/0")).isEqualTo(made);
		JsonNode audit = Client.json(this.admin.get("/api/onerow/v1/admin/audit"));
		assertThat(audit.get("items")).hasSize(1);
		JsonNode entry = audit.at("/items/0");
		assertThat(List.of(entry.get("action").stringValue(), entry.get("kind").stringValue(),
				entry.get("subject").stringValue(), entry.at("/before/kid").stringValue()))
			.containsExactly("rotate", "signing-key", kid, before.get(0));
		assertThat(audit.toString() + page).doesNotContain("\"d\"").doesNotContain("\"n\"");
		assertThat(this.admin.get(KEYS).statusCode()).as("by the token that there was").isEqualTo(200);
	}

	@Test
	void dryRunMakesNone() {
		List<String> before = kids();
		assertThat(this.admin.send("POST", ROTATE + "?dryRun=true", "{}").statusCode()).isEqualTo(201);
		assertThat(kids()).isEqualTo(before);
		assertThat(Client.json(this.admin.get("/api/onerow/v1/admin/audit")).get("items")).isEmpty();
	}

	@Test
	void othersThanAdministratorsMayNot() {
		Client other = Client.of(this.context, this.tenant, "accounts:all");
		assertThat(other.send("POST", ROTATE, "{}").statusCode()).isEqualTo(403);
		assertThat(other.get(KEYS).statusCode()).isEqualTo(403);
		assertThat(Client.anonymous(this.context).send("POST", ROTATE, "{}").statusCode()).isEqualTo(401);
	}

	private List<String> kids() {
		return this.jdbc.sql("select kid from signing_key order by created_at desc").query(String.class).list();
	}

}
