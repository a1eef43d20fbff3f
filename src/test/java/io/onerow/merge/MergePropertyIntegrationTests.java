package io.onerow.merge;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

import io.onerow.IntegrationTest;
import io.onerow.Property;
import io.onerow.undo.Undoing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static io.onerow.merge.Merging.outcome;
import static io.onerow.merge.Merging.text;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is merged, written, undone and taken apart: once all is apart, the contacts
 * are what the same writes have made of them in another tenant, where nothing was merged.
 */
@IntegrationTest
class MergePropertyIntegrationTests {

	/** Of one row, each may be sent for the other; of two, none. */
	private static final List<List<String>> NAMES = List.of(
			List.of("Johnathan Smithers", "Jonathan Smithers", "Johnathan Smythers"),
			List.of("Clara Wieck Schumann", "Klara Wieck Schumann", "Clara Wieck Schuman"),
			List.of("Maximilian Featherstone", "Maximillian Featherstone", "Maximilian Fetherstone"),
			List.of("Zebulon Quimbleton", "Zebulon Quimbletown", "Sebulon Quimbleton"));

	private static final List<String> LANGUAGES = List.of("en", "de", "fr", "nl");

	/** All that a contact is but its id and what counts its changes. */
	private static final String CONTACTS = """
			(to_jsonb(c) - '{tenant_id,directory_id,contact_id,version,created_at,updated_at,change}'::text[])::text
				|| coalesce((select jsonb_agg(n.key order by n.key) from contact_name n where n.contact_id = c.contact_id), '[]')""";

	@Autowired
	private ApplicationContext context;

	@Test
	void apartTheyAreWhatTheyWouldBeAlone() {
		Property.holds(8, (random) -> {
			Play play = new Play(this.context, random);
			for (int step = 0; step < 45; step++) {
				play.step();
			}
			play.unmergeAll();
			assertThat(play.together.contacts()).isEqualTo(play.alone.contacts());
			assertThat(play.together.merging.listed()).hasSameSizeAs(play.alone.merging.listed());
		});
	}

	/** The same contact in both tenants. */
	private record Pair(int person, String together, String alone) {

	}

	/** The same write in both tenants. */
	private record Write(String together, String alone) {

	}

	private static final class Play {

		private final RandomGenerator random;

		private final Side together;

		private final Side alone;

		private final List<Pair> pairs = new ArrayList<>();

		private final List<Write> writes = new ArrayList<>();

		private final List<String> merges = new ArrayList<>();

		private final List<HttpResponse<String>> merging = new ArrayList<>();

		Play(ApplicationContext context, RandomGenerator random) {
			this.random = random;
			this.together = new Side(context);
			this.alone = new Side(context);
			if (random.nextBoolean()) {
				this.together.merging.send("PUT", "/api/onerow/v1/policies/tenant",
						"{'policy': 'seed', 'survivorship': 'survivor'}");
			}
		}

		void step() {
			switch (this.random.nextInt(10)) {
				case 0, 1 -> merge();
				case 2 -> unmerge();
				case 3 -> undo();
				case 4 -> patch();
				case 5 -> write(byName(), null);
				default -> write(byKeys(), this.random.nextInt(3) == 0 ? time() : null);
			}
		}

		private void write(Sent sent, @Nullable String time) {
			String[] headers = (time != null) ? new String[] { "Onerow-Source", "crm", "Onerow-Source-Time", time }
					: new String[0];
			HttpResponse<String> here = this.together.merging.upsert(sent.body(), headers);
			HttpResponse<String> there = this.alone.merging.upsert(sent.body(), headers);
			assertThat(here.statusCode()).as(here.body()).isEqualTo(there.statusCode());
			assertThat(outcome(here)).as(sent.body()).isEqualTo(outcome(there));
			if (outcome(here).equals("created")) {
				this.pairs.add(new Pair(sent.person(), text(here, "/id"), text(there, "/id")));
			}
			this.writes.add(new Write(Undoing.request(here), Undoing.request(there)));
		}

		private String time() {
			return "2026-01-0" + (1 + this.random.nextInt(9)) + "T00:00:00Z";
		}

