package io.onerow.undo;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.Property;
import io.onerow.api.openint.OpenintClient;
import io.onerow.api.sam.SamClient;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is written, undone newest first it is as it was, and redone it is as it had
 * become.
 */
@IntegrationTest
class UndoPropertyIntegrationTests {

	private static final List<String> NAMES = List.of("John Smith", "Jon Smith", "Johnny Smith", "Clara Schumann",
			"Clara Schuman", "Li Wu");

	private static final List<String> ADDRESSES = List.of("a@acme.com", "b@acme.com", "c@acme.com", "A@ACME.com");

	private static final List<String> SITES = List.of("acme.com", "acme.com/shop", "globex.org");

	private static final List<String> LANGUAGES = List.of("en", "de", "fr");

	@Autowired
	private ApplicationContext context;

	@Test
	void writesAreUndoneToWhatWasThereBefore() {
		Property.holds(6, (random) -> {
			Writer writer = new Writer(this.context, random);
			writer.write(8);
			String before = writer.undoing.state();
			List<String> requests = writer.write(25);
			String after = writer.undoing.state();
			List<String> undone = undo(writer, requests);
			assertThat(writer.undoing.state()).isEqualTo(before);
			undo(writer, undone);
			assertThat(writer.undoing.state()).isEqualTo(after);
		});
	}

	/** Newest first; the requests that did so. */
	private static List<String> undo(Writer writer, List<String> requests) {
		List<String> newestFirst = new ArrayList<>(requests);
		Collections.reverse(newestFirst);
		List<String> undone = new ArrayList<>();
		for (String request : newestFirst) {
			if (writer.undoing.entries(request).isEmpty()) {
				continue;
			}
			HttpResponse<String> answer = writer.undoing.undoRequest(request);
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
			assertThat(answer.body()).contains("\"kept\":0,\"failed\":0");
			undone.add(Undoing.request(answer));
		}
		return undone;
	}

	/** Somebody who writes anything, on all wires. */
	private static final class Writer {

		private final RandomGenerator random;

		private final Undoing undoing;

		private final Client client;

		private final OpenintClient openint;

		private final SamClient sam;

		private final String contacts;

		private final List<Supplier<HttpResponse<String>>> kinds;

		Writer(ApplicationContext context, RandomGenerator random) {
			String tenant = "p" + UUID.randomUUID().toString().substring(24);
			this.random = random;
			this.undoing = new Undoing(context, tenant);
			this.client = this.undoing.client();
			this.openint = OpenintClient.ofNewConnection(context, tenant);
			this.sam = SamClient.of(context, tenant, "u@" + tenant + ".example", "accounts:all");
			this.contacts = "/api/public/v1/accounts/"
					+ Client.json(this.client.send("POST", "/api/public/v1/accounts", "{\"fullName\": \"Acme\"}"))
						.get("id")
						.stringValue()
					+ "/contacts";
			this.kinds = List.of(this::person, this::person, this::createPerson, this::patchPerson, this::deletePerson,
					this::company, this::company, this::card, this::member, this::customers, this::customers,
					this::deleteCustomer, this::account);
		}

		/** The ids of the requests, in their order. */
		List<String> write(int count) {
			List<String> requests = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				requests.add(Undoing.request(Property.oneOf(this.kinds, this.random).get()));
			}
			return requests;
		}

		private HttpResponse<String> person() {
			return this.client.send("PUT", this.contacts + "/upsert", somebody());
		}

		private HttpResponse<String> createPerson() {
			return this.client.send("POST", this.contacts, somebody());
		}

		private HttpResponse<String> patchPerson() {
			return this.client.send("PATCH", aPerson(),
					this.random.nextBoolean() ? somebody() : "{\"language\": \"nl\"}");
		}

		private HttpResponse<String> deletePerson() {
			return this.client.delete(aPerson());
		}

		private String aPerson() {
			List<String> all = this.undoing.column("contact_id::text", "contact",
					"directory_id = '" + this.contacts.split("/", -1)[5] + "'");
			return this.contacts + "/" + (all.isEmpty() ? UUID.randomUUID() : Property.oneOf(all, this.random));
		}

		private String somebody() {
			String email = this.random.nextInt(3) == 0 ? "" : "\"email\": \"" + any(ADDRESSES) + "\", ";
			return "{" + email + "\"fullName\": \"" + any(NAMES) + "\", \"language\": \"" + any(LANGUAGES) + "\"}";
		}

		private HttpResponse<String> company() {
			String record = switch (this.random.nextInt(3)) {
				case 0 -> "{\"name\": \"" + any(NAMES) + "\"}";
				case 1 -> "{\"website\": \"" + any(SITES) + "\", \"phone\": \"" + any(LANGUAGES) + "\"}";
				default -> "{\"phone\": null, \"industry\": \"" + any(LANGUAGES) + "\"}";
			};
			return this.openint.upsert("account", this.random.nextBoolean() ? "website" : "domain", record, any(SITES));
		}

		private HttpResponse<String> card() {
			String record = this.random.nextBoolean() ? "{\"first_name\": \"" + any(NAMES) + "\"}"
					: "{\"email\": \"" + any(ADDRESSES) + "\", \"phone\": \"" + any(LANGUAGES) + "\"}";
			return this.openint.upsert("contact", "email", record, any(ADDRESSES));
		}

		private HttpResponse<String> member() {
			return this.sam.upsert("""
					[{"externalId": "%s", "firstname": "%s", "lastname": "L", "email1": "%s"},
					{"externalId": "%s", "city": "%s", "lastname": "K"}]""".formatted(any(LANGUAGES), any(NAMES),
					any(ADDRESSES), any(LANGUAGES), any(NAMES)));
		}

		private HttpResponse<String> account() {
			return this.client.send("POST", "/api/public/v1/accounts",
					"{\"fullName\": \"Globex\", \"contacts\": [" + somebody() + ", " + somebody() + "]}");
		}

		private HttpResponse<String> customers() {
			return this.client.send("POST", "/customers/bulk/sourceId",
					"{\"customers\": [" + customer() + ", " + customer() + ", " + customer() + "]}");
		}

		private String customer() {
			String language = this.random.nextBoolean() ? "" : ", \"language\": \"" + any(List.of("EN", "NL")) + "\"";
			String parent = this.random.nextInt(3) > 0 ? ""
					: ", \"parent\": {\"source\": \"s\", \"sourceId\": \"" + this.random.nextInt(4) + "\"}";
			String address = this.random.nextInt(3) > 0 ? ""
					: ", \"addresses\": [{\"type\": \"invoice\", \"street\": \"" + any(LANGUAGES)
							+ "\", \"city\": \"C\", \"country\": \"NL\"}]";
			return "{\"source\": \"s\", \"sourceId\": \"" + this.random.nextInt(4) + "\", \"lastName\": \"" + any(NAMES)
					+ "\"" + language + parent + address + "}";
		}

		private HttpResponse<String> deleteCustomer() {
			List<String> all = this.undoing.column("customer_id::text", "customer", "true");
			return this.client.delete("/customers/id/" + (all.isEmpty() ? "0" : Property.oneOf(all, this.random)));
		}

		private String any(List<String> texts) {
			return Property.oneOf(texts, this.random);
		}

	}

}
