package io.onerow.api.billabex;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The journeys of a connector that brings the customers of an ERP, with requests as it
 * sends them.
 */
@IntegrationTest
class ConnectorIntegrationTests {

	private static final String BASE = "/api/public/v1";

	private static final String ACCOUNTS = BASE + "/accounts";

	@Autowired
	private ApplicationContext context;

	private Client client;

	private JsonNode organization;

	@BeforeEach
	void setUp(TestInfo test) {
		String tenant = "connector-" + test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
		this.client = Client.of(this.context, tenant.substring(0, Math.min(40, tenant.length())), "accounts:all");
		JsonNode organizations = ok(this.client.get(BASE + "/organizations"));
		assertThat(organizations.get("nodes")).hasSize(1);
		assertThat(organizations.at("/pageInfo/endCursor").isNull()).isTrue();
		this.organization = organizations.at("/nodes/0");
		assertThat(ok(this.client.get(BASE + "/organizations/" + this.organization.get("id").stringValue())))
			.isEqualTo(this.organization);
	}

	@Test
	void firstSyncOfACustomerAndTheNextOnes() {
		HttpResponse<String> created = create("1001");
		assertThat(created.statusCode()).isEqualTo(201);
		JsonNode account = Client.json(created);
		assertThat(account.get("source").toString())
			.isEqualTo("{\"connectionId\":\"netsuite-connector\",\"sourceId\":\"1001\"}");
		assertThat(account.get("currencyCode").stringValue()).isEqualTo("EUR");
		assertThat(account.get("billingAddress").toString()).isEqualTo(
				"""
						{"street":"1 rue de la Paix","city":"Paris","postalCode":"75002","stateOrProvince":null,"country":"FR"}""");
		String path = ACCOUNTS + "/" + account.get("id").stringValue();
		assertThat(this.client.get(path).body()).isEqualTo(created.body());

		String marie = """
				{"fullName":"Marie Dupont","language":"fr","isPrimary":false,"role":"DAF","email":"marie@acme.example"}""";
		String mailbox = """
				{"fullName":"compta@acme.example","email":"compta@acme.example","language":"fr","isPrimary":true}""";
		for (String outcome : List.of("created", "unchanged")) {
			for (String contact : List.of(marie, mailbox)) {
				HttpResponse<String> upserted = this.client.send("PUT", path + "/contacts/upsert", contact);
				assertThat(upserted.headers().firstValue("Onerow-Outcome")).hasValue(outcome);
			}
		}
		JsonNode contacts = ok(this.client.get(path + "/contacts"));
		assertThat(contacts.isArray()).isTrue();
		assertThat(contacts).hasSize(2);

		JsonNode moved = ok(this.client.send("PUT", path, """
				{"fullName":"Acme SAS","currencyCode":"EUR","billingAddress":{"street":"2 rue du Bac","city":"Lyon",
				"postalCode":"69001","stateOrProvince":null,"country":"FR"}}"""));
		assertThat(moved.get("fullName").stringValue()).isEqualTo("Acme SAS");
		assertThat(moved.at("/billingAddress/city").stringValue()).isEqualTo("Lyon");
		assertThat(moved.get("source")).isEqualTo(account.get("source"));
		// it found no address this time
		assertThat(ok(this.client.send("PUT", path,
				"{\"fullName\":\"Acme SAS\",\"currencyCode\":\"EUR\",\"billingAddress\":{}}")))
			.isEqualTo(moved);
	}

	/** The ERP's record has lost the id that it was given, or was restored without it. */
	@Test
	void lostIdIsFoundAgainByTheSource() {
		JsonNode account = Client.json(create("1002"));
		HttpResponse<String> again = create("1002");
		assertThat(again.statusCode()).isEqualTo(200);
		assertThat(again.headers().firstValue("Onerow-Outcome")).hasValue("unchanged");
		assertThat(again.headers().firstValue("Onerow-Match")).hasValue("by=key");
		assertThat(Client.json(again)).isEqualTo(account);
		assertThat(nodes(ACCOUNTS)).hasSize(1);
	}

