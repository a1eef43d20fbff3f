package io.onerow.erase;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.TestDatabase;
import io.onerow.api.openint.OpenintClient;
import io.onerow.api.sam.SamClient;
import io.onerow.tenant.TenantId;
import io.onerow.undo.Undoing;
import io.onerow.upsert.WriteContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Of what is erased no table and no log has a word left. */
@IntegrationTest
@ExtendWith(OutputCaptureExtension.class)
class EraseIntegrationTests {

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private EraseFunctions functions;

	private final String canary = "canary" + UUID.randomUUID().toString().substring(0, 8);

	private final String tenant = "e" + UUID.randomUUID().toString().substring(24);

	private Undoing undoing;

	private Client client;

	private String contacts;

	private String account;

	@BeforeEach
	void createAccount() {
		this.undoing = new Undoing(this.context, this.tenant);
		this.client = this.undoing.client();
		this.account = Client.json(this.client.send("POST", "/api/public/v1/accounts", "{\"fullName\": \"Acme\"}"))
			.get("id")
			.stringValue();
		this.contacts = "/api/public/v1/accounts/" + this.account + "/contacts";
	}

	@Test
	void contactIsErasedWithItsHistoryAndTheNamesThatItIsNot(CapturedOutput output) {
		String id = write("John Smith");
		HttpResponse<String> wrong = this.client.send("PUT", this.contacts + "/upsert",
				"{\"fullName\": \"Jon Smith %1$s\", \"email\": \"%1$s@jon.example\", \"language\": \"en\"}"
					.formatted(this.canary));
		assertThat(this.undoing.undo(this.undoing.entry(wrong)).statusCode()).isEqualTo(200);
		String entry = this.undoing.entries(Undoing.request(wrong)).get(0);
		assertThat(places(this.canary)).contains("contact", "contact_different", "contact_name", "history",
				"idempotency_key");
		HttpResponse<String> erased = erase(id);
		assertThat(erased.statusCode()).isEqualTo(204);
		assertThat(places(this.canary)).isEmpty();
		assertThat(output.getAll()).doesNotContain(this.canary);
		assertThat(
				this.undoing.column("outcome || ' ' || kind || ' ' || client", "history", "record_id = '" + id + "'"))
			.hasSize(1)
			.allMatch((left) -> left.startsWith("erased contact " + this.tenant));
		assertThat(this.undoing.column("name_key", "contact_different", "true")).isEmpty();
		assertThat(this.undoing.undo(entry).statusCode()).isEqualTo(404);
		String left = this.undoing.column("record_id || '.' || version", "history", "outcome = 'erased'").get(0);
		assertThat(this.undoing.undo(left).statusCode()).isEqualTo(404);
		assertThat(this.undoing.undoRequest(Undoing.request(erased)).statusCode()).isEqualTo(404);
		assertThat(erase(id).statusCode()).isEqualTo(404);
	}

	@Test
	void answersAboutOthersStay() {
		String body = "{\"fullName\": \"John Smith\", \"email\": \"%s@b.example\", \"language\": \"en\"}";
		HttpResponse<String> one = keyed("one", "POST", this.contacts, body.formatted("one"));
		HttpResponse<String> other = keyed("other", "POST", this.contacts, body.formatted("other"));
		assertThat(keyed("again", "PUT", this.contacts + "/upsert", body.formatted("one")).headers()
			.firstValue("Onerow-Outcome")).contains("unchanged");
		assertThat(erase(Client.json(one).get("id").stringValue()).statusCode()).isEqualTo(204);
		assertThat(keyed("one", "POST", this.contacts, body.formatted("one")).statusCode()).isEqualTo(409);
		assertThat(keyed("again", "PUT", this.contacts + "/upsert", body.formatted("one")).statusCode()).isEqualTo(409);
		assertThat(keyed("other", "POST", this.contacts, body.formatted("other")).body()).isEqualTo(other.body());
	}

	@Test
	void answersWithTheNumberOfACustomerAreErased() {
		String customer = "{\"source\": \"s\", \"sourceId\": \"1\", \"lastName\": \"Li\", \"title\": \"%s\"}"
			.formatted(this.canary);
		keyed("one", "POST", "/customers", customer);
		keyed("again", "PATCH", "/customers/sourceId/1?source=s", "{\"lastName\": \"Li\"}");
		assertThat(places(this.canary)).containsExactly("customer", "history", "idempotency_key");
		assertThat(erase(this.undoing.column("record_id::text", "history", "kind = 'customer'").get(0)).statusCode())
			.isEqualTo(204);
		assertThat(places(this.canary)).isEmpty();
	}

