package io.onerow.api.onerow;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static io.onerow.api.onerow.Wires.header;
import static io.onerow.api.onerow.Wires.outcome;
import static io.onerow.api.onerow.Wires.text;
import static org.assertj.core.api.Assertions.assertThat;

/** Fields that one source alone may write. */
@IntegrationTest
class OwnershipIntegrationTests {

	private static final String WITHHELD = "Onerow-Withheld";

	@Autowired
	private ApplicationContext context;

	private Wires wires;

	@BeforeEach
	void newTenant() {
		this.wires = Wires.of(this.context, "t" + UUID.randomUUID().toString().substring(24));
	}

	@Test
	void ownedFieldsOfAPersonAreLeftToTheirOwner() {
		own("{'contact': {'fullName': 'crm', 'language': 'crm'}}");
		HttpResponse<String> first = this.wires.contact(
				"{'fullName': 'Johann Sebastian Bach', 'email': 'bach@acme.com', 'language': 'de'}", "Onerow-Source",
				"erp");
		assertThat(outcome(first)).isEqualTo("created");
		assertThat(header(first, WITHHELD)).isEmpty();
		HttpResponse<String> other = this.wires
			.contact("{'fullName': 'J. S. Bach', 'email': 'bach@acme.com', 'language': 'en'}", "Onerow-Source", "erp");
		assertThat(outcome(other)).isEqualTo("unchanged");
		assertThat(header(other, "Onerow-Match")).isEqualTo("by=email");
		assertThat(header(other, WITHHELD)).isEqualTo("fullName, language");
		assertThat(text(other, "/fullName")).isEqualTo("Johann Sebastian Bach");
		// found by the name that is not written, and the address is nobody's
		HttpResponse<String> near = this.wires.contact("{'fullName': 'Johann Sebastian Bach', 'email': 'js@acme.com'}",
				"Onerow-Source", "erp");
		assertThat(outcome(near)).isEqualTo("updated");
		assertThat(header(near, "Onerow-Match")).startsWith("by=name, distance=0");
		assertThat(text(near, "/email/address")).isEqualTo("js@acme.com");
		HttpResponse<String> owner = this.wires.contact("{'fullName': 'J. S. Bach', 'email': 'js@acme.com'}",
				"Onerow-Source", "crm");
		assertThat(outcome(owner)).isEqualTo("updated");
		assertThat(header(owner, WITHHELD)).isEmpty();
		String path = this.wires.contacts() + "/" + text(owner, "/id");
		HttpResponse<String> patched = this.wires.send("PATCH", path, "{'language': 'fr'}");
		assertThat(text(patched, "/language")).isEqualTo("de");
		assertThat(header(patched, WITHHELD)).isEqualTo("language");
	}

	/** It is refused as it is where nobody owns anything. */
	@Test
	void ownedFieldWithoutAKeyIsNotMistakenForARace() {
		own("{'contact': {'language': 'crm'}}");
		HttpResponse<String> refused = this.wires.contact("{'language': 'fr'}");
		assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
		assertThat(refused.body()).contains("/fullName");
		for (String body : List.of("{'language': 'fr'}", "{'email': 'a@acme.com', 'language': 'fr'}",
				"{'fullName': 'Ann Lee', 'language': 'fr'}")) {
			assertThat(this.wires.send("PUT", "/api/public/v1/accounts/" + UUID.randomUUID() + "/contacts/upsert", body)
				.statusCode()).as(body).isEqualTo(404);
		}
	}

