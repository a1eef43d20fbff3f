package io.onerow.fullsync;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Which records are missing, of all kinds and by all ways to send them. */
@IntegrationTest
class MissingRecordsIntegrationTests {

	private static final String DELETE = "{'missing': 'delete', 'confirm': true}";

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	private final String tenant = "s" + UUID.randomUUID().toString().substring(24);

	private Syncing syncing;

	@BeforeEach
	void newTenant() {
		this.syncing = new Syncing(this.context, this.tenant);
	}

	/** By whatever wire, and whoever did. */
	@Test
	void whatWasWrittenSinceTheOpeningIsNotMissing() {
		String contacts = this.syncing.contacts("Acme");
		String[] people = { "Ann Lee", "Bob Stone", "Clara Schumann", "Franz Liszt", "Gone Away" };
		for (String person : people) {
			this.syncing.upsert(contacts, person, "en", null);
		}
		String account = contacts.split("/", -1)[5];
		String sync = this.syncing.open("{'kind': 'contacts', 'account': '" + account.toUpperCase(Locale.ROOT) + "'}");
		this.syncing.upsert(contacts, people[0], "en", sync);
		this.syncing.upsert(contacts, people[1], "fr", null);
		this.syncing.upsert(contacts, "Created Since", "en", null);
		String known = this.syncing.upsert(contacts, people[2], "en", null).get("id").stringValue();
		this.syncing.answered(200, "PATCH", contacts + "/" + known, "{'language': 'en'}", sync);
		this.syncing.send("POST", contacts, "{'fullName': 'Sent As New', 'language': 'en'}", sync);
		this.syncing.upsert(contacts, people[3], "de", sync);
		JsonNode done = this.syncing.complete(sync, DELETE);
		assertThat(Syncing.counts(done)).isEqualTo("state=done sent=4 records=7 found=1 deleted=1 kept=0");
		assertThat(this.syncing.client().get(contacts).body())
			.contains("Ann Lee", "Bob Stone", "Created Since", "Clara Schumann", "Franz Liszt", "Sent As New")
			.doesNotContain("Gone Away");
	}

	@Test
	void contactThatIsPartOfAnotherIsSentWithIt() {
		String contacts = this.syncing.contacts("Merged");
		String one = this.syncing.upsert(contacts, "Ann Lee", "en", null).get("id").stringValue();
		String other = this.syncing.upsert(contacts, "Annabelle Leeway", "en", null).get("id").stringValue();
		String gone = this.syncing.upsert(contacts, "Bob Stone", "en", null).get("id").stringValue();
		String part = this.syncing.upsert(contacts, "Robert Steinway", "en", null).get("id").stringValue();
		String merges = "/api/onerow/v1/merges";
		Client reviewer = Client.of(this.context, this.tenant, "reviews:write");
		reviewer.send("POST", merges, "{\"survivor\":\"" + one + "\",\"merged\":\"" + other + "\"}");
		reviewer.send("POST", merges, "{\"survivor\":\"" + gone + "\",\"merged\":\"" + part + "\"}");
		String sync = this.syncing.open("{'kind': 'contacts', 'account': '" + contacts.split("/", -1)[5] + "'}");
		this.syncing.upsert(contacts, "Annabelle Leeway", "en", sync);
		JsonNode done = this.syncing.complete(sync, DELETE);
		assertThat(Syncing.counts(done)).isEqualTo("state=done sent=1 records=2 found=1 deleted=1 kept=0");
		assertThat(this.syncing.missing(sync, "deleted")).containsExactly(UUID.fromString(gone));
		assertThat(this.syncing.client().get(contacts + "/" + part).statusCode()).isEqualTo(404);
		assertThat(this.syncing.client().get(contacts + "/" + one).statusCode()).isEqualTo(200);
	}

	@Test
	void accountStaysWithAContactThatWasWrittenSince() {
		this.syncing.client()
			.send("POST", "/api/onerow/v1/admin/connections", "{\"connectionId\":\"crm\",\"provider\":\"native\"}");
		this.syncing.imported("kind=accounts&connection=crm", null,
				"name,website\nA,a.example\nB,b.example\nC,c.example\nD,d.example");
		List<String> ids = this.jdbc.sql("select account_id::text from account where tenant_id = ? order by name")
			.param(this.tenant)
			.query(String.class)
			.list();
		String sync = this.syncing.open("{'kind': 'accounts', 'connection': 'crm'}");
		assertThat(this.syncing.imported("kind=accounts&connection=crm", sync, "name,website\nA,a.example")
			.get("unchanged")
			.intValue()).isEqualTo(1);
		this.syncing.upsert("/api/public/v1/accounts/" + ids.get(1) + "/contacts", "Ann Lee", "en", null);
		JsonNode done = this.syncing.complete(sync, DELETE);
		assertThat(Syncing.counts(done)).isEqualTo("state=done sent=1 records=4 found=3 deleted=2 kept=1");
		assertThat(this.syncing.missing(sync, "kept")).containsExactly(UUID.fromString(ids.get(1)));
		JsonNode undone = this.syncing.answered(200, "POST", Syncing.PATH + "/" + sync + "/undo", "", null);
		assertThat(undone.at("/undo/reversed").intValue()).isEqualTo(2);
	}

