package io.onerow.api.openint;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
class IsolationIntegrationTests {

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	private OpenintClient mine;

	private OpenintClient sibling;

	private OpenintClient stranger;

	@BeforeEach
	void twoTenants() {
		this.mine = OpenintClient.of(this.context, "openint-mine", "conn_same", Provider.NATIVE);
		this.sibling = OpenintClient.of(this.context, "openint-mine", "conn_sibling", Provider.NATIVE);
		this.stranger = OpenintClient.of(this.context, "openint-other", "conn_same", Provider.NATIVE);
	}

	@ParameterizedTest
	@CsvSource({ "account,website,same.example", "contact,email,same@x.example" })
	void sameKeyInAnotherConnectionOrTenantIsAnotherRecord(String entity, String key, String value) {
		Set<String> ids = new HashSet<>();
		for (OpenintClient client : List.of(this.mine, this.sibling, this.stranger)) {
			ids.add(client.upserted(entity, key, "{}", value).get("id").stringValue());
		}
		assertThat(ids).hasSize(3);
		String path = "/unified/crm/" + entity;
		String id = this.mine.upserted(entity, key, "{}", value).get("id").stringValue();
		String before = this.mine.page(path + "/" + id).toString();
		for (OpenintClient other : List.of(this.sibling, this.stranger)) {
			HttpResponse<String> answer = other.get(path + "/" + id);
			assertThat(answer.statusCode()).isEqualTo(404);
			assertThat(answer.body()).isEqualTo(other.get(path + "/019aaaaa-aaaa-7aaa-8aaa-aaaaaaaaaaaa").body());
			assertThat(other.send("PATCH", path + "/" + id, "{\"record\": {\"phone\": \"1\"}}").statusCode())
				.isEqualTo(404);
			assertThat(other.send("POST", path + "/_batch_read", "{\"ids\": [\"" + id + "\"]}").body()).isEqualTo("[]");
			assertThat(other.page(path).toString()).doesNotContain(id);
		}
		assertThat(this.mine.page(path + "/" + id).toString()).isEqualTo(before);
	}

	@Test
	void connectionOfAnotherTenantIsAsUnknownAsNone() {
		OpenintClient.of(this.context, "openint-other", "conn_theirs", Provider.NATIVE);
		HttpResponse<String> theirs = this.mine.on("conn_theirs").get("/unified/crm/account");
		HttpResponse<String> nobodys = this.mine.on("conn_nobodys").get("/unified/crm/account");
		assertThat(theirs.statusCode()).isEqualTo(404);
		assertThat(Client.json(theirs).get("code").stringValue()).isEqualTo("NOT_FOUND");
		assertThat(theirs.body()).isEqualTo(nobodys.body());
		assertThat(theirs.headers().firstValue("x-connection-id")).isEmpty();
	}

	@Test
	void missingConnectionIsABadRequest() {
		Client http = Client.anonymous(this.context);
		HttpResponse<String> answer = http
			.send(http.request("GET", "/unified/crm/account?x-connection-id=conn_same", BodyPublishers.noBody())
				.header("x-apikey", this.mine.key()));
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(Client.json(answer).get("message").stringValue()).contains("x-connection-id");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "wrong", "demo-api-key" })
	void wrongKeyIsUnauthorized(String key) {
		HttpResponse<String> answer = this.mine.with(key).get("/v0/unified/crm/account?x-apikey=" + this.mine.key());
		assertThat(answer.statusCode()).isEqualTo(401);
		assertThat(Client.json(answer).get("code").stringValue()).isEqualTo("UNAUTHORIZED");
		assertThat(this.mine.with(this.mine.key().substring(0, 40) + "x").get("/unified/crm/account").body())
			.isEqualTo(answer.body());
	}

	@Test
	void revokedKeyIsRefusedAndOnlyItsHashIsStored() throws Exception {
		OpenintClient client = OpenintClient.of(this.context, "openint-mine", "conn_same", Provider.NATIVE);
		assertThat(client.get("/unified/crm/account").statusCode()).isEqualTo(200);
		assertThat(this.jdbc.sql("select count(*) from api_key k where position(? in k::text) > 0")
			.param(client.key())
			.query(Long.class)
			.single()).isZero();
		this.jdbc.sql("""
				update api_key set revoked_at = now()
				where key_id = left(encode(sha256(convert_to(?, 'UTF8')), 'hex'), 16)""").param(client.key()).update();
		int status = 200;
		// remembered for ten seconds
		for (int i = 0; status == 200 && i < 120; i++) {
			Thread.sleep(100);
			status = client.get("/unified/crm/account").statusCode();
		}
		assertThat(status).isEqualTo(401);
	}

	@ParameterizedTest
	@CsvSource({ "GET,/unified/crm/nothing,404,NOT_FOUND", "GET,/api/v0/unified/crm/nothing/_count,404,NOT_FOUND",
			"POST,/core/connection,403,FORBIDDEN", "DELETE,/v0/core/connection/conn_same,403,FORBIDDEN",
			"DELETE,/unified/crm/account,405,METHOD_NOT_SUPPORTED", "GET,/unified/crm/account/x,404,NOT_FOUND",
			"GET,/unified/crm/account/1-1-1-1-1,404,NOT_FOUND", "POST,/v0/unified/crm/account,400,BAD_REQUEST",
			"GET,/core/customer/c1,405,METHOD_NOT_SUPPORTED" })
	void failureHasTheBodyOfTheDialect(String method, String path, int status, String code) {
		HttpResponse<String> answer = this.mine.send(method, path, "{");
		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(Client.json(answer).get("code").stringValue()).isEqualTo(code);
		assertThat(Client.json(answer).get("message").stringValue()).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/v0", "/api/v0" })
	void customerIsStoredForItsTenant(String base) {
		String path = base + "/core/customer/c1" + base.length();
		assertThat(customer(this.mine, path, "{\"metadata\": {\"plan\": \"gold\"}}").toString())
			.isEqualTo("{\"id\":\"c1%d\",\"orgId\":\"openint-mine\",\"metadata\":{\"plan\":\"gold\"}}"
				.formatted(base.length()));
		assertThat(customer(this.stranger, path, "{}").get("metadata").isNull()).isTrue();
		assertThat(customer(this.mine, path, "{}").at("/metadata/plan").stringValue()).isEqualTo("gold");
		assertThat(customer(this.mine, path, "{\"metadata\": null}").get("metadata").isNull()).isTrue();
		assertThat(customer(this.mine, path, "{}").get("metadata").isNull()).isTrue();
	}

	private static JsonNode customer(OpenintClient client, String path, String body) {
		HttpResponse<String> answer = client.send("PUT", path, body);
		assertThat(answer.statusCode()).isEqualTo(200);
		return Client.json(answer);
	}

}