		private Sent byKeys() {
			int person = this.random.nextInt(NAMES.size());
			String key = switch (this.random.nextInt(4)) {
				case 0 -> "'externalId': 'X" + person + "'";
				case 1 -> "'externalId': 'X" + person + "', 'email': 'p" + person + "@acme.com'";
				default -> "'email': 'p" + person + "@acme.com'";
			};
			String phone = (this.random.nextInt(3) == 0) ? ", 'phone': '+31 20 11111" + this.random.nextInt(10) + "'"
					: "";
			return new Sent(person, "{" + key + phone + ", 'fullName': '" + any(NAMES.get(person)) + "', 'language': '"
					+ any(LANGUAGES) + "'}");
		}

		private Sent byName() {
			int person = this.random.nextInt(NAMES.size());
			return new Sent(person,
					"{'fullName': '" + any(NAMES.get(person)) + "', 'language': '" + any(LANGUAGES) + "'}");
		}

		private void patch() {
			if (this.pairs.isEmpty()) {
				return;
			}
			Pair pair = Property.oneOf(this.pairs, this.random);
			String body = switch (this.random.nextInt(3)) {
				case 0 -> "{'email': null}";
				case 1 -> "{'phone': null, 'language': '" + any(LANGUAGES) + "'}";
				default -> "{'dateOfBirth': '1985-03-0" + (1 + this.random.nextInt(9)) + "'}";
			};
			HttpResponse<String> here = this.together.patch(pair.together(), body);
			HttpResponse<String> there = this.alone.patch(pair.alone(), body);
			assertThat(here.statusCode()).as(here.body()).isEqualTo(there.statusCode());
			this.writes.add(new Write(Undoing.request(here), Undoing.request(there)));
		}

		private void undo() {
			if (!this.merging.isEmpty() && this.random.nextInt(4) == 0) {
				this.together.merging.undoing().undoRequest(Undoing.request(Property.oneOf(this.merging, this.random)));
				return;
			}
			if (this.writes.isEmpty()) {
				return;
			}
			Write write = Property.oneOf(this.writes, this.random);
			HttpResponse<String> here = this.together.merging.undoing().undoRequest(write.together());
			// what another one is part of stays, for that reason alone
			if (!here.body().contains("needed")) {
				HttpResponse<String> there = this.alone.merging.undoing().undoRequest(write.alone());
				assertThat(counts(here)).as(here.body() + there.body()).isEqualTo(counts(there));
				this.writes.add(new Write(Undoing.request(here), Undoing.request(there)));
			}
		}

		private static String counts(HttpResponse<String> undone) {
			return undone.statusCode() + " " + text(undone, "/reversed") + " " + text(undone, "/kept");
		}

		private void merge() {
			if (this.pairs.size() < 2) {
				return;
			}
			Pair one = Property.oneOf(this.pairs, this.random);
			Pair other = Property.oneOf(this.pairs, this.random);
			if (one.person() == other.person()) {
				return;
			}
			HttpResponse<String> answer = this.together.merging.merge(one.together(), other.together());
			if (answer.statusCode() == 201) {
				this.merges.add(text(answer, "/id"));
				this.merging.add(answer);
			}
			else {
				assertThat(answer.statusCode()).as(answer.body()).isIn(200, 404);
			}
		}

		private void unmerge() {
			if (!this.merges.isEmpty()) {
				unmerge(this.merges.remove(this.random.nextInt(this.merges.size())));
			}
		}

		private void unmerge(String merge) {
			assertThat(this.together.merging.unmerge(merge).statusCode()).isIn(200, 404);
		}

		void unmergeAll() {
			while (!this.merges.isEmpty()) {
				unmerge();
			}
		}

		private String any(List<String> texts) {
			return Property.oneOf(texts, this.random);
		}

	}

	/** A body, and whose. */
	private record Sent(int person, String body) {

	}

	/** One of the two tenants. */
	private static final class Side {

		private final Merging merging;

		Side(ApplicationContext context) {
			this.merging = new Merging(context, "q" + UUID.randomUUID().toString().substring(24));
		}

		HttpResponse<String> patch(String contact, String body) {
			return this.merging.send("PATCH", this.merging.contacts() + "/" + contact, body);
		}

		List<String> contacts() {
			return this.merging.undoing().column(CONTACTS, "contact c", "true order by 1");
		}

	}

}
