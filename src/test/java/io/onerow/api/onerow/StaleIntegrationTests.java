package io.onerow.api.onerow;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;

import io.onerow.IntegrationTest;
import io.onerow.Race;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static io.onerow.api.onerow.Wires.outcome;
import static io.onerow.api.onerow.Wires.text;
import static org.assertj.core.api.Assertions.assertThat;

/** What a source has overtaken itself writes nothing. */
@IntegrationTest
class StaleIntegrationTests {

	private static final String TIME = "Onerow-Source-Time";

	private static final String JOHN = "{'fullName': 'John Smith', 'email': 'john@acme.com', 'language': '%s'}";

	private static final String OPENINT = "{'upsert_on': {'key': '%s', 'values': ['%s']}, 'record': {%s}}";

	private static final int THREADS = 16;

	@Autowired
	private ApplicationContext context;

	private Wires wires;

	@BeforeEach
	void newTenant() {
		this.wires = Wires.of(this.context, "t" + UUID.randomUUID().toString().substring(24));
	}

	@Test
	void olderThanWhatItsSourceHasToldIsStale() {
		assertThat(contact("de", 2)).isEqualTo("created");
		HttpResponse<String> older = this.wires.contact(JOHN.formatted("fr"), TIME, at(1));
		assertThat(outcome(older)).isEqualTo("stale");
		assertThat(older.statusCode()).isEqualTo(200);
		assertThat(text(older, "/language")).isEqualTo("de");
		assertThat(older.headers().firstValue("Onerow-Match")).hasValue("by=email");
		assertThat(contact("fr", 2)).as("other content for the same time").isEqualTo("updated");
		assertThat(contact("fr", 3)).as("the same for a later time").isEqualTo("unchanged");
		assertThat(contact("de", 2)).as("before what was the same").isEqualTo("stale");
		HttpResponse<String> other = this.wires.contact(JOHN.formatted("it"), TIME, at(1), "Onerow-Source", "erp");
		assertThat(outcome(other)).as("of another source").isEqualTo("updated");
		assertThat(outcome(this.wires.contact(JOHN.formatted("es")))).as("without a time").isEqualTo("updated");
		String path = this.wires.contacts() + "/" + text(other, "/id");
		HttpResponse<String> patched = this.wires.send("PATCH", path, "{'language': 'pl'}", TIME, at(1));
		assertThat(outcome(patched)).isEqualTo("stale");
		assertThat(text(patched, "/language")).isEqualTo("es");
	}

	@Test
	void everyWireKeepsWhatIsLater() {
		for (String record : List.of("account 'key' website acme.com 'name': '%s'",
				"contact 'key' email a@acme.com 'last_name': '%s'")) {
			String[] words = record.split(" ", 5);
			String body = OPENINT.formatted(words[2], words[3], words[4]);
			assertThat(outcome(this.wires.openint(words[0], body.formatted("Late"), TIME, at(2)))).isEqualTo("created");
			HttpResponse<String> older = this.wires.openint(words[0], body.formatted("Early"), TIME, at(1));
			assertThat(outcome(older)).isEqualTo("stale");
			assertThat(older.body()).contains("Late");
			assertThat(outcome(this.wires.openint(words[0], body.formatted("Early"), TIME, at(3))))
				.isEqualTo("updated");
		}
		String sam = "[{'externalId': 'A', 'firstname': '%s', 'lastname': 'Lee'}]";
		this.wires.sam(sam.formatted("Late"), TIME, at(2));
		assertThat(this.wires.sam(sam.formatted("Early"), TIME, at(1)).body()).contains("\"rowsAffected\":1");
		assertThat(this.wires.client().get("/rest/user/contacts?all=true").body()).contains("Late")
			.doesNotContain("Early");
		assertThat(customer("Late", 2)).isEqualTo("created");
		assertThat(customer("Early", 1)).isEqualTo("stale");
		assertThat(customer("Later", 2)).isEqualTo("updated");
		assertThat(customer("Later", 4)).isEqualTo("unchanged");
		assertThat(customer("Early", 3)).isEqualTo("stale");
		HttpResponse<String> patched = this.wires.send("PATCH", "/customers/sourceId/1?source=erp",
				"{'lastName': 'Early'}", TIME, at(3), "Onerow-Source", "erp");
		assertThat(outcome(patched)).isEqualTo("stale");
		assertThat(patched.body()).contains("Later");
	}

