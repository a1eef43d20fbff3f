package io.onerow.undo;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.api.openint.OpenintClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** Undo of one write, on all wires. */
@IntegrationTest
class UndoIntegrationTests {

	private static final String JOHN = "{\"fullName\": \"John Smith\", \"email\": \"john@acme.com\", \"language\": \"en\"}";

	private static final String JON = "{\"fullName\": \"Jon Smith\", \"email\": \"jon@acme.com\", \"language\": \"de\"}";

	@Autowired
	private ApplicationContext context;

	private final String tenant = "u" + UUID.randomUUID().toString().substring(24);

	private Undoing undoing;

	private Client client;

	private String account;

	private String contacts;

	@BeforeEach
	void createAccount() {
		this.undoing = new Undoing(this.context, this.tenant);
		this.client = this.undoing.client();
		this.account = "/api/public/v1/accounts/"
				+ text(this.client.send("POST", "/api/public/v1/accounts", "{\"fullName\": \"Acme\"}"), "id");
		this.contacts = this.account + "/contacts";
	}

	@Test
	void wrongMatchByNameIsUndoneAndTheSameRequestThenCreates() {
		String john = text(upsert(JOHN), "id");
		HttpResponse<String> wrong = upsert(JON);
		assertThat(wrong.headers().firstValue("Onerow-Match").orElseThrow()).startsWith("by=name");
		String state = this.undoing.state();
		HttpResponse<String> undone = this.undoing.undo(this.undoing.entry(wrong));
		assertThat(undone.statusCode()).as(undone.body()).isEqualTo(200);
		assertThat(text(undone, "outcome")).isEqualTo("reversed");
		assertThat(this.client.get(this.contacts + "/" + john).body()).contains("John Smith", "john@acme.com", "en");
		HttpResponse<String> again = upsert(JON);
		assertThat(outcome(again)).isEqualTo("created");
		assertThat(text(again, "id")).isNotEqualTo(john);
		assertThat(outcome(upsert(JON))).isEqualTo("unchanged");
		// until that undo is undone, which gives John the address of Jon
		HttpResponse<String> taken = this.undoing.undo(text(undone, "undoId"));
		assertThat(taken.statusCode()).isEqualTo(409);
		assertThat(text(taken, "holder")).isEqualTo(text(again, "id"));
		assertThat(this.undoing.undo(this.undoing.entry(again)).statusCode()).isEqualTo(200);
		assertThat(this.undoing.undo(text(undone, "undoId")).statusCode()).isEqualTo(200);
		assertThat(this.undoing.state()).isEqualTo(state);
		assertThat(this.undoing.column("name_key", "contact_different", "true")).isEmpty();
		assertThat(outcome(upsert("{\"fullName\": \"Jon Smith\", \"language\": \"fr\"}"))).isEqualTo("updated");
	}

	@Test
	void nameThatIsTheSameMeansAnotherAfterAnUndo() {
		String john = text(upsert(JOHN), "id");
		HttpResponse<String> wrong = upsert(
				"{\"fullName\": \"john  smith\", \"email\": \"other@acme.com\", \"language\": \"en\"}");
		assertThat(outcome(wrong)).isEqualTo("updated");
		assertThat(this.undoing.undo(this.undoing.entry(wrong)).statusCode()).isEqualTo(200);
		String other = "{\"fullName\": \"John Smith\", \"email\": \"other@acme.com\", \"language\": \"en\"}";
		HttpResponse<String> again = upsert(other);
		assertThat(outcome(again)).isEqualTo("created");
		assertThat(text(upsert(JOHN), "id")).isEqualTo(john);
		assertThat(text(upsert("{\"fullName\": \"John Smith\", \"language\": \"nl\"}"), "id"))
			.isEqualTo(text(again, "id"));
	}

	@Test
	void fieldsThatOthersHaveChangedSinceStay() {
		upsert(JOHN);
		HttpResponse<String> language = upsert("{\"email\": \"john@acme.com\", \"language\": \"nl\"}");
		HttpResponse<String> name = upsert("{\"email\": \"john@acme.com\", \"fullName\": \"Johannes Schmidt\"}");
		assertThat(this.undoing.undo(this.undoing.entry(language)).statusCode()).isEqualTo(200);
		assertThat(upsert("{\"email\": \"john@acme.com\"}").body()).contains("Johannes Schmidt", "\"en\"");
		assertThat(this.undoing.undo(this.undoing.entry(name)).statusCode()).isEqualTo(200);
		assertThat(upsert("{\"email\": \"john@acme.com\"}").body()).contains("John Smith", "\"en\"");
	}