	@Test
	void nothingIsWithheldFromWhatIsNotWritten() {
		own("{'contact': {'language': 'crm', 'mobile': 'crm'}, 'account': {'name': 'crm'}}");
		String late = "2026-11-27T00:00:02Z";
		String early = "2026-11-27T00:00:01Z";
		String time = "Onerow-Source-Time";
		String clara = "{'fullName': 'Clara Schumann', 'email': 'clara@acme.com', 'language': 'de'}";
		String acme = "{'upsert_on': {'key': 'website', 'values': ['acme.com']}, 'record': {'name': 'Acme'}}";
		String card = "[{'externalId': 'A', 'firstname': 'Bob', 'lastname': 'Lee', 'mobile': '123'}]";
		this.wires.contact(clara, time, late);
		this.wires.openint("account", acme, time, late);
		this.wires.sam(card, time, late);
		for (HttpResponse<String> stale : List.of(this.wires.contact(clara, time, early),
				this.wires.openint("account", acme, time, early), this.wires.sam(card, time, early))) {
			assertThat(outcome(stale)).isEqualTo("stale");
			assertThat(header(stale, WITHHELD)).isEmpty();
		}
		for (HttpResponse<String> refused : List.of(this.wires.contact(clara, "If-Match", "\"999\""),
				this.wires.openint("account", acme, "If-Match", "\"999\""),
				this.wires.sam(card, "If-Match", "\"999\""))) {
			assertThat(refused.statusCode()).isEqualTo(412);
			assertThat(header(refused, WITHHELD)).isEmpty();
		}
		assertThat(header(this.wires.contact(clara), WITHHELD)).isEqualTo("language");
	}

	@Test
	void administratorForces() {
		own("{'contact': {'language': 'crm'}}");
		this.wires.contact("{'fullName': 'Clara Schumann', 'email': 'clara@acme.com', 'language': 'de'}");
		String body = "{'email': 'clara@acme.com', 'language': 'fr'}";
		assertThat(this.wires.contact(body, "Onerow-Force", "true").statusCode()).isEqualTo(403);
		HttpResponse<String> answer = this.wires.contact(body, "Onerow-Force", "yes");
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("Onerow-Force must be true or false");
		HttpResponse<String> forced = this.wires.admin("PUT", this.wires.contacts() + "/upsert", body, "Onerow-Force",
				"true");
		assertThat(outcome(forced)).isEqualTo("updated");
		assertThat(text(forced, "/language")).isEqualTo("fr");
		assertThat(header(forced, WITHHELD)).isEmpty();
	}

	@Test
	void ownedFieldsAreLeftOnEveryWire() {
		own("{'contact': {'mobile': 'crm', 'first_name': 'crm'}, 'account': {'description': 'crm'}, 'customer': {'email': 'crm', 'addresses': 'erp'}}");
		String openint = "{'upsert_on': {'key': '%s', 'values': ['%s']}, 'record': %s}";
		HttpResponse<String> account = this.wires.openint("account",
				openint.formatted("website", "acme.com", "{'name': 'Acme', 'description': 'shoes'}"));
		assertThat(header(account, WITHHELD)).isEqualTo("description");
		assertThat(Client.json(account).at("/record/description").isNull()).isTrue();
		HttpResponse<String> owner = this.wires.openint("account",
				openint.formatted("website", "acme.com", "{'description': 'shoes'}"), "Onerow-Source", "crm");
		assertThat(text(owner, "/record/description")).isEqualTo("shoes");
		HttpResponse<String> contact = this.wires.openint("contact",
				openint.formatted("email", "a@acme.com", "{'first_name': 'Ann', 'last_name': 'Lee'}"));
		assertThat(header(contact, WITHHELD)).isEqualTo("first_name");
		assertThat(text(contact, "/record/last_name")).isEqualTo("Lee");
		HttpResponse<String> sam = this.wires.sam("""
				[{'externalId': 'A', 'firstname': 'Bob', 'lastname': 'Lee', 'mobile': '123'},
				 {'externalId': 'B', 'firstname': 'Cy', 'lastname': 'Lee'}]""");
		assertThat(sam.body()).contains("\"rowsAffected\":1").doesNotContain("error");
		assertThat(header(sam, WITHHELD)).isEqualTo("mobile");
		assertThat(this.wires.client().get("/rest/user/contacts?all=true").body()).contains("\"mobile\":null");
		// the source of a customer speaks, where no header says otherwise
		HttpResponse<String> bulk = this.wires.bulk("""
				{'customers': [{'source': 'crm', 'sourceId': '1', 'lastName': 'Lee', 'email': 'l@acme.com'},
				 {'source': 'erp', 'sourceId': '1', 'lastName': 'Ott', 'email': 'o@acme.com'}]}""");
		assertThat(Client.json(bulk).at("/data/0/withheld").isMissingNode()).isTrue();
		assertThat(Client.json(bulk).at("/data/1/withheld").toString()).isEqualTo("[\"email\"]");
		assertThat(header(bulk, WITHHELD)).isEqualTo("email");
		HttpResponse<String> patched = this.wires.send("PATCH", "/customers/sourceId/1?source=crm",
				"{'email': 'x@acme.com', 'title': 'Dr'}", "Onerow-Source", "erp");
		assertThat(patched.statusCode()).isEqualTo(200);
		assertThat(header(patched, WITHHELD)).isEqualTo("email");
		assertThat(patched.body()).contains("l@acme.com", "\"Dr\"");
		HttpResponse<String> own = this.wires.send("PATCH", "/customers/sourceId/1?source=crm",
				"{'email': 'x@acme.com'}");
		assertThat(header(own, WITHHELD)).as("the source that it is looked up by speaks").isEmpty();
		assertThat(own.body()).contains("x@acme.com");
	}