	@Test
	void staleAccountIsLeftAsItIsWithAllThatHangsOnIt() {
		String accounts = "/api/public/v1/accounts";
		String account = "{'fullName': '%s', 'source': {'connectionId': 'erp', 'sourceId': '1'},"
				+ " 'contacts': [{'fullName': '%s', 'language': 'en'}]}";
		HttpResponse<String> late = this.wires.send("POST", accounts, account.formatted("Late", "Ann Lee"), TIME,
				at(2));
		assertThat(outcome(late)).isEqualTo("created");
		HttpResponse<String> early = this.wires.send("POST", accounts, account.formatted("Early", "Bob Ott"), TIME,
				at(1));
		assertThat(outcome(early)).isEqualTo("stale");
		assertThat(early.statusCode()).isEqualTo(200);
		String path = accounts + "/" + text(late, "/id");
		assertThat(this.wires.client().get(path + "/contacts").body()).contains("Ann Lee").doesNotContain("Bob Ott");
		HttpResponse<String> unlinked = this.wires.send("DELETE", path + "/source", "", TIME, at(1));
		assertThat(unlinked.statusCode()).isEqualTo(204);
		assertThat(outcome(unlinked)).isEqualTo("stale");
		assertThat(this.wires.client().get(path).body()).contains("Late", "\"sourceId\":\"1\"");
		assertThat(outcome(this.wires.send("DELETE", path + "/source", "", TIME, at(3)))).isEmpty();
		assertThat(this.wires.client().get(path).body()).contains("Late").doesNotContain("\"sourceId\":\"1\"");
	}

	@Test
	void memberThatTheTenantHasNamedTellsTheTimeOfEachRecord() {
		String before = "[{'externalId': 'A', 'firstname': 'Late', 'lastname': 'Lee', 'contactModified': 2000}]";
		this.wires.sam(before);
		HttpResponse<String> set = this.wires.admin("PUT", "/api/onerow/v1/settings",
				"{'sourceTime': {'sam': 'contactModified', 'propeller': 'changedAt', 'billabex': 'changedAt', 'openint': 'changedAt'}}");
		assertThat(set.statusCode()).isEqualTo(200);
		assertThat(this.wires.admin("GET", "/api/onerow/v1/settings", "").body()).isEqualTo(set.body());
		this.wires.sam(before);
		this.wires.sam("""
				[{'externalId': 'A', 'firstname': 'Early', 'lastname': 'Lee', 'contactModified': 1000},
				 {'externalId': 'B', 'firstname': 'Bob', 'lastname': 'Lee', 'contactModified': 1000}]""");
		assertThat(this.wires.client().get("/rest/user/contacts?all=true").body()).contains("Late", "Bob")
			.doesNotContain("Early");
		HttpResponse<String> bulk = this.wires
			.bulk("""
					{'customers': [{'source': 'erp', 'sourceId': '1', 'lastName': 'Late', 'changedAt': '2026-01-02T00:00:00Z'},
					 {'source': 'erp', 'sourceId': '1', 'lastName': 'Early', 'changedAt': '2026-01-01T00:00:00Z'},
					 {'source': 'erp', 'sourceId': '2', 'lastName': 'Ott', 'changedAt': 'yesterday'}]}""");
		assertThat(text(bulk, "/data/0/outcome")).isEqualTo("created");
		assertThat(text(bulk, "/data/1/outcome")).isEqualTo("stale");
		assertThat(text(bulk, "/data/2/error")).contains("changedAt", "must be a time");
		String john = "{'email': 'john@acme.com', 'fullName': 'John Smith', 'language': '%s', 'changedAt': '%s'}";
		assertThat(outcome(this.wires.contact(john.formatted("de", at(2))))).isEqualTo("created");
		assertThat(outcome(this.wires.contact(john.formatted("fr", at(1))))).isEqualTo("stale");
		HttpResponse<String> blank = this.wires.contact(john.formatted("fr", " "));
		assertThat(outcome(blank)).as("blank tells none").isEqualTo("updated");
		String path = this.wires.contacts() + "/" + text(blank, "/id");
		for (String none : List.of("''", "null")) {
			assertThat(this.wires.send("PATCH", path, "{'language': 'it', 'changedAt': " + none + "}").statusCode())
				.isEqualTo(200);
		}
		HttpResponse<String> refused = this.wires.contact(john.formatted("fr", "2026"));
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("changedAt");
		assertThat(this.wires.admin("PUT", "/api/onerow/v1/settings", "{'sourceTime': {'fax': 'x'}, 'y': 1}").body())
			.contains("/sourceTime/fax", "/y");
	}