	@Test
	void customersOfManyGenerationsAreErasedInSmallSteps() {
		this.client.send("POST", "/customers/bulk/sourceId", """
				{"customers": [{"source": "s", "sourceId": "1"},
					{"source": "s", "sourceId": "2", "parent": {"source": "s", "sourceId": "1"}},
					{"source": "s", "sourceId": "3", "parent": {"source": "s", "sourceId": "1"}},
					{"source": "s", "sourceId": "4", "parent": {"source": "s", "sourceId": "2"}},
					{"source": "s", "sourceId": "5", "parent": {"source": "s", "sourceId": "3"}}]}""");
		TenantId all = new TenantId(this.tenant);
		assertThat(this.functions.rows(all, 3)).as("of customers and history at most").isEqualTo(7);
		// so that nothing else is left to be erased
		this.jdbc.sql("delete from history where tenant_id = ?").param(this.tenant).update();
		int steps = 0;
		while (this.functions.erase(all, 1, WriteContext.SERVICE, Instant.now()) > 0) {
			steps++;
		}
		assertThat(this.undoing.column("source_id", "customer", "true")).isEmpty();
		assertThat(steps).as("with the account").isEqualTo(6);
	}

	@Test
	void personIsErasedWhoWasDeletedBefore() {
		String id = write("John Smith");
		this.client.delete(this.contacts + "/" + id);
		assertThat(places(this.canary)).containsExactly("history", "idempotency_key");
		assertThat(erase(id).statusCode()).isEqualTo(204);
		assertThat(places(this.canary)).isEmpty();
	}

	@Test
	void accountIsErasedWithItsContacts() {
		write("John Smith");
		write("Peter Miller");
		this.client.send("PATCH", "/api/public/v1/accounts/" + this.account, "{\"fullName\": \"" + this.canary + "\"}");
		assertThat(erase(this.account).statusCode()).isEqualTo(204);
		assertThat(places(this.canary)).isEmpty();
		assertThat(this.client.get("/api/public/v1/accounts/" + this.account).statusCode()).isEqualTo(404);
		assertThat(this.undoing.column("kind", "history", "outcome = 'erased'")).containsExactlyInAnyOrder("account",
				"contact", "contact");
	}

	@Test
	void recordsOfTheOtherWiresAreErased() {
		OpenintClient openint = OpenintClient.ofNewConnection(this.context, this.tenant);
		SamClient sam = SamClient.of(this.context, this.tenant, "u@" + this.tenant + ".example", "accounts:all");
		openint.upsert("account", "website", "{\"name\": \"%1$s\", \"phone\": \"%1$s\"}".formatted(this.canary),
				this.canary + ".com");
		openint.upsert("contact", "email", "{\"phone\": \"" + this.canary + "\"}", this.canary + "@b.example");
		sam.upsert("[{\"externalId\": \"%1$s\", \"firstname\": \"%1$s\", \"lastname\": \"L\"}]".formatted(this.canary));
		String customer = "{\"source\": \"s\", \"sourceId\": \"%1$s\", \"lastName\": \"%1$s\", \"addresses\": "
				+ "[{\"type\": \"invoice\", \"street\": \"%1$s\", \"city\": \"C\", \"country\": \"NL\"}]}";
		this.client.send("POST", "/customers/bulk/sourceId", "{\"customers\": [" + customer.formatted(this.canary)
				+ ", {\"source\": \"s\", \"sourceId\": \"child\", \"parent\": {\"source\": \"s\", \"sourceId\": \""
				+ this.canary + "\"}}]}");
		List<String> records = this.undoing.column("distinct record_id::text", "history",
				"after::text like '%" + this.canary + "%'");
		assertThat(records).hasSize(4);
		assertThat(records).allMatch((id) -> erase(id).statusCode() == 204);
		assertThat(places(this.canary)).isEmpty();
		assertThat(this.undoing.column("parent_id::text", "customer", "source_id = 'child'")).containsOnlyNulls();
	}