	@Test
	void rowsThatWereRefusedAreConfirmedToBeMissing() {
		String owner = "kind=customers&source=erp";
		this.syncing.imported(owner, null, "sourceId,lastName,dob\n1,A,1980-01-31\n2,B,1980-01-31\n3,C,1980-01-31");
		String other = this.syncing.open("{'kind': 'customers', 'source': 'shop'}");
		String sync = this.syncing.open(Syncing.ERP);
		JsonNode one = this.syncing.imported(owner, sync,
				"sourceId,lastName,dob\n1,A,1980-01-31\n2,B,31st\n3,C,1980-01-31");
		assertThat(one.get("sync").stringValue()).isEqualTo(sync);
		assertThat(this.syncing.refused(sync, "complete", "{'missing': 'delete'}")).isEqualTo(
				"1 rows of its imports were not written, whose records may be among the 1 of 3 that would be deleted:"
						+ " confirm it, or send them.");
		String mended = Client.json(this.syncing.client()
			.send(this.syncing.client()
				.request("POST", "/api/onerow/v1/imports?" + owner, BodyPublishers.ofString("sourceId,lastName\n2,B"))))
			.get("id")
			.stringValue();
		assertThat(
				this.syncing.answered(409, "POST", "/api/onerow/v1/imports/" + mended + "/run?sync=" + other, "", null)
					.get("detail")
					.stringValue())
			.isEqualTo("It is a full sync of other records.");
		this.syncing.customers(sync, "2 B");
		assertThat(this.syncing.complete(sync, "{'missing': 'delete'}").get("found").intValue()).isZero();
		assertThat(
				this.syncing.answered(409, "POST", "/api/onerow/v1/imports/" + mended + "/run?sync=" + sync, "", null)
					.get("detail")
					.stringValue())
			.isEqualTo("The full sync is done.");
		assertThat(
				Client.json(this.syncing.client().get("/api/onerow/v1/imports/" + mended)).get("state").stringValue())
			.isEqualTo("open");
	}

	@Test
	void childThatIsMissingGoesAfterItsParent() {
		this.syncing.customers(null, "1 Parent", "2 Kept");
		for (String child : List.of("3", "4")) {
			this.syncing.answered(200, "POST", "/customers/bulk/sourceId",
					"{'customers': [{'source': 'erp', 'sourceId': '%s', 'parent': {'source': 'erp', 'sourceId': '1'}}]}"
						.formatted(child),
					null);
		}
		String sync = this.syncing.open(Syncing.ERP);
		this.syncing.customers(sync, "2 Kept");
		assertThat(Syncing.counts(this.syncing.complete(sync, DELETE)))
			.isEqualTo("state=done sent=1 records=4 found=3 deleted=3 kept=0");
		assertThat(this.syncing.answered(200, "POST", Syncing.PATH + "/" + sync + "/undo", "", null)
			.at("/undo/reversed")
			.intValue()).as("with the children that had lost their parent").isEqualTo(5);
		assertThat(
				Client.json(this.syncing.client().get("/customers/sourceId/3?source=erp")).at("/data/parent").isNull())
			.isFalse();
	}

	@Test
	void keptAnswerIsNoneOfAnotherSync() {
		String first = this.syncing.open(Syncing.ERP);
		String other = this.syncing.open("{'kind': 'customers', 'source': 'shop'}");
		for (String sync : List.of(first, other)) {
			HttpResponse<String> answer = this.syncing.client()
				.send(this.syncing.client()
					.request("POST", "/customers", BodyPublishers.ofString("{\"source\":\"erp\",\"sourceId\":\"1\"}"))
					.header("Content-Type", "application/json")
					.header("Idempotency-Key", "\"once\"")
					.header("Onerow-Sync", sync));
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(sync.equals(first) ? 201 : 422);
		}
		assertThat(this.syncing.get(first).get("sent").intValue()).isEqualTo(1);
	}

}