	@Test
	void wrongTimeIsToldOnEveryWire() {
		for (HttpResponse<String> answer : List.of(this.wires.contact(JOHN.formatted("de"), TIME, "yesterday"),
				this.wires.openint("contact", OPENINT.formatted("email", "a@acme.com", ""), TIME,
						"2026-01-01T00:00:00"),
				this.wires.sam("[]", TIME, "1"), this.wires.bulk("{'customers': []}", TIME, ""))) {
			assertThat(answer.statusCode()).isEqualTo(400);
			assertThat(answer.body()).contains("The header Onerow-Source-Time must be a time of ISO 8601");
		}
		HttpResponse<String> source = this.wires.contact(JOHN.formatted("de"), "Onerow-Source", "x".repeat(101));
		assertThat(source.statusCode()).isEqualTo(400);
		assertThat(source.body()).contains("Onerow-Source");
	}

	/** The later event also where it changes nothing when it comes first. */
	@Test
	void anyOrderOfArrivalEndsInTheSameState() throws Exception {
		for (int round = 0; round < 10; round++) {
			String mail = "r" + round + "@acme.com";
			String body = "{'fullName': 'Racer %s', 'email': '%s', 'language': '%%s'}"
				.formatted("abcdefghij".substring(round, round + 1).repeat(9), mail);
			int customer = round;
			assertThat(outcome(this.wires.contact(body.formatted("de"), TIME, at(1)))).isEqualTo("created");
			assertThat(customer(customer, "Start", 1)).isEqualTo("created");
			Race.of(THREADS, (thread) -> () -> {
				boolean late = thread % 2 == 0;
				// the late one says what was there before
				HttpResponse<String> contact = this.wires.contact(body.formatted(late ? "de" : "fr"), TIME,
						at(late ? 3 : 2));
				assertThat(contact.statusCode()).isEqualTo(200);
				assertThat(outcome(contact))
					.isIn(late ? List.of("updated", "unchanged") : List.of("updated", "unchanged", "stale"));
				assertThat(customer(customer, late ? "Start" : "Early", late ? 3 : 2))
					.isIn(late ? List.of("updated", "unchanged") : List.of("updated", "unchanged", "stale"));
				return null;
			});
			HttpResponse<String> end = this.wires.contact("{'email': '%s'}".formatted(mail));
			assertThat(text(end, "/language")).isEqualTo("de");
			assertThat(this.wires.client().get("/customers/sourceId/" + round + "?source=erp").body())
				.contains("Start");
		}
	}

	private static String customers(int number, String name) {
		return "{'customers': [{'source': 'erp', 'sourceId': '%d', 'lastName': '%s'}]}".formatted(number, name);
	}

	private String contact(String language, int second) {
		return outcome(this.wires.contact(JOHN.formatted(language), TIME, at(second)));
	}

	private String customer(String name, int second) {
		return customer(1, name, second);
	}

	private String customer(int customer, String name, int second) {
		HttpResponse<String> answer = this.wires.bulk(customers(customer, name), TIME, at(second));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return text(answer, "/data/0/outcome");
	}

	private static String at(int second) {
		return "2026-11-27T00:00:0" + second + "Z";
	}

}
