package io.onerow.api.onerow.admin;

import java.net.http.HttpResponse;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** What administrators set of a tenant is in the audit trail as it was and as it is. */
@IntegrationTest
class SettingsAuditIntegrationTests {

	private static final String ONEROW = "/api/onerow/v1/";

	@Autowired
	private ApplicationContext context;

	private String tenant;

	private Client admin;

	@BeforeEach
	void newTenant() {
		this.tenant = "t" + UUID.randomUUID().toString().substring(24);
		this.admin = Client.of(this.context, this.tenant, "admin");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					policies/tenant | {"policy": "guarded"} | {"policy": "keys"} | policy | /policy | guarded | keys
					ownership | {"contact": {"email": "crm"}} | {"contact": {"email": "erp"}} | ownership | /contact/email | crm | erp
					settings | {"sourceTime": {"sam": "a"}} | {"sourceTime": {"sam": "b"}} | settings | /sourceTime/sam | a | b""")
	void changeIsNotedWithBothValues(String path, String first, String second, String kind, String member,
			String before, String after) {
		put(path, first);
		put(path, second);
		put(path, second);
		JsonNode trail = audit();
		assertThat(trail).as("what changes nothing is not noted").hasSize(2);
		assertThat(trail.at("/0/kind").stringValue()).isEqualTo(kind);
		assertThat(trail.at("/0/client").stringValue()).isEqualTo(this.tenant + ".admin");
		assertThat(trail.at("/0/before" + member).stringValue()).isEqualTo(before);
		assertThat(trail.at("/0/after" + member).stringValue()).isEqualTo(after);
	}

	@Test
	void policyThatIsTakenAwayIsNoted() {
		put("policies/book", "{\"policy\": \"guarded\", \"region\": \"NL\"}");
		put("policies/book", "{\"policy\": null}");
		JsonNode trail = audit();
		assertThat(trail.at("/0/before/region").stringValue()).isEqualTo("NL");
		assertThat(trail.at("/0/after").isNull()).isTrue();
		assertThat(trail.at("/0/subject").stringValue()).isEqualTo("book");
		assertThat(trail.at("/1/before").isNull()).isTrue();
	}

	@Test
	void dryRunLeavesNoEntry() {
		put("policies/tenant?dryRun=true", "{\"policy\": \"guarded\"}");
		assertThat(audit()).isEmpty();
		assertThat(this.admin.get(ONEROW + "policies/tenant").body()).contains("\"policy\":\"seed\"");
	}

	private void put(String path, String body) {
		HttpResponse<String> answer = this.admin.send("PUT", ONEROW + path, body);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
	}

	private JsonNode audit() {
		return Client.json(this.admin.get(ONEROW + "admin/audit")).get("items");
	}

}
