package io.onerow.api;

import java.net.http.HttpResponse;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.api.openint.OpenintClient;
import io.onerow.api.sam.SamClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** One white space, one trim and one form of each key, on all wires. */
@IntegrationTest
class SeenTextIntegrationTests {

	@Autowired
	private ApplicationContext context;

	private String tenant;

	private Client client;

	private String account;

	@BeforeEach
	void createAccount() {
		this.tenant = "seen-" + UUID.randomUUID().toString().substring(0, 8);
		this.client = Client.of(this.context, this.tenant, "accounts:all", "customers:read", "customers:write",
				"bulk:write");
		this.account = Client.json(this.client.send("POST", "/api/public/v1/accounts", "{\"fullName\": \"Acme\"}"))
			.get("id")
			.stringValue();
	}

	@ParameterizedTest
	@ValueSource(strings = { " ", "\u00a0", "\u2007", "\u202f", "\u3000", "\u200b", "\u200f", "\ufeff", "\u00ad" })
	void whatIsUnseenAtTheEndsIsNoDifference(String unseen) {
		HttpResponse<String> created = contact("Tracy Trim", "nora@acme.example");
		assertThat(created.body()).contains("\"Tracy Trim\"", "\"nora@acme.example\"");
		for (String name : new String[] { unseen + "Tracy Trim" + unseen, "Tracy Trim",
				"Tracy \u00a0" + unseen + " Trim" }) {
			HttpResponse<String> again = contact(name, unseen + "nora@acme.example" + unseen);
			assertThat(again.body()).isEqualTo(created.body());
			assertOutcome(again, "unchanged");
			assertOutcome(contact(name, null), "unchanged");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { " ", "\u00a0\u3000", "\u200b", "\ufeff" })
	void sourceIdsAreTrimmed(String unseen) {
		SamClient sam = SamClient.of(this.context, this.tenant, "u@" + this.tenant + ".example", "accounts:all");
		String person = """
				[{"externalId": "%s", "firstname": "%s", "lastname": "Lee", "email1": "%s", "mobile": "%s"}]""";
		assertThat(sam.upsert(person.formatted("K1", "Ann", "ann@acme.example", "1")).body()).contains("\"K1\"");
		String first = sam.list("?all=true").body();
		HttpResponse<String> again = sam
			.upsert(person.formatted("K1" + unseen, "Ann" + unseen, "ann@acme.example" + unseen, "1" + unseen));
		assertThat(again.body()).contains("\"K1\"", "\"rowsAffected\":1");
		assertThat(sam.list("?all=true").body()).isEqualTo(first);

		String customer = """
				{"customers": [{"source": "erp%1$s", "sourceId": "K1%1$s", "lastName": "Lee%1$s"}]}""";
		assertThat(bulk(customer.formatted(""))).contains("created");
		assertThat(bulk(customer.formatted(unseen))).contains("unchanged");
		assertThat(this.client.get("/customers/sourceId/K1%20?source=erp%C2%A0").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { " ", "\u00a0", "\u200b" })
	void recordsOfAConnectionAreTrimmed(String unseen) {
		OpenintClient crm = OpenintClient.ofNewConnection(this.context, this.tenant);
		String record = "{\"name\": \"%s\", \"industry\": \"%s\", \"custom\": \"%s\"}";
		crm.upsert("account", "website", record.formatted("Acme Inc", "Steel", "x y"), "acme.example");
		HttpResponse<String> again = crm.upsert("account", "website",
				record.formatted("Acme  Inc" + unseen, unseen + "Steel", "x y" + unseen),
				unseen + "acme.example" + unseen);
		assertOutcome(again, "unchanged");
		assertThat(again.body()).contains("\"Acme Inc\"");
		String person = "{\"first_name\": \"%s\", \"email\": \"%s\"}";
		crm.upsert("contact", "email", person.formatted("Ann", "ann@acme.example"), "ann@acme.example");
		assertOutcome(crm.upsert("contact", "email", person.formatted("Ann" + unseen, unseen + "ann@acme.example"),
				"ann@acme.example" + unseen), "unchanged");
	}

	@Test
	void spellingsOfOneDomainAreOneContact() {
		String first = contact("Info Desk", "info@m\u00fcnchen.example").body();
		HttpResponse<String> again = contact("Info Desk", "info@xn--mnchen-3ya.example");
		assertOutcome(again, "unchanged");
		assertThat(again.body()).as("keeps the first spelling").isEqualTo(first);
	}

	@ParameterizedTest
	@CsvSource({ "Ali I\u015f\u0131k,AL\u0130 I\u015eIK", "Hans Gro\u00df,HANS GROSS",
			"\u0645\u062d\u0645\u062f,\u200f\u0645\u062d\u0645\u062f", "\uff21\uff4e\uff41 Lee,ana lee" })
	void spellingsOfOneNameAreOneContact(String one, String other) {
		String first = id(contact(one, null));
		HttpResponse<String> again = contact(other, null);
		assertThat(id(again)).isEqualTo(first);
		assertThat(again.headers().firstValue("Onerow-Match").orElseThrow()).startsWith("by=name, distance=0");
	}

	@Test
	void nameThatIsAnAddressMatchesOnlyItself() {
		String two = id(contact("billing2@acme.example", null));
		String one = id(contact("billing1@acme.example", null));
		assertThat(one).isNotEqualTo(two);
		assertThat(id(contact("Billing2@Acme.example", "billing2@acme.example"))).isEqualTo(two);
		assertThat(id(contact("billing1@acme.example", "billing1@acme.example"))).isEqualTo(one);
	}

	@Test
	void websiteWithTrackingParametersIsTheSame() {
		OpenintClient crm = OpenintClient.ofNewConnection(this.context, this.tenant);
		String first = Client.json(crm.upsert("account", "website", "{\"name\": \"Shop\"}", "https://shop.example/"))
			.get("record")
			.get("id")
			.stringValue();
		HttpResponse<String> again = crm.upsert("account", "website", "{\"name\": \"Shop\"}",
				"https://shop.example/?utm_source=x&gclid=1");
		assertOutcome(again, "unchanged");
		assertThat(again.body()).contains(first);
	}

	/** By the rule that these wires have had from the start. */
	@ParameterizedTest
	@CsvSource({ "Unknown,Unknown", "Mark Roman,Mary Roman", "\u4f50\u85e4 \u592a\u90ce,\u4f50\u85e4 \u6b21\u90ce" })
	void nearNamesAreOneContactWhateverTheirAddresses(String one, String other) {
		String first = id(contact(one, "ann@acme.example"));
		HttpResponse<String> again = contact(other, "bob@acme.example");
		assertThat(id(again)).isEqualTo(first);
		assertThat(again.body()).contains("bob@acme.example");
	}

	private HttpResponse<String> contact(String name, @Nullable String email) {
		String address = (email != null) ? ", \"email\": \"" + email + "\"" : "";
		HttpResponse<String> answer = this.client.send("PUT",
				"/api/public/v1/accounts/" + this.account + "/contacts/upsert",
				"{\"fullName\": \"" + name + "\", \"language\": \"en\"" + address + "}");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return answer;
	}

	private String bulk(String body) {
		HttpResponse<String> answer = this.client.send("POST", "/customers/bulk/sourceId?receipts=true", body);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return answer.body();
	}

	private static String id(HttpResponse<String> answer) {
		return Client.json(answer).get("id").stringValue();
	}

	private static void assertOutcome(HttpResponse<String> answer, String outcome) {
		assertThat(answer.headers().firstValue("Onerow-Outcome")).as(answer.body()).contains(outcome);
	}

}
