package io.onerow.api.sam;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A test project of the vendor's: it logs in, asks who it is, and sends its JSON as plain
 * text.
 */
@IntegrationTest
class SamFlowIntegrationTests {

	@Autowired
	private ApplicationContext context;

	private final String tenant = "flow-" + UUID.randomUUID().toString().substring(0, 13);

	private Client http;

	@BeforeEach
	void anonymous() {
		this.http = Client.anonymous(this.context);
	}

	@Test
	void profileSaysWhoHasLoggedIn() {
		SamClient sam = SamClient.of(this.context, this.tenant, "user@" + this.tenant + ".example", "accounts:read");
		JsonNode profile = Client.json(profile(sam.token()));
		assertThat(profile.propertyNames()).containsExactly("uId", "uEmail");
		assertThat(profile.get("uEmail").stringValue()).isEqualTo("user@" + this.tenant + ".example");
		assertThat(profile(sam.token() + "x").statusCode()).isEqualTo(401);
		SamClient writer = SamClient.of(this.context, this.tenant, "writer@" + this.tenant + ".example",
				"accounts:all");
		writer.upsert("[{\"externalId\": \"A\", \"firstname\": \"Ann\", \"lastname\": \"Lee\"}]");
		assertThat(Client.json(profile(writer.token())).get("uId"))
			.isEqualTo(writer.contacts().get(0).get("contactCreatedBy"));
		JsonNode client = Client.json(Client.of(this.context, this.tenant, "accounts:all").get(ProfileController.PATH));
		assertThat(client.get("uId").stringValue()).startsWith(this.tenant);
		assertThat(client.get("uEmail").isNull()).isTrue();
	}

	@Test
	void loginProfileAndJsonAsPlainText() {
		SamClient sam = SamClient.of(this.context, this.tenant, "user@" + this.tenant + ".example", "accounts:all");
		assertThat(profile(sam.token()).statusCode()).isEqualTo(200);
		HttpResponse<String> saved = this.http
			.send(this.http.request("POST", ContactController.UPSERT, BodyPublishers.ofString("""
					[{"externalId": "CRMID-123", "firstname": "TestContact", "lastname": "McMullen"}]"""))
				.header("Content-Type", "text/plain;charset=UTF-8")
				.header(SamSecurity.TOKEN, sam.token()));
		assertThat(saved.statusCode()).isEqualTo(200);
		assertThat(saved.body()).isEqualTo("[{\"recordId\":\"CRMID-123\",\"rowsAffected\":1}]");
		assertThat(sam.contacts()).hasSize(1);
	}

	private HttpResponse<String> profile(String token) {
		return this.http.send(this.http.request("GET", ProfileController.PATH, BodyPublishers.noBody())
			.header("Content-Type", "application/json")
			.header(SamSecurity.TOKEN, token));
	}

}