	@Test
	void fieldThatHasChangedSinceIsInTheWayWithItsEntry() {
		upsert(JOHN);
		HttpResponse<String> first = upsert("{\"email\": \"john@acme.com\", \"language\": \"nl\"}");
		HttpResponse<String> second = upsert("{\"email\": \"john@acme.com\", \"language\": \"fr\"}");
		String state = this.undoing.state();
		HttpResponse<String> kept = this.undoing.undo(this.undoing.entry(first));
		assertThat(kept.statusCode()).isEqualTo(409);
		assertThat(kept.headers().firstValue("Content-Type").orElseThrow()).contains("application/problem+json");
		JsonNode problem = Client.json(kept);
		assertThat(problem.get("reason").stringValue()).isEqualTo("changed");
		assertThat(problem.get("fields").toString()).isEqualTo("[\"language\"]");
		assertThat(problem.get("entries").toString()).isEqualTo("[\"" + this.undoing.entry(second) + "\"]");
		assertThat(this.undoing.state()).isEqualTo(state);
	}

	@Test
	void undoneTwiceIsRefusedAndAnUndoIsUndone() {
		upsert(JOHN);
		HttpResponse<String> write = upsert("{\"email\": \"john@acme.com\", \"language\": \"nl\"}");
		String written = this.undoing.state();
		HttpResponse<String> undone = this.undoing.undo(this.undoing.entry(write));
		HttpResponse<String> twice = this.undoing.undo(this.undoing.entry(write));
		assertThat(twice.statusCode()).isEqualTo(409);
		assertThat(twice.body()).contains(text(undone, "undoId"));
		assertThat(this.undoing.column("undoes::text", "history", "outcome = 'reversed'")).containsExactly("2");
		assertThat(this.undoing.undo(text(undone, "undoId")).statusCode()).isEqualTo(200);
		assertThat(this.undoing.state()).isEqualTo(written);
		assertThat(this.undoing.undo(this.undoing.entry(write)).statusCode()).isEqualTo(200);
	}

	@Test
	void createdContactGoesAndComesBack() {
		HttpResponse<String> created = upsert(JOHN);
		String there = this.undoing.state();
		HttpResponse<String> undone = this.undoing.undo(this.undoing.entry(created));
		assertThat(undone.statusCode()).isEqualTo(200);
		assertThat(this.client.get(this.contacts + "/" + text(created, "id")).statusCode()).isEqualTo(404);
		assertThat(this.undoing.undo(this.undoing.entry(created)).statusCode()).isEqualTo(409);
		assertThat(this.undoing.undo(text(undone, "undoId")).statusCode()).isEqualTo(200);
		assertThat(this.undoing.state()).isEqualTo(there);
		assertThat(this.undoing.column("version::text", "contact", "true")).containsExactly("3");
	}

	@Test
	void createdContactThatOthersHaveChangedStays() {
		HttpResponse<String> created = upsert(JOHN);
		HttpResponse<String> changed = upsert("{\"email\": \"john@acme.com\", \"language\": \"nl\"}");
		HttpResponse<String> kept = this.undoing.undo(this.undoing.entry(created));
		assertThat(kept.statusCode()).isEqualTo(409);
		assertThat(kept.body()).contains(this.undoing.entry(changed));
	}

	@Test
	void deletedContactComesBackUnlessItsKeysAreTaken() {
		String id = text(upsert(JOHN), "id");
		String there = this.undoing.state();
		HttpResponse<String> deleted = this.client.delete(this.contacts + "/" + id);
		assertThat(deleted.statusCode()).isLessThan(300);
		String entry = this.undoing.entry(deleted);
		HttpResponse<String> other = upsert(JOHN);
		HttpResponse<String> kept = this.undoing.undo(entry);
		assertThat(kept.statusCode()).isEqualTo(409);
		assertThat(text(kept, "holder")).isEqualTo(text(other, "id"));
		assertThat(text(kept, "reason")).isEqualTo("taken");
		assertThat(this.client.delete(this.contacts + "/" + text(other, "id")).statusCode()).isLessThan(300);
		assertThat(this.undoing.undo(entry).statusCode()).isEqualTo(200);
		assertThat(this.undoing.state()).isEqualTo(there);
		assertThat(text(upsert(JOHN), "id")).isEqualTo(id);
		assertThat(this.undoing.undo(entry).statusCode()).isEqualTo(409);
	}