	@Test
	void tenantIsErasedByAJobAndOthersAreNot() throws Exception {
		Undoing other = new Undoing(this.context, "f" + this.tenant.substring(1));
		other.client().send("POST", "/api/public/v1/accounts", "{\"fullName\": \"Bystander\"}");
		String bystander = other.state();
		write("John Smith");
		String gone = write("Peter Miller");
		this.client.delete(this.contacts + "/" + gone);
		for (int bulk = 0; bulk < 2; bulk++) {
			this.client.send("POST", "/customers/bulk/sourceId",
					"""
							{"customers": [{"source": "s", "sourceId": "1", "lastName": "%1$s"},
								{"source": "s", "sourceId": "2", "lastName": "%1$s%2$d", "parent": {"source": "s", "sourceId": "1"}}]}"""
						.formatted(this.canary, bulk));
		}
		assertThat(this.client.delete("/api/onerow/v1/tenant").statusCode()).isEqualTo(400);
		assertThat(this.client.delete("/api/onerow/v1/tenant?erase=true").statusCode()).isEqualTo(400);
		assertThat(this.client.delete("/api/onerow/v1/tenant?erase=true&confirm=other").statusCode()).isEqualTo(400);
		String path = "/api/onerow/v1/tenant?erase=true&confirm=" + this.tenant;
		HttpResponse<String> dry = this.client.delete(path + "&dryRun=true");
		assertThat(dry.statusCode()).as(dry.body()).isEqualTo(202);
		assertThat(Client.json(dry).get("id").isNull()).isTrue();
		try (Connection purge = TestDatabase.access().connect(); Statement lock = purge.createStatement()) {
			// that others remove keys which are over is no hindrance
			lock.execute("select pg_advisory_lock(hashtextextended('idempotency " + this.tenant + "', 0))");
			HttpResponse<String> begun = this.client.delete(path);
			assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
			JsonNode job = Client.json(begun);
			for (int tries = 0; tries < 500 && !job.get("state").stringValue().equals("done"); tries++) {
				Thread.sleep(20);
				job = Client.json(this.client.get("/api/onerow/v1/jobs/" + job.get("id").stringValue()));
			}
			assertThat(job.get("state").stringValue()).isEqualTo("done");
		}
		assertThat(places(this.canary)).isEmpty();
		assertThat(this.undoing.column("kind || ' ' || outcome", "history", "true")).containsExactly("tenant erased");
		assertThat(other.state()).isEqualTo(bystander);
		assertThat(this.client.send("POST", "/api/public/v1/accounts", "{\"fullName\": \"New\"}").statusCode())
			.isLessThan(300);
	}

	@Test
	void nothingIsErasedByMistake() {
		String id = write("John Smith");
		String state = this.undoing.state();
		HttpResponse<String> unsure = this.client.delete("/api/onerow/v1/records/" + id);
		assertThat(unsure.statusCode()).isEqualTo(400);
		assertThat(unsure.body()).contains("erase");
		Undoing stranger = new Undoing(this.context, "g" + this.tenant.substring(1));
		assertThat(stranger.client().delete("/api/onerow/v1/records/" + id + "?erase=true").statusCode())
			.isEqualTo(404);
		Client other = Client.of(this.context, this.tenant, "history:undo", "accounts:all");
		assertThat(other.delete("/api/onerow/v1/records/" + id + "?erase=true").statusCode()).isEqualTo(403);
		assertThat(other.delete("/api/onerow/v1/tenant?erase=true&confirm=" + this.tenant).statusCode()).isEqualTo(403);
		assertThat(this.client.delete("/api/onerow/v1/records/nonsense?erase=true").statusCode()).isEqualTo(400);
		HttpResponse<String> conditional = this.client
			.send(this.client.request("DELETE", "/api/onerow/v1/records/" + id + "?erase=true", BodyPublishers.noBody())
				.header("If-Match", "*"));
		assertThat(conditional.statusCode()).isEqualTo(400);
		assertThat(conditional.body()).contains("If-Match");
		assertThat(this.undoing.state()).isEqualTo(state);
	}

	/** The id of a contact whose name and address are of this test alone. */
	private String write(String name) {
		String body = "{\"fullName\": \"%2$s %1$s\", \"email\": \"%1$s@%3$s.example\", \"language\": \"en\"}"
			.formatted(this.canary, name, name.substring(0, 4).trim());
		HttpResponse<String> written = keyed(name, "PUT", this.contacts + "/upsert", body);
		assertThat(written.statusCode()).as(written.body()).isEqualTo(200);
		this.client.send("PUT", this.contacts + "/upsert", "{\"email\": \"%1$s@%2$s.example\", \"language\": \"nl\"}"
			.formatted(this.canary, name.substring(0, 4).trim()));
		return Client.json(written).get("id").stringValue();
	}

	private HttpResponse<String> keyed(String key, String method, String path, String body) {
		return this.client.send(this.client.request(method, path, BodyPublishers.ofString(body))
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", "\"" + key + "\""));
	}

	private HttpResponse<String> erase(String record) {
		return this.client.delete("/api/onerow/v1/records/" + record + "?erase=true");
	}

	/** The tables that have the text anywhere in a row of this tenant, also as bytes. */
	private List<String> places(String text) {
		return this.jdbc.sql("""
				select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
				join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
				where c.relkind = 'r' and n.nspname = 'public' order by c.relname""")
			.query(String.class)
			.list()
			.stream()
			.filter((table) -> this.jdbc
				.sql("select exists (select from " + table
						+ " t where tenant_id = ? and (t::text like ? or t::text like ?))")
				.params(this.tenant, "%" + text + "%",
						"%" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + "%")
				.query(Boolean.class)
				.single())
			.toList();
	}

}
