package io.onerow.api.onerow.admin;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
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

/** The connections of a tenant. */
@IntegrationTest
class ConnectionsIntegrationTests {

	private static final String ADMIN = "/api/onerow/v1/admin";

	private static final String CONNECTIONS = ADMIN + "/connections";

	@Autowired
	private ApplicationContext context;

	private String tenant;

	private Client admin;

	private String key;

	@BeforeEach
	void newTenant() {
		this.tenant = "t" + UUID.randomUUID().toString().substring(24);
		this.admin = Client.of(this.context, this.tenant, "admin");
		this.key = Client
			.json(this.admin.send("POST", ADMIN + "/api-keys", "{\"scopes\": [\"accounts:all\", \"connections:all\"]}"))
			.get("key")
			.stringValue();
	}

	@Test
	void connectionIsCreatedShownAndListed() {
		HttpResponse<String> made = create("\"connectionId\": \"crm\", \"provider\": \"hubspot\"");
		assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
		assertThat(made.body()).contains("\"connectionId\":\"crm\"", "\"provider\":\"hubspot\"", "\"customerId\":null");
		assertThat(create("\"connectionId\": \"crm\", \"provider\": \"native\"").body()).contains("/connectionId");
		String second = Client.json(create("\"provider\": \"native\", \"customerId\": \"c1\""))
			.get("connectionId")
			.stringValue();
		assertThat(second).startsWith("conn_native_");
		assertThat(openint("GET", "/core/connection/crm", "").statusCode()).isEqualTo(200);
		JsonNode page = Client.json(this.admin.get(CONNECTIONS + "?limit=1"));
		assertThat(page.at("/items/0/connectionId").stringValue()).isEqualTo(second);
		JsonNode rest = Client.json(this.admin.get(CONNECTIONS + "?after=" + page.get("next").stringValue()));
		assertThat(rest.at("/items/0/connectionId").stringValue()).isEqualTo("crm");
		assertThat(this.admin.get(CONNECTIONS + "/crm").body()).contains("hubspot");
		assertThat(this.admin.get(CONNECTIONS + "/none").statusCode()).isEqualTo(404);
	}

	@Test
	void connectionIsHeldForAnotherCustomerAtOnce() {
		create("\"connectionId\": \"crm\", \"provider\": \"native\"");
		assertThat(openint("GET", "/core/connection/crm", "").body()).contains("\"customerId\":null");
		HttpResponse<String> changed = this.admin.send("PATCH", CONNECTIONS + "/crm", "{\"customerId\": \"c2\"}");
		assertThat(changed.statusCode()).isEqualTo(200);
		JsonNode seen = Client.json(openint("GET", "/core/connection/crm", ""));
		assertThat(seen.get("customerId").stringValue()).isEqualTo("c2");
		assertThat(seen.get("updatedAt").stringValue()).isEqualTo(Client.json(changed).get("updatedAt").stringValue())
			.isNotEqualTo(seen.get("createdAt").stringValue());
		JsonNode entry = newest();
		assertThat(entry.at("/before/customerId").isNull()).isTrue();
		assertThat(entry.at("/after/customerId").stringValue()).isEqualTo("c2");
		assertThat(this.admin.send("PATCH", CONNECTIONS + "/crm", "{\"customerId\": null}").body())
			.contains("\"customerId\":null");
	}

	@Test
	void connectionWithRecordsIsNotDeleted() {
		create("\"connectionId\": \"crm\", \"provider\": \"native\"");
		HttpResponse<String> upserted = openint("POST", "/v0/unified/crm/contact/_upsert",
				"{\"upsert_on\": {\"key\": \"email\", \"values\": [\"a@acme.com\"]}, \"record\": {\"first_name\": \"A\","
						+ " \"last_name\": \"B\"}}");
		assertThat(upserted.statusCode()).as(upserted.body()).isEqualTo(200);
		HttpResponse<String> refused = this.admin.delete(CONNECTIONS + "/crm");
		assertThat(refused.statusCode()).isEqualTo(409);
		assertThat(refused.body()).contains("has contacts or accounts");
		create("\"connectionId\": \"empty\", \"provider\": \"native\"");
		assertThat(this.admin.delete(CONNECTIONS + "/empty").statusCode()).isEqualTo(204);
		assertThat(this.admin.delete(CONNECTIONS + "/empty").statusCode()).isEqualTo(404);
		assertThat(openint("GET", "/core/connection/empty", "").statusCode()).isEqualTo(404);
		JsonNode entry = newest();
		assertThat(entry.get("action").stringValue()).isEqualTo("delete");
		assertThat(entry.get("subject").stringValue()).isEqualTo("empty");
		assertThat(entry.at("/before/provider").stringValue()).isEqualTo("native");
		assertThat(entry.get("after").isNull()).isTrue();
	}

	@Test
	void changesOverTheOtherWireAreInTheAuditTrailToo() {
		String id = Client.json(openint("POST", "/core/connection", "{\"connectorName\": \"native\"}")).stringValue();
		assertThat(newest().get("subject").stringValue()).isEqualTo(id);
		assertThat(openint("DELETE", "/core/connection/" + id, "").statusCode()).isEqualTo(200);
		assertThat(newest().get("action").stringValue()).isEqualTo("delete");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{} | /provider
			{"provider": "sap"} | /provider
			{"provider": "native", "connectionId": "a b"} | /connectionId
			{"provider": "native", "customerId": ""} | /customerId
			{"provider": "native", "name": "x"} | /name""")
	void whatAConnectionCannotBeIsNamed(String body, String member) {
		HttpResponse<String> answer = this.admin.send("POST", CONNECTIONS, body);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains(member);
	}

	@Test
	void providerStaysAsItIs() {
		create("\"connectionId\": \"crm\", \"provider\": \"native\"");
		HttpResponse<String> answer = this.admin.send("PATCH", CONNECTIONS + "/crm", "{\"provider\": \"hubspot\"}");
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("/provider");
	}

	@Test
	void administratorOfAnotherTenantSeesAndChangesNothing() {
		create("\"connectionId\": \"mine\", \"provider\": \"native\"");
		Client other = Client.of(this.context, "o" + this.tenant.substring(1), "admin");
		String path = CONNECTIONS + "/mine";
		assertThat(List.of(other.get(path).statusCode(), other.delete(path).statusCode(),
				other.send("PATCH", path, "{\"customerId\": \"x\"}").statusCode()))
			.containsOnly(404);
		assertThat(other.get(CONNECTIONS).body()).doesNotContain("mine");
		Client reader = Client.of(this.context, this.tenant, "accounts:all");
		assertThat(List.of(reader.get(CONNECTIONS).statusCode(), reader.get(path).statusCode(),
				reader.delete(path).statusCode(), reader.send("PATCH", path, "{}").statusCode(),
				reader.send("POST", CONNECTIONS, "{\"provider\": \"native\"}").statusCode()))
			.containsOnly(403);
		assertThat(this.admin.get(path).body()).contains("\"customerId\":null");
	}

	private HttpResponse<String> create(String members) {
		return this.admin.send("POST", CONNECTIONS, "{" + members + "}");
	}

	private HttpResponse<String> openint(String method, String path, String body) {
		Client anonymous = Client.anonymous(this.context);
		return anonymous.send(anonymous.request(method, path, BodyPublishers.ofString(body))
			.header("x-apikey", this.key)
			.header("x-connection-id", "crm")
			.header("Content-Type", "application/json"));
	}

	private JsonNode newest() {
		return Client.json(this.admin.get(ADMIN + "/audit?limit=1")).at("/items/0");
	}

}