	@Test
	void nameThatAnotherHasMeanwhileDoesNotComeBack() {
		upsert(JOHN);
		HttpResponse<String> renamed = upsert("{\"email\": \"john@acme.com\", \"fullName\": \"Peter Miller\"}");
		HttpResponse<String> other = upsert("{\"fullName\": \"John Smith\", \"language\": \"en\"}");
		assertThat(outcome(other)).isEqualTo("created");
		HttpResponse<String> kept = this.undoing.undo(this.undoing.entry(renamed));
		assertThat(kept.statusCode()).isEqualTo(409);
		assertThat(text(kept, "holder")).isEqualTo(text(other, "id"));
		assertThat(kept.body()).contains("fullName");
	}

	@Test
	void accountStaysWhileItHasContacts() {
		HttpResponse<String> created = this.client.send("POST", "/api/public/v1/accounts", "{\"fullName\": \"Other\"}");
		String path = "/api/public/v1/accounts/" + text(created, "id");
		HttpResponse<String> contact = this.client.send("PUT", path + "/contacts/upsert", JOHN);
		HttpResponse<String> kept = this.undoing.undo(this.undoing.entry(created));
		assertThat(kept.statusCode()).isEqualTo(409);
		assertThat(text(kept, "reason")).isEqualTo("needed");
		assertThat(text(kept, "holder")).isEqualTo(text(contact, "id"));
		this.undoing.undo(this.undoing.entry(contact));
		assertThat(this.undoing.undo(this.undoing.entry(created)).statusCode()).isEqualTo(200);
		assertThat(this.client.get(path).statusCode()).isEqualTo(404);
	}

	@Test
	void attributesAreUndoneOneByOne() {
		OpenintClient openint = OpenintClient.ofNewConnection(this.context, this.tenant);
		openint.upsert("account", "website", "{\"name\": \"Acme\", \"industry\": \"1\"}", "acme.com");
		openint.upsert("contact", "email", "{\"first_name\": \"Ann\", \"phone\": \"1\"}", "ann@acme.com");
		HttpResponse<String> account = openint.upsert("account", "website", "{\"industry\": \"2\"}", "acme.com");
		HttpResponse<String> contact = openint.upsert("contact", "email", "{\"phone\": \"2\"}", "ann@acme.com");
		HttpResponse<String> site = openint.upsert("account", "website", "{\"website\": \"acme.org\"}", "acme.com");
		assertThat(List.of(account, contact, site)).allMatch((answer) -> answer.statusCode() == 200);
		assertThat(this.undoing.undo(this.undoing.entry(account)).statusCode()).isEqualTo(200);
		assertThat(this.undoing.undo(this.undoing.entry(contact)).statusCode()).isEqualTo(200);
		assertThat(this.undoing.state()).contains("acme.org").contains("\"phone\": \"1\"");
		assertThat(this.undoing.undo(this.undoing.entry(site)).statusCode()).isEqualTo(200);
		assertThat(
				this.undoing.column("website || ' ' || (attributes ->> 'industry')", "account", "website is not null"))
			.containsExactly("acme.com 1");
		assertThat(this.undoing.undo(this.undoing.entry(account)).statusCode()).isEqualTo(409);
	}

	/** The newer record goes first where all are of one time. */
	@Test
	void dryRunSaysWhatWouldBeUndone() {
		String before = this.undoing.state();
		HttpResponse<String> created = upsert(JOHN);
		String state = this.undoing.state();
		String entry = this.undoing.entry(created);
		HttpResponse<String> one = this.client.send("POST", "/api/onerow/v1/history/" + entry + "/undo?dryRun=true",
				"");
		assertThat(one.statusCode()).as(one.body()).isEqualTo(200);
		assertThat(text(one, "outcome")).isEqualTo("reversed");
		Undoing.assertUndone(this.client.send("POST",
				"/api/onerow/v1/requests/" + Undoing.request(created) + "/undo?dryRun=true", ""), 1);
		assertThat(this.undoing.state()).isEqualTo(state);
		assertThat(this.undoing.column("version::text", "history", "outcome = 'reversed'")).isEmpty();
		assertThat(this.undoing.undo(entry).statusCode()).isEqualTo(200);
		assertThat(this.undoing.state()).isEqualTo(before);
	}

