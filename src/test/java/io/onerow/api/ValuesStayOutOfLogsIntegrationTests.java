package io.onerow.api;

import java.net.http.HttpResponse;
import java.util.List;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.TestDatabase;
import io.onerow.api.openint.OpenintClient;
import io.onerow.api.sam.SamClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.annotation.DirtiesContext.ClassMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The database fails in a way that nobody expects, with all that was to be stored in its
 * message, and what it holds cannot be read.
 */
@IntegrationTest
// the levels of the log are the whole process's, and set when a context starts
@DirtiesContext(classMode = ClassMode.BEFORE_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class ValuesStayOutOfLogsIntegrationTests {

	private static final String TENANT = "canary-logs";

	private static final List<String> TABLES = List.of("contact", "account", "customer", "tenant_customer");

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	private Client client;

	private OpenintClient openint;

	private SamClient sam;

	@BeforeEach
	void logIn() {
		this.client = Client.of(this.context, TENANT, "accounts:all", "customers:write", "customers:read",
				"bulk:write");
		this.openint = OpenintClient.ofNewConnection(this.context, TENANT);
		this.sam = SamClient.of(this.context, TENANT, "user@logs.example", "accounts:all");
	}

	@AfterEach
	void remove() {
		TABLES.forEach((table) -> TestDatabase.access().asOwner("drop trigger if exists zz_fails on " + table));
		this.jdbc.sql("update customer set addresses = '[]' where tenant_id = ?").param(TENANT).update();
		this.jdbc.sql("update contact set attributes = '{}' where tenant_id = ?").param(TENANT).update();
		this.jdbc.sql("update account set attributes = '{}' where tenant_id = ?").param(TENANT).update();
	}

	@ParameterizedTest
	@ValueSource(strings = { "XX000", "42P01", "54000", "0A000", "22023", "P0001", "57014", "53100" })
	void whateverBreaksInTheDatabase(String state, CapturedOutput output) {
		TestDatabase.access().asOwner("""
				create or replace function zz_fails() returns trigger language plpgsql as $$
				begin
					raise exception 'broken by %%', new using errcode = '%s';
				end
				$$""".formatted(state));
		String contacts = "/api/public/v1/accounts/" + account() + "/contacts";
		TABLES.forEach((table) -> TestDatabase.access()
			.asOwner("create trigger zz_fails before insert or update on " + table
					+ " for each row when (new.tenant_id = '" + TENANT + "') execute function zz_fails()"));
		String person = "{\"fullName\": \"Ann Canary\", \"email\": \"ann@canary.example\", \"language\": \"en\"}";
		assertBroken(this.client.send("PUT", contacts + "/upsert", person));
		assertBroken(this.client.send("POST", contacts, person));
		assertBroken(this.client.send("POST", "/api/public/v1/accounts", "{\"fullName\": \"Canary\"}"));
		assertBroken(this.openint.upsert("account", "website", "{\"name\": \"Canary\"}", "canary.example"));
		assertBroken(this.openint.upsert("contact", "email", "{\"phone\": \"Canary\"}", "ann@canary.example"));
		assertThat(this.sam
			.upsert("""
					[{"externalId": "canary", "firstname": "Canary", "lastname": "canary", "email1": "a@canary.example"}]""")
			.body()).containsAnyOf("\"rowsAffected\":0", "\"exception\"").doesNotContain("canary.example");
		String customer = "{\"source\": \"canary\", \"sourceId\": \"canary\", \"lastName\": \"Canary\"}";
		assertThat(this.client.send("POST", "/customers/bulk/sourceId", "{\"customers\": [" + customer + "]}").body())
			.containsAnyOf("\"success\":false", "\"code\":503", "\"code\":500");
		assertThat(this.client.send("POST", "/customers", customer).statusCode()).isGreaterThanOrEqualTo(400);
		assertThat(output.getAll()).doesNotContainIgnoringCase("canary.example", "ann canary", "broken by", "\"canary");
		assertThat(output).contains("SQLSTATE");
	}

	@Test
	void whatIsStoredAndCannotBeReadIsOurFaultAndLoggedOnce(CapturedOutput output) {
		this.client.send("POST", "/customers/bulk/sourceId", customer("a"));
		this.sam.upsert("[{\"externalId\": \"A\", \"firstname\": \"A\", \"lastname\": \"L\"}]");
		this.openint.upsert("account", "website", "{\"name\": \"A\"}", "stored.example");
		this.jdbc.sql("update customer set addresses = '[\"canary\"]' where tenant_id = ?").param(TENANT).update();
		this.jdbc.sql("update contact set attributes = cast(? as jsonb) where tenant_id = ?")
			.params("{\"canary\": " + "7".repeat(2_000) + "}", TENANT)
			.update();
		this.jdbc.sql("update account set attributes = cast(? as jsonb) where tenant_id = ?")
			.params("{\"canary\": " + "7".repeat(2_000) + "}", TENANT)
			.update();
		List<HttpResponse<String>> answers = List.of(
				this.client.send("POST", "/customers/bulk/sourceId", customer("b")),
				this.client.get("/customers/sourceId/1?source=s"), this.sam.list("?all=true"),
				this.sam.upsert("[{\"externalId\": \"A\", \"city\": \"X\"}]"),
				this.openint.upsert("account", "website", "{\"name\": \"B\"}", "stored.example"),
				this.openint.get("/unified/crm/account"));
		assertThat(answers).allMatch((answer) -> answer.statusCode() == 500)
			.noneMatch((a) -> a.body().contains("7".repeat(20)));
		assertThat(output.getAll().lines().filter((line) -> line.contains("Failures"))).hasSize(answers.size());
		assertThat(output).contains("UnreadableStore").doesNotContain("canary\"").doesNotContain("7".repeat(20));
	}

	private String account() {
		return Client.json(this.client.send("POST", "/api/public/v1/accounts", "{\"fullName\": \"Acme\"}"))
			.get("id")
			.stringValue();
	}

	private static String customer(String name) {
		return """
				{"customers": [{"source": "s", "sourceId": 1, "lastName": "%s",
					"addresses": [{"type": "invoice", "street": "S", "city": "C", "country": "NL"}]}]}"""
			.formatted(name);
	}

	private static void assertBroken(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isGreaterThanOrEqualTo(400);
		assertThat(answer.body()).doesNotContainIgnoringCase("canary");
	}

}
