package io.onerow.history;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.Race;
import io.onerow.account.AccountService;
import io.onerow.api.openint.OpenintClient;
import io.onerow.api.sam.SamClient;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.WriteContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** What entry each write leaves, on each wire. */
@IntegrationTest
class HistoryWritesIntegrationTests {

	private static final String RECORDS = "/api/onerow/v1/records/";

	private static final String ACCOUNTS = "/api/public/v1/accounts";

	private static final String[] SCOPES = { "accounts:all", "customers:write", "customers:read", "bulk:write",
			"history:read", "records:read" };

	@Autowired
	private ApplicationContext context;

	private final String tenant = "t" + UUID.randomUUID().toString().replace("-", "").substring(20);

	private Client client;

	private HistoryReader history;

	private String account;

	private String upsert;

	@BeforeEach
	void createAccount() {
		this.client = Client.of(this.context, this.tenant, SCOPES);
		this.history = new HistoryReader(this.client);
		this.account = id(this.client.send("POST", ACCOUNTS, "{\"fullName\": \"Acme\"}"));
		this.upsert = ACCOUNTS + "/" + this.account + "/contacts/upsert";
		assertThat(this.history.entries()).containsExactly("created billabex account 1 none null -> {'name':'Acme'}");
	}

	@Test
	void writeOfAContactOfAnAccountLeavesOneEntry() {
		String john = id(put("{'fullName': 'John Smith', 'email': 'john@acme.com', 'language': 'en'}"));
		assertThat(this.history.entries()).containsExactly(
				"created billabex contact 1 none null -> {'email':'john@acme.com','fullName':'John Smith','language':'en'}");
		put("{'fullName': 'John Smith', 'email': 'JOHN@acme.com', 'language': 'en'}");
		assertThat(this.history.entries()).isEmpty();
		put("{'email': 'john@acme.com', 'language': 'de'}");
		assertThat(this.history.entries())
			.containsExactly("updated billabex contact 2 email {'language':'en'} -> {'language':'de'}");
		put("{'email': 'john@acme.com', 'fullName': 'John Smyth', 'language': 'en'}");
		assertThat(this.history.entries())
			.containsExactly("updated billabex contact 3 email {'fullName':'John Smith','language':'de'}"
					+ " -> {'fullName':'John Smyth','language':'en'}");
		put("{'fullName': 'Jon Smyth', 'email': 'jon@acme.com'}");
		assertThat(this.history.entries())
			.containsExactly("updated billabex contact 4 name distance=1 limit=1 candidates=1"
					+ " {'email':'john@acme.com','fullName':'John Smyth'} -> {'email':'jon@acme.com','fullName':'Jon Smyth'}");
		String contact = ACCOUNTS + "/" + this.account + "/contacts/" + john;
		send("PATCH", contact, "{'email': null}");
		assertThat(this.history.entries())
			.containsExactly("updated billabex contact 5 key {'email':'jon@acme.com'} -> {'email':null}");
		send("PATCH", contact, "{'email': null}");
		assertThat(this.history.entries()).isEmpty();
		assertThat(this.client.delete(contact).statusCode()).isEqualTo(204);
		assertThat(this.history.entries())
			.containsExactly("deleted billabex contact 6 - {'fullName':'Jon Smyth','language':'en'} -> null");
		send("POST", ACCOUNTS + "/" + this.account + "/contacts", "{'fullName': 'Jane Doe', 'language': 'fr'}");
		assertThat(this.history.entries())
			.containsExactly("created billabex contact 1 none null -> {'fullName':'Jane Doe','language':'fr'}");
	}

