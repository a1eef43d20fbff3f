package io.onerow.api.openint;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.tenant.Provider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class ConnectionIntegrationTests {

	private static final String PATH = "/core/connection";

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	private String tenant;

	private OpenintClient administrator;

	@BeforeEach
	void newTenant() {
		this.tenant = "conn-" + UUID.randomUUID().toString().substring(0, 13);
		this.administrator = OpenintClient.ofAdministrator(this.context, this.tenant);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/v0", "/api/v0" })
	void connectionIsCreatedListedReadCheckedUsedAndDeleted(String base) {
		String id = create("{\"connectorName\": \"hubspot\", \"customerId\": \"cust_1\"}");
		assertThat(id).startsWith("conn_hubspot_");
		JsonNode connection = this.administrator.page(base + PATH + "/" + id);
		assertThat(connection.get("id").stringValue()).isEqualTo(id);
		assertThat(connection.get("connectorName").stringValue()).isEqualTo("hubspot");
		assertThat(connection.get("connectorConfigId").stringValue()).isEqualTo("ccfg_hubspot_default");
		assertThat(connection.get("customerId").stringValue()).isEqualTo("cust_1");
		assertThat(connection.get("createdAt").stringValue()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d.*Z");
		assertThat(connection.get("updatedAt")).isEqualTo(connection.get("createdAt"));
		assertThat(connection.get("status").stringValue()).isEqualTo("healthy");
		assertThat(connection.at("/standard/status").stringValue()).isEqualTo("healthy");
		assertThat(connection.get("connector_config").toString())
			.isEqualTo("{\"id\":\"ccfg_hubspot_default\",\"orgId\":\"%s\",\"connectorName\":\"hubspot\"}"
				.formatted(this.tenant));
		assertThat(this.administrator.page(base + PATH).toString()).isEqualTo("[" + connection + "]");
		for (String check : List.of("/check", "/_check")) {
			HttpResponse<String> checked = this.administrator.send("POST", base + PATH + "/" + id + check, "{}");
			assertThat(checked.statusCode()).isEqualTo(200);
			assertThat(checked.body()).isEqualTo(connection.toString());
		}
		OpenintClient client = this.administrator.on(id);
		client.upserted("contact", "email", "{}", "ann@x.example");
		String account = client.upserted("account", "website", "{}", "acme.example").get("id").stringValue();
		HttpResponse<String> deleted = this.administrator.send("DELETE", base + PATH + "/" + id, "");
		assertThat(deleted.statusCode()).isEqualTo(200);
		assertThat(deleted.body()).isEqualTo("{}");
		assertNotFound(this.administrator.send("DELETE", base + PATH + "/" + id, ""));
		assertNotFound(this.administrator.get(base + PATH + "/" + id));
		assertNotFound(this.administrator.send("POST", base + PATH + "/" + id + "/check", ""));
		assertNotFound(client.get("/unified/crm/account"));
		assertThat(this.administrator.page(base + PATH).toString()).isEqualTo("[]");
		assertThat(this.jdbc.sql("select count(*) from contact where tenant_id = ?")
			.param(this.tenant)
			.query(Long.class)
			.single()).isZero();
		assertThat(Client.of(this.context, this.tenant, "accounts:all")
			.get("/api/public/v1/accounts/" + account)
			.statusCode()).isEqualTo(200);
	}

	@Test
	void connectionWithManyContactsIsDeletedWhole() {
		String id = create("{\"connectorName\": \"native\"}");
		this.jdbc
			.sql("""
					insert into contact (tenant_id, directory_id, contact_id, email_status, number, version, created_at, updated_at)
					select tenant_id, directory_id, gen_random_uuid(), 'Valid', null, 1, now(), now()
					from connection, generate_series(1, 2100) where tenant_id = ?""")
			.param(this.tenant)
			.update();
		assertThat(this.administrator.on(id).page("/unified/crm/contact/_count").get("count").intValue())
			.isEqualTo(2_100);
		assertThat(this.administrator.send("DELETE", PATH + "/" + id, "").statusCode()).isEqualTo(200);
		assertThat(this.jdbc.sql("select count(*) from directory where tenant_id = ? and kind = 'connection'")
			.param(this.tenant)
			.query(Long.class)
			.single()).isZero();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"connectorName": "salesforce"}                                      | conn_salesforce_
			{"connectorConfigId": "ccfg_native_default", "settings": {}}         | conn_native_
			{"connectorName": "native", "connectorConfigId": "ccfg_native_default", "settings": null} | conn_native_
			{"connectorName": "hubspot", "customerId": "", "displayName": "Ours"} | conn_hubspot_""")
	void connectorIsNamedEitherWay(String body, String id) {
		assertThat(create(body)).startsWith(id);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{}                                                          | /connectorName is required
					{"connectorName": null, "connectorConfigId": null}          | /connectorName is required
					{"connectorName": "pipedrive"}                              | /connectorName must be one of native, hubspot, salesforce
					{"connectorConfigId": "ccfg_x"}                             | /connectorConfigId must be one of ccfg_native_default
					{"connectorName": "native", "connectorConfigId": "ccfg_hubspot_default"} | /connectorConfigId must be the one of connectorName
					{"connectorName": "native", "settings": {"oauth": {}}}      | /settings must be empty
					{"connectorName": "native", "customerId": true}             | /customerId must be a string
					[]                                                          | The body must be an object""")
	void connectionThatCannotBeCreatedIsToldWhy(String body, String message) {
		HttpResponse<String> answer = this.administrator.send("POST", PATH, body);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(Client.json(answer).get("message").stringValue()).startsWith(message);
		assertThat(this.administrator.page(PATH)).isEmpty();
	}

	@Test
	void customerThatIsANumberIsItsText() {
		String id = create("{\"connectorName\": \"native\", \"customerId\": 1001}");
		assertThat(this.administrator.page(PATH + "/" + id).get("customerId").stringValue()).isEqualTo("1001");
		assertThat(listed("?customerId=1001")).containsExactly(id);
	}

	@Test
	void keyThatIsNoAdministratorsReadsOnly() {
		String id = create("{\"connectorName\": \"native\"}");
		OpenintClient client = OpenintClient.of(this.context, this.tenant, "conn_own", Provider.NATIVE);
		for (HttpResponse<String> refused : List.of(client.send("POST", PATH, "{\"connectorName\": \"native\"}"),
				client.send("DELETE", PATH + "/" + id, ""))) {
			assertThat(refused.statusCode()).isEqualTo(403);
			assertThat(Client.json(refused).get("code").stringValue()).isEqualTo("FORBIDDEN");
		}
		assertThat(client.page(PATH).valueStream().map((connection) -> connection.get("id").stringValue()))
			.containsExactly(id, "conn_own");
		assertThat(client.page(PATH + "/" + id).get("customerId").isNull()).isTrue();
	}

	@Test
	void connectionsAreFilteredAndPaged() {
		List<String> ids = IntStream.range(0, 3)
			.mapToObj((n) -> create("{\"connectorName\": \"%s\", \"customerId\": \"c%d\"}"
				.formatted((n == 1) ? "hubspot" : "native", n / 2)))
			.toList();
		assertThat(listed("")).isEqualTo(ids);
		assertThat(listed("?customerId=c0")).isEqualTo(ids.subList(0, 2));
		assertThat(listed("?connectorName=native")).containsExactly(ids.get(0), ids.get(2));
		assertThat(listed("?connectorConfigId=ccfg_hubspot_default")).containsExactly(ids.get(1));
		assertThat(listed("?customerId=c0&connectorName=native&connectorConfigId=")).containsExactly(ids.get(0));
		assertThat(listed("?connectorName=native&connectorConfigId=ccfg_hubspot_default")).isEmpty();
		assertThat(listed("?connectorName=pipedrive")).isEmpty();
		assertThat(this.administrator.get(PATH + "?customerId=%00").statusCode()).isEqualTo(400);
		assertThat(listed("?limit=1&offset=1")).containsExactly(ids.get(1));
		assertThat(this.administrator.get(PATH + "?limit=0").statusCode()).isEqualTo(400);
		assertThat(this.administrator.get(PATH + "?limit=x").statusCode()).isEqualTo(400);
		assertThat(this.administrator.get(PATH + "?offset=-1").statusCode()).isEqualTo(400);
	}

	@Test
	void connectorAndCustomerStandForTheOneConnectionThatFits() {
		String one = create("{\"connectorName\": \"hubspot\", \"customerId\": \"c1\"}");
		String two = create("{\"connectorName\": \"salesforce\", \"customerId\": \"c1\"}");
		create("{\"connectorName\": \"hubspot\", \"customerId\": \"c2\"}");
		HttpResponse<String> found = by("x-connection-connector-name", "hubspot", "x-connection-customer-id", "c1");
		assertThat(found.statusCode()).isEqualTo(200);
		assertThat(found.headers().firstValue("x-connection-id")).contains(one);
		assertThat(by("x-connection-connector-name", "salesforce").headers().firstValue("x-connection-id"))
			.contains(two);
		for (HttpResponse<String> several : List.of(by("x-connection-customer-id", "c1"),
				by("x-connection-connector-name", "hubspot"))) {
			assertThat(several.statusCode()).isEqualTo(400);
			assertThat(several.body()).isEqualTo(
					"{\"message\":\"More than one connection fits; x-connection-id names one.\",\"code\":\"BAD_REQUEST\"}");
		}
		assertNotFound(by("x-connection-customer-id", "c3"));
		assertNotFound(by("x-connection-connector-name", "pipedrive", "x-connection-customer-id", "c1"));
		assertThat(by("x-connection-id", two, "x-connection-customer-id", "c1").headers().firstValue("x-connection-id"))
			.contains(two);
		assertThat(by("x-connection-customer-id", " ").body()).contains("The header x-connection-id is required.");
	}

	@Test
	void connectionOfAnotherTenantIsAsUnknownAsNone() {
		String id = create("{\"connectorName\": \"native\", \"customerId\": \"c1\"}");
		OpenintClient stranger = OpenintClient.ofAdministrator(this.context, this.tenant + "-2");
		assertThat(stranger.page(PATH + "?customerId=c1")).isEmpty();
		assertNotFound(stranger.get(PATH + "/" + id));
		assertNotFound(stranger.send("DELETE", PATH + "/" + id, ""));
		assertNotFound(stranger.getBy("/unified/crm/account", "x-connection-customer-id", "c1"));
		assertThat(listed("")).containsExactly(id);
	}

	private String create(String body) {
		HttpResponse<String> answer = this.administrator.send("POST", PATH, body);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return Client.json(answer).stringValue();
	}

	private List<String> listed(String query) {
		return this.administrator.page(PATH + query)
			.valueStream()
			.map((connection) -> connection.get("id").stringValue())
			.toList();
	}

	private HttpResponse<String> by(String... headers) {
		return this.administrator.getBy("/unified/crm/account", headers);
	}

	private static void assertNotFound(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).isEqualTo(404);
		assertThat(answer.body()).isEqualTo("{\"message\":\"There is no such connection.\",\"code\":\"NOT_FOUND\"}");
	}

}
