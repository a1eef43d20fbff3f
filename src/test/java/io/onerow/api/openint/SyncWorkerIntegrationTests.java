package io.onerow.api.openint;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The vendor's sync worker: it reads all streams of a connection, one after the other,
 * page by page from the cursor that it has stored, names no mode, and passes by what is
 * not implemented.
 */
@IntegrationTest
class SyncWorkerIntegrationTests {

	private static final List<String> STREAMS = List.of("account", "contact", "opportunity", "lead", "user");

	@Autowired
	private ApplicationContext context;

	private final Map<String, String> cursors = new HashMap<>();

	private OpenintClient client;

	@BeforeEach
	void newConnection() {
		this.client = OpenintClient.ofNewConnection(this.context, "openint-worker");
	}

	@Test
	void firstRunReadsAllTheSecondNothingAndTheThirdWhatHasChanged() {
		List<String> all = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			all.add(upsert("account", "website", "{\"name\": \"A\"}", "s" + i + ".example"));
		}
		for (int i = 0; i < 3; i++) {
			all.add(upsert("contact", "email", "{\"phone\": \"1\"}", "c" + i + "@x.example"));
		}
		assertThat(run("")).isEqualTo(all);
		assertThat(run("/api/v0")).isEmpty();
		String one = upsert("account", "website", "{\"name\": \"B\"}", "s3.example");
		upsert("contact", "email", "{\"phone\": \"1\"}", "c1@x.example");
		assertThat(run("/v0")).containsExactly(one);
		assertThat(run("/v0")).isEmpty();
	}

	private List<String> run(String base) {
		List<String> read = new ArrayList<>();
		for (String stream : STREAMS) {
			for (boolean more = true; more;) {
				String cursor = this.cursors.get(stream);
				HttpResponse<String> answer = this.client.get(base + "/unified/crm/" + stream + "?page_size=2"
						+ ((cursor != null) ? "&cursor=" + cursor : ""));
				if (answer.statusCode() == 501) {
					assertThat(Client.json(answer).get("code").stringValue()).isEqualTo("NOT_IMPLEMENTED");
					break;
				}
				assertThat(answer.statusCode()).isEqualTo(200);
				JsonNode page = Client.json(answer);
				page.get("items").forEach((item) -> read.add(item.get("id").stringValue()));
				this.cursors.put(stream, page.get("next_cursor").stringValue());
				more = page.get("has_next_page").booleanValue();
			}
		}
		assertThat(this.cursors).containsOnlyKeys("account", "contact");
		return read;
	}

	private String upsert(String entity, String key, String record, String value) {
		return this.client.upserted(entity, key, record, value).get("id").stringValue();
	}

	@ParameterizedTest
	@CsvSource({ "GET,/unified/crm/lead", "GET,/v0/unified/crm/Lead/_count", "GET,/api/v0/unified/crm/lead/1",
			"GET,/unified/crm/opportunity", "GET,/unified/crm/opportunity/1", "POST,/unified/crm/note",
			"GET,/unified/crm/note", "GET,/unified/crm/user", "GET,/unified/crm/custom_objects/ship",
			"POST,/unified/crm/custom_objects/ship", "GET,/unified/crm/metadata/objects",
			"GET,/unified/crm/metadata/objects/ship/properties", "POST,/unified/crm/metadata/associations",
			"GET,/unified/sales-engagement/contact", "POST,/v0/unified/sales-engagement/account/_upsert",
			"GET,/unified/accounting/expense", "GET,/unified/ats/job/1/opening" })
	void whatIsNotKeptIsNotImplemented(String method, String path) {
		HttpResponse<String> answer = this.client.send(method, path, "{}");
		assertThat(answer.statusCode()).isEqualTo(501);
		assertThat(answer.body())
			.isEqualTo("{\"message\":\"Only accounts and contacts are kept here.\",\"code\":\"NOT_IMPLEMENTED\"}");
		assertThat(this.client.with("wrong").send(method, path, "{}").statusCode()).isEqualTo(401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v0", "/api/v0" })
	void serviceSaysThatItIsThereAndWhatItDoes(String base) {
		Client anybody = Client.anonymous(this.context);
		HttpResponse<String> health = anybody.get(base + "/health");
		assertThat(health.statusCode()).isEqualTo(200);
		assertThat(health.body()).isEqualTo("{\"healthy\":true}");
		HttpResponse<String> description = anybody.get(base + "/openapi.json");
		assertThat(description.statusCode()).isEqualTo(200);
		assertThat(description.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
		assertThat(Client.json(description).get("openapi").stringValue()).startsWith("3.");
	}

}