	@Test
	void writeOfAnAccountLeavesOneEntryAndOneForEachContact() {
		String crm = id(send("POST", ACCOUNTS,
				"""
						{'fullName': 'Crm', 'currencyCode': 'EUR', 'source': {'connectionId': 'crm', 'sourceId': '1'},
						'contacts': [{'fullName': 'Ann Lee', 'language': 'en'}, {'fullName': 'Bob Ray', 'language': 'de'}]}"""));
		assertThat(this.history.entries()).containsExactlyInAnyOrder(
				"created billabex account 1 none null -> "
						+ "{'attributes.currencyCode':'EUR','connectionId':'crm','name':'Crm','sourceId':'1'}",
				"created billabex contact 1 none null -> {'fullName':'Ann Lee','language':'en'}",
				"created billabex contact 1 none null -> {'fullName':'Bob Ray','language':'de'}");
		send("PATCH", ACCOUNTS + "/" + crm, "{'currencyCode': 'USD', 'billingAddress': {'city': 'Bonn'}}");
		assertThat(this.history.entries()).containsExactly("updated billabex account 2 key "
				+ "{'attributes.billingAddress':null,'attributes.currencyCode':'EUR'} -> "
				+ "{'attributes.billingAddress':{'city':'Bonn'},'attributes.currencyCode':'USD'}");
		send("PATCH", ACCOUNTS + "/" + crm, "{'currencyCode': 'USD'}");
		assertThat(this.history.entries()).isEmpty();
		assertThat(this.client.delete(ACCOUNTS + "/" + crm).statusCode()).isEqualTo(204);
		assertThat(this.history.entries()).containsExactlyInAnyOrder("deleted billabex account 3 - "
				+ "{'attributes.billingAddress':{'city':'Bonn'},'attributes.currencyCode':'USD','connectionId':'crm','name':'Crm','sourceId':'1'} -> null",
				"deleted billabex contact 2 - {'fullName':'Ann Lee','language':'en'} -> null",
				"deleted billabex contact 2 - {'fullName':'Bob Ray','language':'de'} -> null");
	}

	@Test
	void writeOverOpenintLeavesOneEntry() {
		OpenintClient openint = OpenintClient.ofNewConnection(this.context, this.tenant);
		openint.upsert("contact", "email", "{\"first_name\": \"Ann\"}", "ann@acme.com");
		openint.upsert("contact", "email", "{\"first_name\": \"Ann\"}", "ann@acme.com");
		openint.upsert("contact", "email", "{\"first_name\": \"Anna\"}", "ann@acme.com");
		openint.upsert("account", "website", "{\"name\": \"Acme\"}", "acme.com");
		openint.upsert("account", "website", "{\"name\": \"Acme Inc\"}", "acme.com");
		List<String> entries = this.history.entries();
		assertThat(entries).hasSize(4);
		assertThat(entries.get(0)).startsWith("created openint contact 1 none null -> {")
			.contains("'email':'ann@acme.com'", "'attributes.first_name':'Ann'");
		assertThat(entries.get(1)).startsWith("updated openint contact 2 email {'attributes.")
			.contains("'attributes.first_name':'Ann'", "'attributes.first_name':'Anna'")
			.doesNotContain("email'");
		assertThat(entries.get(2)).startsWith("created openint account 1 none null -> {")
			.contains("'name':'Acme'", "'website':'acme.com'");
		assertThat(entries.get(3)).startsWith("updated openint account 2 key {'attributes.")
			.contains("'name':'Acme'", "'name':'Acme Inc'")
			.doesNotContain("website");
		HttpResponse<String> gone = OpenintClient.ofAdministrator(this.context, this.tenant)
			.send("DELETE", "/core/connection/" + openint.connection(), "");
		assertThat(gone.statusCode()).as(gone.body()).isEqualTo(200);
		List<String> deleted = this.history.entries();
		assertThat(deleted).hasSize(1);
		assertThat(deleted.get(0)).startsWith("deleted openint contact 3 - {").endsWith("} -> null");
	}

	@Test
	void eachItemOfAnArrayLeavesOneEntryWithItsPlace() {
		SamClient sam = SamClient.of(this.context, this.tenant, "u@" + this.tenant + ".example", "accounts:all");
		String two = "[{\"externalId\": \"a\", \"firstname\": \"Ann\", \"lastname\": \"Lee\"}, {\"externalId\": \"c\", \"email1\": \"x\"}, "
				+ "{\"externalId\": \"b\", \"firstname\": \"Bob\", \"lastname\": \"%s\"}]";
		sam.upsert(two.formatted("Ray"));
		List<String> entries = this.history.entries();
		assertThat(entries).hasSize(2);
		assertThat(entries.get(0)).startsWith("created sam contact 1 #0 none null -> {")
			.contains("'externalId':'a'", "'attributes.lastname':'Lee'", "'number':");
		assertThat(entries.get(1)).startsWith("created sam contact 1 #2 none null -> {");
		sam.upsert(two.formatted("Roe"));
		assertThat(this.history.entries()).containsExactly(
				"updated sam contact 2 #2 key {'attributes.lastname':'Ray'} -> {'attributes.lastname':'Roe'}");
	}