	/** To the byte what was sent before, it would not be looked at. */
	@Test
	void bulkOfTheOwnerIsWrittenThoughAnotherHasSentTheSame() {
		own("{'customer': {'email': 'crm'}}");
		String body = "{'customers': [{'source': 'erp', 'sourceId': '1', 'lastName': 'Lee', 'email': 'l@acme.com'}]}";
		assertThat(text(this.wires.bulk(body), "/data/0/withheld/0")).isEqualTo("email");
		assertThat(text(this.wires.bulk(body), "/data/0/outcome")).isEqualTo("unchanged");
		HttpResponse<String> owner = this.wires.bulk(body, "Onerow-Source", "crm");
		assertThat(text(owner, "/data/0/outcome")).isEqualTo("updated");
		assertThat(Client.json(owner).at("/data/0/withheld").isMissingNode()).isTrue();
	}

	@Test
	void tableIsReadAndReplacedByAdministrators() {
		String table = "{\"account\":{},\"contact\":{\"email\":\"crm\"},\"customer\":{}}";
		assertThat(own("{'contact': {'email': ' crm ', 'mobile': null}}").body()).isEqualTo(table);
		assertThat(this.wires.admin("GET", "/api/onerow/v1/ownership", "").body()).isEqualTo(table);
		assertThat(this.wires.send("GET", "/api/onerow/v1/ownership", "").statusCode()).isEqualTo(403);
		HttpResponse<String> refused = this.wires.admin("PUT", "/api/onerow/v1/ownership",
				"{'contact': {'shoeSize': 'crm', 'email': 7}, 'dog': {}, 'customer': {'source': 'crm'}}");
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("/contact/shoeSize", "/contact/email", "/dog", "/customer/source");
		assertThat(this.wires.admin("GET", "/api/onerow/v1/ownership", "").body()).isEqualTo(table);
	}

	@Test
	void whatHasNoVersionTakesNoPrecondition() {
		String table = own("{'contact': {'email': 'crm'}}").body();
		String nobody = UUID.randomUUID().toString();
		for (HttpResponse<String> answer : List.of(
				this.wires.admin("PUT", "/api/onerow/v1/ownership", "{}", "If-Match", "*"),
				this.wires.admin("PUT", "/api/onerow/v1/settings", "{}", "If-Match", "\"1\""),
				this.wires.admin("DELETE", "/api/onerow/v1/records/" + nobody + "?erase=true", "", "If-Match", "*"))) {
			assertThat(answer.statusCode()).isEqualTo(400);
			assertThat(answer.body()).contains("If-Match");
		}
		assertThat(this.wires.admin("GET", "/api/onerow/v1/ownership", "").body()).isEqualTo(table);
	}

	private HttpResponse<String> own(String table) {
		HttpResponse<String> answer = this.wires.admin("PUT", "/api/onerow/v1/ownership", table);
		assertThat(answer.statusCode()).isEqualTo(200);
		return answer;
	}

}