	/** The name is another source's, and so is not written. */
	@Test
	void nameThatWasSentAndNotWrittenMeansAnotherAfterAnUndo() {
		assertThat(this.client
			.send("PUT", "/api/onerow/v1/ownership", "{\"contact\": {\"fullName\": \"crm\", \"email\": \"crm\"}}")
			.statusCode()).isEqualTo(200);
		String john = text(upsert("{\"fullName\": \"John Smith\", \"language\": \"en\"}"), "id");
		String jon = "{\"fullName\": \"Jon Smith\", \"language\": \"de\"}";
		HttpResponse<String> wrong = upsert(jon);
		assertThat(text(wrong, "id")).isEqualTo(john);
		assertThat(text(wrong, "fullName")).isEqualTo("John Smith");
		HttpResponse<String> undone = this.undoing.undo(this.undoing.entry(wrong));
		assertThat(undone.statusCode()).isEqualTo(200);
		assertThat(text(upsert("{\"fullName\": \"John Smith\", \"language\": \"en\"}"), "id")).isEqualTo(john);
		assertThat(this.undoing.undo(text(undone, "undoId")).statusCode()).isEqualTo(200);
		assertThat(this.undoing.column("name_key", "contact_different", "true")).isEmpty();
		assertThat(this.undoing.undo(this.undoing.entry(wrong)).statusCode()).isEqualTo(200);
		assertThat(outcome(upsert(jon))).isEqualTo("created");
	}

	@Test
	void preconditionsAreRefused() {
		HttpResponse<String> created = upsert(JOHN);
		for (String route : List.of("POST history/" + this.undoing.entry(created) + "/undo",
				"POST requests/" + Undoing.request(created) + "/undo", "PUT ownership", "PUT settings")) {
			String[] parts = route.split(" ", -1);
			HttpResponse<String> answer = this.client
				.send(this.client.request(parts[0], "/api/onerow/v1/" + parts[1], BodyPublishers.ofString("{}"))
					.header("Content-Type", "application/json")
					.header("If-Match", "\"1\""));
			assertThat(answer.statusCode()).isEqualTo(400);
			assertThat(answer.body()).contains("If-Match");
		}
		assertThat(this.undoing.column("outcome", "history", "outcome = 'reversed'")).isEmpty();
	}

	@Test
	void foreignAndUnknownAreNotFoundAndScopesAreAsked() {
		String entry = this.undoing.entry(upsert(JOHN));
		String request = this.undoing.column("request_id", "history", "true").get(0);
		Undoing stranger = new Undoing(this.context, "v" + this.tenant.substring(1));
		assertThat(stranger.undo(entry).statusCode()).isEqualTo(404);
		assertThat(stranger.undoRequest(request).statusCode()).isEqualTo(404);
		assertThat(this.undoing.undo("nonsense").statusCode()).isEqualTo(404);
		assertThat(this.undoing.undo(UUID.randomUUID() + ".1").statusCode()).isEqualTo(404);
		assertThat(this.undoing.undoRequest("unknown").statusCode()).isEqualTo(404);
		Client reader = Client.of(this.context, this.tenant, "history:read", "accounts:all");
		assertThat(reader.send("POST", "/api/onerow/v1/history/" + entry + "/undo", "").statusCode()).isEqualTo(403);
		assertThat(reader.send("POST", "/api/onerow/v1/requests/" + request + "/undo", "").statusCode()).isEqualTo(403);
		HttpResponse<String> itself = this.client
			.send(this.client.request("POST", "/api/onerow/v1/requests/" + request + "/undo", BodyPublishers.noBody())
				.header("x-request-id", request));
		assertThat(itself.statusCode()).isEqualTo(400);
	}

	private HttpResponse<String> upsert(String body) {
		HttpResponse<String> answer = this.client.send("PUT", this.contacts + "/upsert", body);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return answer;
	}

	private static String outcome(HttpResponse<String> answer) {
		return answer.headers().firstValue("Onerow-Outcome").orElseThrow();
	}

	private static String text(HttpResponse<String> answer, String member) {
		return Client.json(answer).get(member).stringValue();
	}

}