	@Test
	void writeOfACustomerLeavesOneEntry() {
		send("POST", "/customers", "{'source': 's', 'sourceId': '1', 'lastName': 'Lee'}");
		assertThat(this.history.entries()).containsExactly("created propeller customer 1 none null -> "
				+ "{'language':'EN','languageDefaulted':true,'lastName':'Lee','source':'s','sourceId':'1'}");
		send("PATCH", "/customers/sourceId/1?source=s", "{'lastName': 'Ray', 'language': 'NL'}");
		assertThat(this.history.entries()).containsExactly(
				"updated propeller customer 2 key " + "{'language':'EN','languageDefaulted':true,'lastName':'Lee'} -> "
						+ "{'language':'NL','languageDefaulted':null,'lastName':'Ray'}");
		String bulk = "{'customers': [{'source': 's', 'sourceId': '1', 'lastName': 'Ray'}, "
				+ "{'source': 's', 'sourceId': '2', 'email': '%s', 'parent': {'source': 's', 'sourceId': '1'}, "
				+ "'addresses': [{'code': 'main', 'type': 'invoice', 'street': 'Kade 1', 'city': 'Delft', 'country': 'NL'}]}]}";
		send("POST", "/customers/bulk/sourceId", bulk.formatted("a@b.example"));
		List<String> created = this.history.entries();
		assertThat(created).hasSize(1);
		assertThat(created.get(0)).startsWith("created propeller customer 1 #1 none null -> {")
			.contains("'parentId':", "'addresses':[{'city':'Delft'", "'email':'a@b.example'");
		send("POST", "/customers/bulk/sourceId", bulk.formatted("a@b.example"));
		assertThat(this.history.entries()).isEmpty();
		send("POST", "/customers/bulk/sourceId", bulk.formatted("c@b.example"));
		assertThat(this.history.entries())
			.containsExactly("updated propeller customer 2 #1 key {'email':'a@b.example'} -> {'email':'c@b.example'}");
		assertThat(this.client.delete("/customers/sourceId/1?source=s").statusCode()).isEqualTo(204);
		List<String> gone = this.history.entries();
		assertThat(gone).hasSize(2);
		assertThat(gone)
			.anySatisfy((entry) -> assertThat(entry)
				.matches("updated propeller customer 3 - \\{'parentId':\\d+} -> \\{'parentId':null}"))
			.anySatisfy((entry) -> assertThat(entry).startsWith(
					"deleted propeller customer 3 - {'language':'NL','lastName':'Ray','source':'s','sourceId':'1'} -> null"));
	}

	@Test
	void arraysAndBulksTellReceiptsThatAreAskedFor() {
		JsonNode line = Client
			.json(send("POST", "/customers/bulk/sourceId?receipts=true",
					"{'customers': [{'source': 's', 'sourceId': '1', 'lastName': 'Lee'}]}"))
			.at("/data/0");
		assertThat(line.get("outcome").stringValue()).isEqualTo("created");
		assertThat(line.get("match").stringValue()).isEqualTo("by=none");
		JsonNode entry = this.history.items("").get(0);
		assertThat(line.get("onerowId")).isEqualTo(entry.get("recordId"));
		SamClient sam = SamClient.of(this.context, this.tenant, "u@" + this.tenant + ".example", "accounts:all");
		JsonNode item = Client.json(this.client.send(HttpRequest
			.newBuilder(
					this.client.request("GET", "/rest/company/contact/upsert?receipts=true", BodyPublishers.noBody())
						.build()
						.uri())
			.POST(BodyPublishers.ofString("[{\"externalId\": \"a\", \"firstname\": \"Ann\", \"lastname\": \"Lee\"}]"))
			.header("x-nextinteract-authtoken", sam.token())
			.header("Content-Type", "application/json"))).get(0);
		assertThat(item.get("outcome").stringValue()).isEqualTo("created");
		assertThat(item.get("match").stringValue()).isEqualTo("by=none");
		assertThat(item.get("onerowId")).isEqualTo(this.history.items("").get(0).get("recordId"));
	}

