package io.onerow.api.console;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.security.session.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What people do in the console. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleIntegrationTests {

	private final ApplicationContext context;

	private final Browser browser;

	private Office office;

	ConsoleIntegrationTests(@Autowired ApplicationContext context) {
		this.context = context;
		this.office = new Office(context);
		this.browser = Browser.at(this.office.base());
	}

	@BeforeEach
	void open() {
		this.office = new Office(this.context);
	}

	@AfterAll
	void close() {
		this.browser.close();
	}

	@Test
	void personLogsInAndOut() {
		String email = this.office.user(Role.READER);
		this.browser.open("/console/login");
		if (this.browser.text().contains("Log out")) {
			this.browser.click("Log out");
		}
		this.browser.open("/console/activity?span=week");
		assertThat(this.browser.title()).isEqualTo("Log in to Onerow · Onerow");
		this.browser.check();
		this.browser.fill("email", email);
		this.browser.fill("password", "another password");
		this.browser.click("Log in");
		assertThat(this.browser.text(".problem")).isEqualTo("The email address or the password is wrong.");
		this.browser.fill("password", Office.PASSWORD);
		this.browser.click("Log in");
		assertThat(this.browser.path()).isEqualTo("/console/activity?span=week");
		assertThat(this.browser.text("header")).contains(email, "Records", "Review", "Match lab")
			.doesNotContain("Administration");
		String token = Objects.requireNonNull(this.browser.cookie(ConsoleSecurity.COOKIE));
		assertThat(this.office.get("/console/records", token).statusCode()).isEqualTo(200);
		this.browser.click("Log out");
		assertThat(this.browser.title()).startsWith("Log in");
		assertThat(this.office.get("/console/records", token).headers().firstValue("Location").orElse(""))
			.isEqualTo("/console/login?to=%2Fconsole%2Frecords");
	}

	@Test
	void recordIsFoundByANearNameAndItsStoryIsTold() {
		String ann = this.office
			.upserted("{'fullName': 'Annabel Leeson', 'email': 'annabel@acme.com', 'language': 'en'}");
		this.office.upserted("{'fullName': 'Bob Leeson', 'email': 'annabel@acme.com', 'language': 'en'}");
		this.office.logIn(this.browser, Role.OPERATOR);
		this.browser.check();
		this.browser.fill("q", "Bob Lesson");
		this.browser.click("Search");
		assertThat(this.browser.texts("tbody tr")).hasSize(1);
		assertThat(this.browser.text("tbody tr")).contains("Bob Leeson");
		assertThat(this.browser.texts("tbody td")).containsExactly("annabel@acme.com", "contact",
				"account:" + this.office.account(), "1");
		this.browser.check();
		for (String typed : List.of("annabel@acme.com", "BOB LEESON")) {
			this.browser.fill("q", typed);
			this.browser.click("Search");
			assertThat(this.browser.text("tbody tr")).contains("Bob Leeson", "exact");
		}
		this.browser.click("Bob Leeson");
		assertThat(this.browser.path()).isEqualTo("/console/records/" + ann);
		assertThat(this.browser.texts(".timeline > li")).hasSize(2);
		assertThat(this.browser.text(".timeline > li")).contains("updated", "over billabex", "by=email",
				"Annabel Leeson", "Bob Leeson");
		this.browser.check();
		this.browser.click("Undo version 2");
		assertThat(this.browser.text(".done")).isEqualTo("The write was undone.");
		assertThat(this.browser.text("h1")).isEqualTo("Annabel Leeson");
		assertThat(this.browser.text(".timeline > li")).contains("reversed", "operator@" + this.office.tenant(),
				"over console");
		this.browser.click("Undo version 2");
		assertThat(this.browser.text(".problem")).startsWith("These fields have changed since: fullName");
	}

	@Test
	void twoRecordsAreMergedAndTakenApart() {
		String one = this.office
			.upserted("{'fullName': 'Clara Schumann', 'email': 'clara@acme.com', 'language': 'en'}");
		String other = this.office
			.upserted("{'fullName': 'Fanny Mendelssohn', 'email': 'fanny@acme.com', 'language': 'de'}");
		this.office.logIn(this.browser, Role.OPERATOR);
		this.browser.open("/console/records/" + one);
		this.browser.fill("other", other);
		this.browser.click("Compare the two");
		assertThat(this.browser.texts(".sides tbody tr"))
			.anySatisfy((row) -> assertThat(row).contains("language", "differs", "en", "de"));
		this.browser.check();
		this.browser.click("Merge, shown as the first");
		assertThat(this.browser.path()).isEqualTo("/console/records/" + one + "?done=merged");
		assertThat(this.browser.text()).contains("Merged into it", other);
		this.browser.check();
		this.browser.open("/console/records/" + other);
		assertThat(this.browser.text(".problem")).contains("has become part of this record");
		this.browser.click("Take apart");
		assertThat(this.browser.text(".done")).isEqualTo("The two are two records again.");
		this.browser.open("/console/records/" + other);
		assertThat(this.browser.text("h1")).isEqualTo("Fanny Mendelssohn");
	}

	@Test
	void questionsAreAnsweredOneAfterTheOther() {
		this.office.asks();
		this.office.doubt("John Smith", "Jon Smith", "+31 20 111111");
		this.office.doubt("Peter Parker", "Petra Parker", "+31 20 222222");
		this.office.doubt("Karl Marks", "Carl Marks", "+31 20 333333");
		this.office.logIn(this.browser, Role.OPERATOR);
		this.browser.open("/console/reviews");
		assertThat(this.browser.text("main")).contains("Jon Smith", "John Smith", "1985-03-27", "1950-01-01",
				"There are more questions");
		assertThat(this.browser.texts(".evidence li")).contains("phone agrees", "birthDate contradicts");
		this.browser.check();
		this.browser.press("d", "Different");
		assertThat(this.browser.text(".done")).isEqualTo("They are two for good.");
		assertThat(this.browser.text("main")).contains("Petra Parker");
		this.browser.click("Leave open");
		assertThat(this.browser.text("main")).contains("Carl Marks", "This is the last open question.");
		this.browser.press("s", "Same");
		assertThat(this.browser.text("main")).contains("They are one record now.", "No further question is open.");
		this.browser.click("Back to the first open question");
		assertThat(this.browser.text("main")).contains("Petra Parker");
		assertThat(states()).containsExactly("different", "open", "same");
	}

	private List<String> states() {
		return Client.json(Client.of(this.context, this.office.tenant(), "reviews:read").get("/api/onerow/v1/reviews"))
			.get("items")
			.valueStream()
			.map((item) -> item.get("status").stringValue())
			.toList();
	}

	@Test
	void activityIsCountedAndListed() {
		for (int i = 0; i < 30; i++) {
			String name = Character.toString('a' + i % 26).repeat(5) + " "
					+ Character.toString('a' + (i + i / 26 + 1) % 26).repeat(5);
			this.office.upserted("{'fullName': '" + name + "', 'email': 'p" + i + "@acme.com', 'language': 'en'}");
		}
		this.office.upserted("{'fullName': 'Somebody Else', 'email': 'p7@acme.com', 'language': 'en'}");
		this.context.getBean(JdbcClient.class)
			.sql("insert into mishap values (?, date_trunc('minute', now()), 'sam', 'race', 7)")
			.param(this.office.tenant())
			.update();
		this.office.logIn(this.browser, Role.READER);
		this.browser.open("/console/activity?span=hour");
		assertThat(this.browser.text("main > figure .legend")).isEqualTo("race 7");
		assertThat(this.browser.texts("caption ~ thead th")).containsExactly("Wire", "created", "updated");
		assertThat(this.browser.texts("caption ~ tbody tr th, caption ~ tbody tr td")).containsExactly("billabex", "31",
				"1");
		assertThat(this.browser.texts(".chart rect")).hasSizeGreaterThanOrEqualTo(3);
		assertThat(this.browser.texts(".timeline > li")).hasSize(25);
		this.browser.check();
		this.browser.click("Older");
		assertThat(this.browser.texts(".timeline > li")).hasSize(7);
		this.browser.open("/console/activity");
		this.browser.choose("outcome", "updated");
		this.browser.click("Filter");
		assertThat(this.browser.texts(".timeline > li")).hasSize(1);
		assertThat(this.browser.text(".timeline > li")).contains("hhhhh iiiii", "Somebody Else", "by=email");
		this.browser.click("contact, version 2");
		assertThat(this.browser.text("h1")).isEqualTo("Somebody Else");
		assertThat(this.browser.text()).doesNotContain("Undo");
	}

	@Test
	void labTellsWhatAnUpsertWouldBeAndWhatAnotherPolicyWouldDecide() {
		String john = this.office.upserted("{'fullName': 'John Smith', 'language': 'en', 'dateOfBirth': '1950-01-01'}");
		this.office.upserted("{'fullName': 'Jon Smith', 'language': 'en', 'dateOfBirth': '1985-03-27'}");
		this.office.logIn(this.browser, Role.READER);
		this.browser.open("/console/lab");
		this.browser.check();
		this.browser.fill("path", this.office.contacts() + "/upsert");
		this.browser.fill("body", "{\"fullName\": \"Jonn Smith\", \"language\": \"en\"}");
		this.browser.click("Explain");
		assertThat(this.browser.text("section[aria-labelledby=answer]")).contains("The wire would answer 200.",
				"matched", john, "it is this one", "Its name is the nearest: 1 edit away");
		this.browser.check();
		this.browser.fill("scope", "account:" + this.office.account());
		this.browser.choose("other", "guarded");
		this.browser.click("Compare");
		assertThat(this.browser.text("section[aria-labelledby=result]")).contains("Under guarded", "1 differ",
				"matched");
		this.browser.check();
		assertThat(this.browser.texts(".timeline")).isEmpty();
		this.browser.fill("path", "/api/nothing");
		this.browser.fill("body", "{}");
		this.browser.click("Explain");
		assertThat(this.browser.text(".problem")).contains("path", "must be that of an upsert on this wire");
	}

	@Test
	void administratorMakesAndEndsCredentials() {
		this.office.logIn(this.browser, Role.ADMIN);
		this.browser.open("/console/admin/clients");
		String id = this.office.tenant() + "-sync";
		this.browser.fill("clientId", id);
		this.browser.tick("scopes", "accounts:all");
		this.browser.click("Create");
		String secret = this.browser.text(".secret code");
		assertThat(Client.logIn(this.office.base(), id, secret).get("/api/public/v1/accounts").statusCode())
			.isEqualTo(200);
		this.browser.check();
		this.browser.open("/console/admin/clients");
		assertThat(this.browser.text()).contains(id).doesNotContain(secret);
		clientIsChanged(id);
		this.browser.click("New secret for " + id);
		assertThat(this.browser.text(".secret code")).isNotEqualTo(secret).hasSize(64);
		this.browser.click("Revoke " + id);
		assertThat(this.browser.texts("tbody tr")).anySatisfy((row) -> assertThat(row).contains(id, "revoked"));
		keyIsMadeAndChanged();
		connectionIsMadeAndDeleted();
		this.browser.open("/console/admin/audit");
		assertThat(this.browser.text("tbody tr")).contains("admin@" + this.office.tenant(), "delete", "connection",
				"conn_console");
		assertThat(this.browser.texts("tbody tr")).hasSize(10);
		assertThat(this.browser.text()).doesNotContain(secret);
		this.browser.check();
	}

	private void clientIsChanged(String id) {
		this.browser.click("Change " + id);
		this.browser.check();
		this.browser.tick("scopes", "accounts:all");
		this.browser.tick("scopes", "customers:read");
		this.browser.fill("redirectUris", "https://acme.example/back");
		this.browser.click("Save");
		assertThat(this.browser.texts("tbody tr")).anySatisfy((row) -> assertThat(row).contains(id, "customers:read"));
		this.browser.click("Change " + id);
		assertThat(this.browser.text("#redirectUris")).isEqualTo("https://acme.example/back");
		this.browser.open("/console/admin/clients");
	}

	private void keyIsMadeAndChanged() {
		this.browser.open("/console/admin/api-keys");
		this.browser.fill("name", "from the console");
		this.browser.tick("scopes", "accounts:read");
		this.browser.click("Create");
		assertThat(this.browser.text(".secret code")).isNotEmpty();
		assertThat(this.browser.text("tbody tr")).contains("from the console", "accounts:read", "good");
		this.browser.check();
		this.browser.click("Change");
		this.browser.fill("name", "of the console");
		this.browser.click("Save");
		assertThat(this.browser.text("tbody tr")).contains("of the console", "accounts:read");
	}

	private void connectionIsMadeAndDeleted() {
		this.browser.open("/console/admin/connections");
		this.browser.fill("connectionId", "conn_console");
		this.browser.click("Create");
		this.browser.click("Change conn_console");
		this.browser.fill("customerId", "cust_7");
		this.browser.click("Save");
		assertThat(this.browser.text("tbody tr")).contains("cust_7");
		assertThat(this.browser.text("tbody tr")).contains("conn_console", "native");
		this.browser.check();
		this.browser.click("Delete conn_console");
		assertThat(this.browser.texts("tbody tr")).isEmpty();
	}

	@Test
	void administratorChangesUsersAndPolicies() {
		this.office.logIn(this.browser, Role.ADMIN);
		String token = Objects.requireNonNull(this.browser.cookie(ConsoleSecurity.COOKIE));
		String email = "new@" + this.office.tenant() + ".example";
		this.browser.open("/console/admin/policies");
		assertThat(this.browser.text("main")).contains("seed counts, by what is stored for tenant.");
		this.browser.choose("policy", "guarded");
		this.browser.choose("onDoubt", "review");
		this.browser.fill("region", "nl");
		this.browser.click("Save");
		assertThat(this.browser.text("main")).contains("guarded counts");
		assertThat(this.browser.texts("input[name='aliases']:checked")).hasSize(1);
		this.browser.check();
		this.browser.tick("aliases", "true");
		this.browser.click("Save");
		assertThat(this.browser.texts("input[name='aliases']:checked")).isEmpty();
		this.browser.open("/console/admin/users");
		this.browser.fill("email", email);
		this.browser.click("Create");
		String password = this.browser.text(".secret code");
		assertThat(this.browser.texts("tbody tr")).hasSize(2);
		this.browser.check();
		this.browser.click("Log out");
		this.browser.logIn(email, password);
		assertThat(this.browser.text("header")).contains(email).doesNotContain("Administration");
		assertThat(this.office
			.get("/console/admin/users", Objects.requireNonNull(this.browser.cookie(ConsoleSecurity.COOKIE)))
			.statusCode()).isEqualTo(403);
		this.browser.open("/console/admin/users");
		assertThat(this.browser.text(".problem")).isEqualTo("This is not permitted.");
		assertThat(this.office.get("/console/records", token).statusCode()).as("who has logged out").isEqualTo(303);
	}

	@Test
	void changeOfAUserEndsItsConsole() {
		this.office.logIn(this.browser, Role.ADMIN);
		String token = Objects.requireNonNull(this.browser.cookie(ConsoleSecurity.COOKIE));
		this.browser.open("/console/admin/users");
		this.browser.click("New password for admin@" + this.office.tenant() + ".example");
		assertThat(this.browser.text(".secret")).contains("It is shown this once");
		assertThat(this.office.get("/console/records", token).statusCode()).isEqualTo(303);
		this.browser.open("/console/records");
		assertThat(this.browser.title()).startsWith("Log in");
	}

	@Test
	void formFromElsewhereIsRefusedAndNothingElseIsACredential() {
		String contact = this.office.upserted("{'fullName': 'Gustav Mahler', 'email': 'g@acme.com', 'language': 'de'}");
		this.office.logIn(this.browser, Role.OPERATOR);
		String token = Objects.requireNonNull(this.browser.cookie(ConsoleSecurity.COOKIE));
		String undo = "/console/history/" + contact + ".1/undo";
		HttpResponse<String> forged = Office.send(this.office.request(undo, token)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString("_csrf=0123456789")));
		assertThat(forged.statusCode()).isEqualTo(403);
		assertThat(forged.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
		assertThat(this.office.get("/console/records/" + contact, token).body()).contains("Gustav Mahler");
		assertThat(this.office.get("/api/onerow/v1/records/" + contact, token).statusCode()).as("cookie on a wire")
			.isEqualTo(401);
		assertThat(Office
			.send(HttpRequest.newBuilder(URI.create(this.office.base() + "/console/records/" + contact))
				.header("Authorization", "Bearer " + this.office.client().token()))
			.statusCode()).as("bearer token").isEqualTo(303);
	}

	@Test
	void pagesComeWithAStrictPolicyAndOnlyOwnFiles() {
		HttpResponse<String> page = this.office.get("/console/login", "none");
		assertThat(page.headers().firstValue("Content-Security-Policy").orElse("")).startsWith("default-src 'none'")
			.doesNotContain("unsafe", "http");
		assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
		assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("DENY");
		assertThat(page.headers().allValues("Set-Cookie")).singleElement()
			.satisfies((cookie) -> assertThat(cookie).startsWith(ConsoleSecurity.FORM_COOKIE + "=")
				.contains("Path=/console", "HttpOnly", "SameSite=Strict"));
		assertThat(page.body()).doesNotContain("<style", " style=", " onclick", "http://", "https://", "??");
		assertThat(this.office.get("/console/assets/htmx.min.js", "none").body()).contains("htmx");
		HttpResponse<String> missing = this.office.get("/console/assets/other.js", "none");
		assertThat(missing.statusCode()).isEqualTo(404);
		assertThat(missing.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
		assertThat(missing.headers().allValues("Content-Security-Policy")).hasSize(1)
			.allSatisfy((policy) -> assertThat(policy).contains("style-src 'self'"));
	}

	@Test
	void whoIsAtAnotherTenantSeesNothing() {
		String contact = this.office.upserted("{'fullName': 'Franz Liszt', 'email': 'f@acme.com', 'language': 'de'}");
		this.office = new Office(this.context);
		this.office.logIn(this.browser, Role.ADMIN);
		String token = Objects.requireNonNull(this.browser.cookie(ConsoleSecurity.COOKIE));
		assertThat(this.office.get("/console/records/" + contact, token).statusCode()).isEqualTo(404);
		assertThat(this.office.get("/console/records/" + UUID.randomUUID(), token).statusCode()).isEqualTo(404);
		assertThat(
				this.office.get("/console/records?q=" + URLEncoder.encode("Franz Liszt", StandardCharsets.UTF_8), token)
					.body())
			.contains("Nothing was found");
		assertThat(this.office.get("/console/activity", token).body()).contains("Acme").doesNotContain("Liszt");
	}

}