	/** The ERP's record has an id of which nothing is known here any more. */
	@Test
	void orphanIsCreatedAnew() {
		String path = pathOf(create("1003"));
		this.client.delete(path);
		HttpResponse<String> gone = this.client.send("PUT", path, "{\"fullName\":\"Acme\",\"currencyCode\":\"EUR\"}");
		assertThat(gone.statusCode()).isEqualTo(404);
		HttpResponse<String> anew = create("1003");
		assertThat(anew.statusCode()).isEqualTo(201);
		assertThat(pathOf(anew)).isNotEqualTo(path);
	}

	@Test
	void sourceIsLinkedAndUnlinked() {
		String path = pathOf(this.client.send("POST", ACCOUNTS, "{\"fullName\":\"By hand\"}"));
		String source = "{\"connectionId\":\"netsuite-connector\",\"sourceId\":\"1004\"}";
		JsonNode linked = ok(this.client.send("PUT", path + "/source", source));
		assertThat(linked.get("source").toString()).isEqualTo(source);
		assertThat(ok(this.client.send("PUT", path + "/source", source))).isEqualTo(linked);
		assertThat(pathOf(create("1004"))).isEqualTo(path);
		assertThat(this.client.delete(path + "/source").statusCode()).isEqualTo(204);
		assertThat(ok(this.client.get(path)).get("source").isNull()).isTrue();
		assertGone(this.client.delete(path + "/source"));
		assertThat(pathOf(create("1004"))).isNotEqualTo(path);
	}

	@Test
	void whatIsDeletedTwiceIsGone() {
		String path = pathOf(create("1005"));
		String contact = path + "/contacts/" + ok(this.client.send("PUT", path + "/contacts/upsert",
				"{\"fullName\":\"Marie Dupont\",\"language\":\"fr\"}"))
			.get("id")
			.stringValue();
		for (String one : List.of(contact, path)) {
			assertThat(this.client.delete(one).statusCode()).isEqualTo(204);
			assertGone(this.client.delete(one));
		}
		assertGone(this.client.delete(contact));
	}

	@Test
	void pagesAreReadToTheEnd() {
		List<String> created = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			created.add(Client.json(create("20" + i)).get("id").stringValue());
		}
		for (int size = 1; size <= 5; size++) {
			assertThat(paginate(size)).containsExactlyElementsOf(created);
		}
		JsonNode past = ok(this.client.get(ACCOUNTS + "?first=2&after=" + created.get(3)));
		assertThat(past.get("nodes")).isEmpty();
		assertThat(past.at("/pageInfo/endCursor").isNull()).isTrue();
		assertThat(nodes(ACCOUNTS + "?organizationId=" + this.organization.get("id").stringValue()))
			.containsExactlyElementsOf(created);
	}

	/** As the connector does: until there is no cursor, whatever the page holds. */
	private List<String> paginate(int size) {
		List<String> ids = new ArrayList<>();
		String cursor = null;
		do {
			JsonNode page = ok(this.client.get(ACCOUNTS + "?organizationId=" + this.organization.get("id").stringValue()
					+ "&first=" + size + ((cursor != null) ? "&after=" + cursor : "")));
			ids.addAll(page.get("nodes").findValuesAsString("id"));
			JsonNode end = page.at("/pageInfo/endCursor");
			cursor = end.isNull() ? null : end.stringValue();
		}
		while (cursor != null);
		return ids;
	}

	private HttpResponse<String> create(String customer) {
		return this.client.send("POST", ACCOUNTS, """
				{"organizationId":"%s","fullName":"Acme SARL","currencyCode":"EUR","billingAddress":
				{"street":"1 rue de la Paix","city":"Paris","postalCode":"75002","stateOrProvince":null,"country":"FR"},
				"contacts":[],"internalRepresentatives":[],
				"source":{"connectionId":"netsuite-connector","sourceId":"%s"}}"""
			.formatted(this.organization.get("id").stringValue(), customer));
	}

	private List<String> nodes(String path) {
		return ok(this.client.get(path)).get("nodes").findValuesAsString("id");
	}

	private static void assertGone(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).isEqualTo(404);
		assertThat(Client.json(answer).get("message").stringValue()).endsWith("(404)");
	}

	private static String pathOf(HttpResponse<String> answer) {
		return ACCOUNTS + "/" + Client.json(answer).get("id").stringValue();
	}

	private static JsonNode ok(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return Client.json(answer);
	}

}