	@Test
	void whatIsRefusedOrRolledBackLeavesNone() {
		assertThat(this.client.send("PUT", this.upsert, "{\"language\": \"en\"}").statusCode()).isBetween(400, 499);
		put("{'fullName': 'Ann Lee', 'email': 'ann@acme.com', 'language': 'en'}");
		String bob = id(put("{'fullName': 'Bob Ray', 'email': 'bob@acme.com', 'language': 'en'}"));
		assertThat(this.history.entries()).hasSize(2);
		assertThat(this.client
			.send("PATCH", ACCOUNTS + "/" + this.account + "/contacts/" + bob, "{\"email\": \"ann@acme.com\"}")
			.statusCode()).isEqualTo(409);
		send("POST", "/customers/bulk/sourceId",
				"{'customers': [{'source': 's', 'sourceId': '1', " + "'parent': {'source': 's', 'sourceId': '1'}}]}");
		AccountService accounts = this.context.getBean(AccountService.class);
		this.context.getBean(TransactionTemplate.class).executeWithoutResult((status) -> {
			accounts.ensure(tenant(), UUID.randomUUID(), "Gone");
			status.setRollbackOnly();
		});
		assertThat(this.history.entries()).isEmpty();
	}

	@Test
	void parallelUpsertsLeaveEntriesWithoutAGap() throws Exception {
		Race.of(64,
				(i) -> () -> this.client.send("PUT", this.upsert,
						"{\"fullName\": \"John Smith %d\", \"email\": \"john@acme.com\", \"language\": \"en\"}"
							.formatted(i % 8)));
		List<JsonNode> contact = this.history.follow("0", 1_000)
			.stream()
			.filter((entry) -> HistoryReader.text(entry, "kind").equals("contact"))
			.toList();
		assertThat(contact).hasSizeGreaterThan(1);
		assertThat(contact.stream().map((entry) -> entry.get("recordId")).distinct()).hasSize(1);
		JsonNode name = null;
		for (int i = 0; i < contact.size(); i++) {
			assertThat(contact.get(i).get("version").intValue()).isEqualTo(i + 1);
			assertThat(name == null || contact.get(i).get("before").get("fullName").equals(name)).isTrue();
			name = contact.get(i).get("after").get("fullName");
		}
		String record = contact.get(0).get("recordId").stringValue();
		JsonNode now = Client.json(this.client.get(RECORDS + record));
		assertThat(now.get("version").intValue()).isEqualTo(contact.size());
		assertThat(now.at("/fields/fullName/value")).isEqualTo(name);
	}

	@Test
	void recordThatComesBackGoesOnCounting() {
		AccountService accounts = this.context.getBean(AccountService.class);
		UUID id = UUID.randomUUID();
		WriteContext.bind(null);
		accounts.ensure(tenant(), id, "Demo");
		accounts.delete(tenant(), id);
		accounts.ensure(tenant(), id, "Demo");
		assertThat(this.history.entries()).containsExactly("created none account 1 none null -> {'name':'Demo'}",
				"deleted none account 2 - {'name':'Demo'} -> null",
				"created none account 3 none null -> {'name':'Demo'}");
	}

	private TenantId tenant() {
		return new TenantId(this.tenant);
	}

	private HttpResponse<String> put(String contact) {
		return send("PUT", this.upsert, contact);
	}

	/** Sends what is written with single quotes. */
	private HttpResponse<String> send(String method, String path, String body) {
		HttpResponse<String> answer = this.client.send(method, path, body.replace('\'', '"'));
		assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
		return answer;
	}

	private static String id(HttpResponse<String> answer) {
		return Client.json(answer).get("id").stringValue();
	}

}
