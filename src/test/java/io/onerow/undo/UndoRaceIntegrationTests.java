package io.onerow.undo;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.Race;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** An undo meets upserts of the same record, of the name that comes back, and itself. */
@IntegrationTest
class UndoRaceIntegrationTests {

	private static final int ROUNDS = 15;

	@Autowired
	private ApplicationContext context;

	private Undoing undoing;

	private Client client;

	private String upsert;

	@BeforeEach
	void createAccount() {
		this.undoing = new Undoing(this.context, "r" + UUID.randomUUID().toString().substring(24));
		this.client = this.undoing.client();
		this.upsert = "/api/public/v1/accounts/"
				+ Client.json(this.client.send("POST", "/api/public/v1/accounts", "{\"fullName\": \"Acme\"}"))
					.get("id")
					.stringValue()
				+ "/contacts/upsert";
	}

	@Test
	void undoneOrChangedAndNeverHalfOfBoth() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			String email = "john" + round + "@acme.com";
			send("{\"fullName\": \"Round %d Johnson\", \"email\": \"%s\", \"language\": \"en\"}".formatted(round * 1111,
					email));
			String write = this.undoing.entry(send("{\"email\": \"" + email + "\", \"language\": \"de\"}"));
			List<Integer> statuses = Race.of(4, (n) -> () -> ((n % 2 == 0) ? this.undoing.undo(write)
					: send("{\"email\": \"" + email + "\", \"language\": \"fr\"}"))
				.statusCode());
			assertThat(statuses).allMatch((status) -> status == 200 || status == 409);
			String language = this.undoing.column("language", "contact", "email_key = '" + email + "'").get(0);
			assertThat(language).isEqualTo("fr");
			assertThat(statuses.stream().filter((status) -> status == 200).count()).isBetween(2L, 3L);
		}
		assertVersionsAreInOrder();
	}

	@Test
	void nameThatComesBackIsOneRecordsOnly() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			String name = (char) ('A' + round) + "lexandra Featherstone" + (char) ('a' + round);
			String email = "a" + round + "@acme.com";
			send("{\"fullName\": \"%s\", \"email\": \"%s\", \"language\": \"en\"}".formatted(name, email));
			String renamed = this.undoing.entry(
					send("{\"fullName\": \"Zebulon Q%d Quimby\", \"email\": \"%s\"}".formatted(round * 1117, email)));
			Race.of(4, (n) -> () -> (n == 0) ? this.undoing.undo(renamed)
					: send("{\"fullName\": \"" + name + "\", \"language\": \"en\"}"));
			assertThat(this.undoing.column("contact_id::text", "contact", "full_name = '" + name + "'")).hasSize(1);
		}
		assertVersionsAreInOrder();
	}

	@Test
	void oneOfManyUndosOfACreateDeletes() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			String body = "{\"fullName\": \"Round %d Johnson\", \"email\": \"r%d@acme.com\", \"language\": \"en\"}"
				.formatted(round * 1111, round);
			String created = this.undoing.entry(send(body));
			List<Integer> statuses = Race.of(4,
					(n) -> () -> ((n == 3) ? send(body) : this.undoing.undo(created)).statusCode());
			assertThat(statuses.subList(0, 3).stream().filter((status) -> status == 200)).hasSize(1);
			assertThat(this.undoing.column("contact_id::text", "contact", "email_key = 'r" + round + "@acme.com'"))
				.hasSizeLessThanOrEqualTo(1);
		}
	}

	private HttpResponse<String> send(String body) {
		return this.client.send("PUT", this.upsert, body);
	}

	private void assertVersionsAreInOrder() {
		assertThat(this.undoing.column("h.version::text", "history h",
				"""
						h.version > 1 and not exists (
							select from history b where b.tenant_id = h.tenant_id and b.record_id = h.record_id and b.version = h.version - 1)"""))
			.isEmpty();
	}

}
