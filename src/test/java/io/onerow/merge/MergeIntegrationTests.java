package io.onerow.merge;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.api.openint.OpenintClient;
import io.onerow.api.sam.SamClient;
import io.onerow.undo.Undoing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static io.onerow.merge.Merging.header;
import static io.onerow.merge.Merging.outcome;
import static io.onerow.merge.Merging.text;
import static org.assertj.core.api.Assertions.assertThat;

/** Two contacts become one, and two again. */
@IntegrationTest
class MergeIntegrationTests {

	private static final String INTO = "Onerow-Merged-Into";

	@Autowired
	private ApplicationContext context;

	private final String tenant = "m" + UUID.randomUUID().toString().substring(24);

	private Merging merging;

	private String ann;

	private String anne;

	@BeforeEach
	void createTwo() {
		this.merging = new Merging(this.context, this.tenant);
		this.ann = this.merging.upserted(
				"{'fullName': 'Ann Margret Lee', 'email': 'ann@acme.com', 'language': 'en', 'phone': '+31 20 111111'}");
		this.anne = this.merging.upserted(
				"{'fullName': 'Bob Featherstone', 'email': 'anne@lee.example', 'language': 'nl', 'externalId': 'X-1', 'dateOfBirth': '1985-03-27'}");
	}

	@Test
	void allKeysOfBothLeadToTheSurvivor() {
		HttpResponse<String> merge = this.merging.merge(this.ann, this.anne);
		assertThat(merge.statusCode()).as(merge.body()).isEqualTo(201);
		assertThat(text(merge, "/survivor")).isEqualTo(this.ann);
		assertThat(text(merge, "/undoneAt")).isEqualTo("");
		for (String sent : List.of("{'email': 'Anne@lee.example'}", "{'email': 'ann@acme.com'}",
				"{'fullName': 'Bob Featherstone'}", "{'fullName': 'Ann Margret Lea'}", "{'externalId': 'X-1'}",
				"{'externalId': 'X-1', 'email': 'ann@acme.com'}")) {
			HttpResponse<String> answer = this.merging.upsert(sent);
			assertThat(answer.statusCode()).as(sent + answer.body()).isEqualTo(200);
			assertThat(text(answer, "/id")).as(sent).isEqualTo(this.ann);
			assertThat(outcome(answer)).as(sent).isNotEqualTo("created");
			assertThat(header(answer, "ETag")).isEqualTo(header(this.merging.get(this.ann), "ETag"));
		}
		assertThat(this.merging.listed()).containsExactly(this.ann);
		assertThat(this.merging.client().get(this.merging.contacts() + "?first=10").body()).contains(this.ann)
			.doesNotContain(this.anne);
		// what is sent once more changes nothing, and makes no second one
		assertThat(this.merging.merge(this.ann, this.anne).statusCode()).isEqualTo(200);
		assertThat(text(this.merging.merge(this.anne, this.ann), "/id")).isEqualTo(text(merge, "/id"));
	}

	@Test
	void oldIdAnswersTheSurvivorAndSaysSo() {
		this.merging.merged(this.ann, this.anne);
		HttpResponse<String> old = this.merging.get(this.anne);
		assertThat(old.statusCode()).isEqualTo(200);
		assertThat(header(old, INTO)).isEqualTo(this.ann);
		HttpResponse<String> own = this.merging.get(this.ann);
		assertThat(old.body()).isEqualTo(own.body());
		assertThat(header(old, "ETag")).isEqualTo(header(own, "ETag"));
		assertThat(header(own, INTO)).isEmpty();
		HttpResponse<String> changed = this.merging.send("PATCH", this.merging.contacts() + "/" + this.anne,
				"{'language': 'fr'}", "If-Match", header(old, "ETag"));
		assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
		assertThat(header(changed, INTO)).isEqualTo(this.ann);
		assertThat(text(changed, "/language")).isEqualTo("fr");
		assertThat(this.merging
			.send("PATCH", this.merging.contacts() + "/" + this.anne, "{'language': 'de'}", "If-Match",
					header(old, "ETag"))
			.statusCode()).isEqualTo(412);
		HttpResponse<String> record = this.merging.client().get("/api/onerow/v1/records/" + this.anne);
		assertThat(header(record, INTO)).isEqualTo(this.ann);
		JsonNode shown = Client.json(record);
		assertThat(shown.at("/recordId").stringValue()).isEqualTo(this.ann);
		assertThat(shown.at("/merged/0").stringValue()).isEqualTo(this.anne);
		assertThat(shown.at("/keys").toString()).contains("ann@acme.com", "anne@lee.example", "X-1");
		assertThat(shown.at("/fields/attributes.phone/value").stringValue()).isEqualTo("+31 20 111111");
		assertThat(shown.at("/fields/language/historyId").stringValue()).startsWith(this.anne);
	}

	@Test
	void newestValueIsShownOrThatOfTheSurvivor() {
		this.merging.upserted("{'email': 'ann@acme.com', 'language': 'de'}");
		this.merging.merged(this.ann, this.anne);
		JsonNode shown = Client.json(this.merging.get(this.ann));
		assertThat(shown.at("/language").stringValue()).isEqualTo("de");
		assertThat(shown.at("/fullName").stringValue()).isEqualTo("Bob Featherstone");
		assertThat(shown.at("/email/address").stringValue()).isEqualTo("anne@lee.example");
		HttpResponse<String> later = this.merging.upsert("{'email': 'anne@lee.example', 'language': 'it'}");
		assertThat(outcome(later)).isEqualTo("updated");
		assertThat(text(later, "/language")).isEqualTo("it");
		assertThat(this.merging
			.send("PUT", "/api/onerow/v1/policies/account:" + this.merging.account(),
					"{'policy': 'seed', 'survivorship': 'survivor'}")
			.statusCode()).isEqualTo(200);
		HttpResponse<String> own = this.merging.upsert("{'email': 'anne@lee.example', 'language': 'es'}");
		assertThat(text(own, "/language")).isEqualTo("de");
		assertThat(text(own, "/fullName")).isEqualTo("Ann Margret Lee");
		assertThat(this.merging.record(this.ann).at("/fields/externalId/value").stringValue()).isEqualTo("X-1");
	}

	@Test
	void eachPartGetsBackWhatIsItsOwn() {
		String merge = this.merging.merged(this.ann, this.anne);
		this.merging.upserted("{'email': 'ann@acme.com', 'language': 'de'}");
		this.merging.upserted("{'externalId': 'X-1', 'phone': '+31 20 222222', 'fullName': 'Bob Featherstone Jr'}");
		HttpResponse<String> undone = this.merging.unmerge(merge);
		assertThat(undone.statusCode()).as(undone.body()).isEqualTo(200);
		assertThat(text(undone, "/undoneAt")).isNotEmpty();
		assertThat(this.merging.listed()).containsExactly(this.ann, this.anne);
		JsonNode first = this.merging.record(this.ann).get("fields");
		assertThat(first.at("/language/value").stringValue()).isEqualTo("de");
		assertThat(first.at("/fullName/value").stringValue()).isEqualTo("Ann Margret Lee");
		assertThat(first.at("/attributes.phone/value").stringValue()).isEqualTo("+31 20 111111");
		assertThat(first.has("attributes.dateOfBirth")).isFalse();
		JsonNode second = this.merging.record(this.anne).get("fields");
		assertThat(second.at("/language/value").stringValue()).isEqualTo("nl");
		assertThat(second.at("/fullName/value").stringValue()).isEqualTo("Bob Featherstone Jr");
		assertThat(second.at("/attributes.phone/value").stringValue()).isEqualTo("+31 20 222222");
		assertThat(header(this.merging.get(this.anne), INTO)).isEmpty();
		assertThat(text(this.merging.upsert("{'email': 'anne@lee.example'}"), "/id")).isEqualTo(this.anne);
		assertThat(text(this.merging.unmerge(merge), "/undoneAt")).isEqualTo(text(undone, "/undoneAt"));
		// the name of the one does not mean the other any more
		assertThat(this.merging.undoing().column("name_key", "contact_different", "contact_id = '" + this.ann + "'"))
			.containsExactly("bob featherstone jr");
	}

	@Test
	void partsOfPartsComeApartInAnyOrder() {
		String third = this.merging
			.upserted("{'fullName': 'Clara Schumann', 'email': 'clara@acme.com', 'language': 'fr'}");
		String inner = this.merging.merged(this.anne, third);
		String outer = this.merging.merged(this.ann, this.anne);
		assertThat(this.merging.listed()).containsExactly(this.ann);
		assertThat(text(this.merging.upsert("{'email': 'clara@acme.com'}"), "/id")).isEqualTo(this.ann);
		assertThat(this.merging.unmerge(inner).statusCode()).isEqualTo(200);
		assertThat(this.merging.listed()).containsExactlyInAnyOrder(this.ann, third);
		assertThat(header(this.merging.get(this.anne), INTO)).isEqualTo(this.ann);
		// by the id of a part its survivor is meant
		String again = this.merging.merged(this.anne, third);
		assertThat(text(this.merging.upsert("{'email': 'clara@acme.com'}"), "/id")).isEqualTo(this.ann);
		assertThat(this.merging.unmerge(outer).statusCode()).isEqualTo(200);
		assertThat(this.merging.listed()).containsExactlyInAnyOrder(this.ann, this.anne);
		assertThat(header(this.merging.get(third), INTO)).isEqualTo(this.ann);
		assertThat(this.merging.unmerge(again).statusCode()).isEqualTo(200);
		assertThat(this.merging.listed()).containsExactlyInAnyOrder(this.ann, this.anne, third);
		assertThat(this.merging.undoing()
			.column("contact_id", "contact", "(shown is not null or merged_into is not null)")).isEmpty();
	}

	@Test
	void mergeIsInTheHistoryAndTakenBackByIt() {
		HttpResponse<String> merge = this.merging.merge(this.ann, this.anne);
		JsonNode entries = Client
			.json(this.merging.client().get("/api/onerow/v1/history?outcome=merged&recordId=" + this.anne))
			.get("items");
		assertThat(entries.size()).isEqualTo(1);
		assertThat(entries.at("/0/after/mergedInto").stringValue()).isEqualTo(this.ann);
		HttpResponse<String> write = this.merging.upsert("{'email': 'anne@lee.example', 'language': 'it'}");
		// what a part was written is taken back from it
		assertThat(this.merging.undoing().undo(this.merging.undoing().entry(write)).statusCode()).isEqualTo(200);
		assertThat(text(this.merging.get(this.ann), "/language")).isEqualTo("nl");
		HttpResponse<String> undone = this.merging.undoing().undoRequest(Undoing.request(merge));
		assertThat(Client.json(undone).get("reversed").asInt()).as(undone.body()).isEqualTo(2);
		assertThat(this.merging.listed()).containsExactly(this.ann, this.anne);
		JsonNode apart = Client
			.json(this.merging.client().get("/api/onerow/v1/history?outcome=unmerged&recordId=" + this.ann))
			.get("items");
		assertThat(apart.at("/0/before/merged").stringValue()).isEqualTo(this.anne);
		assertThat(this.merging.undoing().undo(apart.at("/0/id").stringValue()).statusCode()).isEqualTo(409);
	}

	@Test
	void whatAnotherIsPartOfIsNotUndoneAndAPartIs() {
		HttpResponse<String> created = this.merging
			.upsert("{'fullName': 'Clara Schumann', 'email': 'clara@acme.com', 'language': 'fr'}");
		String third = text(created, "/id");
		String entry = this.merging.undoing().entry(created);
		String merge = this.merging.merged(third, this.ann);
		HttpResponse<String> kept = this.merging.undoing().undo(entry);
		assertThat(kept.statusCode()).isEqualTo(409);
		assertThat(text(kept, "/reason")).isEqualTo("needed");
		assertThat(text(kept, "/holder")).isEqualTo(this.ann);
		this.merging.unmerge(merge);
		this.merging.merged(this.ann, third);
		assertThat(text(this.merging.get(this.ann), "/language")).isEqualTo("fr");
		HttpResponse<String> undone = this.merging.undoing().undo(entry);
		assertThat(undone.statusCode()).as(undone.body()).isEqualTo(200);
		assertThat(text(this.merging.get(this.ann), "/language")).isEqualTo("en");
		assertThat(this.merging.get(third).statusCode()).isEqualTo(404);
	}

	@Test
	void deletedAndErasedWithAllParts() {
		this.merging.merged(this.ann, this.anne);
		HttpResponse<String> deleted = this.merging.client().delete(this.merging.contacts() + "/" + this.anne);
		assertThat(deleted.statusCode()).isEqualTo(204);
		assertThat(this.merging.listed()).isEmpty();
		assertThat(this.merging.get(this.ann).statusCode()).isEqualTo(404);
		HttpResponse<String> back = this.merging.undoing().undoRequest(Undoing.request(deleted));
		assertThat(Client.json(back).get("reversed").asInt()).as(back.body()).isEqualTo(2);
		assertThat(this.merging.listed()).containsExactly(this.ann, this.anne);
		String third = this.merging
			.upserted("{'fullName': 'Clara Schumann', 'email': 'clara@acme.com', 'language': 'fr'}");
		this.merging.merged(this.anne, third);
		this.merging.merged(this.ann, this.anne);
		assertThat(this.merging.client().delete("/api/onerow/v1/records/" + third + "?erase=true").statusCode())
			.isEqualTo(204);
		assertThat(this.merging.undoing().column("contact_id", "contact", "true")).isEmpty();
		assertThat(this.merging.undoing().column("merge_id", "contact_merge", "true")).isEmpty();
		assertThat(this.merging.undoing().column("kind", "history", "outcome <> 'erased' and kind = 'contact'"))
			.isEmpty();
		// an account with some that are one goes whole
		String fourth = this.merging.upserted("{'fullName': 'Fanny Mendelssohn', 'language': 'fr'}");
		String fifth = this.merging.upserted("{'fullName': 'Johann Pachelbel', 'language': 'fr'}");
		this.merging.merged(fourth, fifth);
		assertThat(this.merging.client()
			.delete("/api/onerow/v1/records/" + this.merging.account() + "?erase=true")
			.statusCode()).isEqualTo(204);
		assertThat(this.merging.undoing().column("contact_id", "contact", "true")).isEmpty();
	}

	@Test
	void guardedPolicyKnowsTwoThatAreOneAsOne() {
		this.merging.send("PUT", "/api/onerow/v1/policies/tenant", "{'policy': 'keys'}");
		String twin = this.merging.upserted("{'fullName': 'Ann Margret Lee', 'language': 'en'}");
		this.merging.send("PUT", "/api/onerow/v1/policies/tenant", "{'policy': 'guarded'}");
		String sent = "{'fullName': 'Ann Margret Lee', 'language': 'en'}";
		assertThat(this.merging.upsert(sent).statusCode()).as("a tie").isEqualTo(409);
		this.merging.merged(twin, this.ann);
		HttpResponse<String> answer = this.merging.upsert(sent);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		assertThat(text(answer, "/id")).isEqualTo(twin);
		HttpResponse<String> both = this.merging
			.upsert("{'fullName': 'Ann Margret Lee', 'language': 'en', 'phone': '+31 20 333333'}");
		assertThat(both.statusCode()).as("what one part says contradicts for the other too").isEqualTo(200);
		assertThat(outcome(both)).isEqualTo("created");
	}

	@Test
	void contactsOfAConnectionAreMergedAndShownAsDeleted() {
		OpenintClient openint = OpenintClient.ofNewConnection(this.context, this.tenant);
		String path = "/unified/crm/contact";
		String one = text(openint.upsert("contact", "email", "{\"first_name\": \"Ann\"}", "a@x.example"), "/record/id");
		String two = text(openint.upsert("contact", "email", "{\"first_name\": \"Anne\"}", "b@x.example"),
				"/record/id");
		String cursor = text(openint.get(path + "?sync_mode=incremental"), "/next_cursor");
		String merge = this.merging.merged(one, two);
		HttpResponse<String> both = openint.upsert("contact", "email", "{\"phone\": \"1\"}", "b@x.example",
				"a@x.example");
		assertThat(both.statusCode()).as("no more two").isEqualTo(200);
		assertThat(text(both, "/record/id")).isEqualTo(one);
		assertThat(text(both, "/record/first_name")).isEqualTo("Anne");
		assertThat(Client.json(openint.get(path + "?sync_mode=full")).get("items").size()).isEqualTo(1);
		assertThat(text(openint.get(path + "/_count"), "/count")).isEqualTo("1");
		JsonNode changes = Client.json(openint.get(path + "?sync_mode=incremental&cursor=" + cursor)).get("items");
		assertThat(changes.valueStream().map((item) -> item.get("id").stringValue() + item.get("is_deleted")))
			.as(changes.toString())
			.containsExactlyInAnyOrder(one + "false", two + "true");
		assertThat(openint.send("POST", path + "/_batch_read", "{\"ids\": [\"" + two + "\"]}").body()).contains(one)
			.doesNotContain(two);
		HttpResponse<String> old = openint.get(path + "/" + two);
		assertThat(header(old, INTO)).isEqualTo(one);
		this.merging.unmerge(merge);
		assertThat(text(openint.get(path + "/" + two), "/record/is_deleted")).isEqualTo("false");
	}

	@Test
	void contactsOfTheBookAreMergedAndFoundByTheirNumbers() {
		SamClient sam = SamClient.of(this.context, this.tenant, "u@" + this.tenant + ".example", "accounts:all");
		sam.upsert(
				"[{\"externalId\": \"e1\", \"firstname\": \"Ann\", \"lastname\": \"Lee\", \"email1\": \"s@x.example\"}]");
		sam.upsert("[{\"externalId\": \"e2\", \"firstname\": \"Anne\", \"lastname\": \"Lee\"}]");
		List<String> ids = this.merging.undoing()
			.column("contact_id", "contact", "external_id is not null and number is not null order by number");
		List<String> numbers = this.merging.undoing().column("number", "contact", "number is not null order by number");
		this.merging.merged(ids.get(0), ids.get(1));
		HttpResponse<String> array = sam.upsert("""
				[{"externalId": "e2", "city": "Delft", "lastname": "Lea", "email1": "s@x.example"},
				{"contactId": %s, "lastname": "Ley"}, {"externalId": "e2", "city": "Gouda"},
				{"externalId": "e1", "firstname": "Anna"}]""".formatted(numbers.get(1)));
		assertThat(array.body()).doesNotContain("error").doesNotContain("\"rowsAffected\":0");
		JsonNode listed = Client.json(sam.list("?all=true"));
		assertThat(listed.size()).as(listed.toString()).isEqualTo(1);
		assertThat(listed.at("/0/city").stringValue()).isEqualTo("Gouda");
		assertThat(listed.at("/0/firstname").stringValue()).isEqualTo("Anna");
		assertThat(listed.at("/0/lastname").stringValue()).isEqualTo("Ley");
		assertThat(listed.at("/0/contactId").asString()).isEqualTo(numbers.get(0));
	}

	@Test
	void dryRunMergesNothing() {
		HttpResponse<String> tried = this.merging.send("POST", Merging.MERGES + "?dryRun=true",
				"{'survivor': '" + this.ann + "', 'merged': '" + this.anne + "'}");
		assertThat(tried.statusCode()).as(tried.body()).isEqualTo(200);
		assertThat(this.merging.listed()).hasSize(2);
		assertThat(this.merging.undoing().column("merge_id", "contact_merge", "true")).isEmpty();
	}

	@Test
	void whatCannotBeMergedIsRefused() {
		assertThat(this.merging.merge(this.ann, UUID.randomUUID().toString()).statusCode()).isEqualTo(404);
		assertThat(this.merging.unmerge(UUID.randomUUID().toString()).statusCode()).isEqualTo(404);
		assertThat(this.merging.merge(this.ann, this.ann).body()).contains("/merged", "another contact");
		Merging other = new Merging(this.context, this.tenant);
		String elsewhere = other.upserted("{'fullName': 'Clara Schumann', 'language': 'fr'}");
		HttpResponse<String> apart = this.merging.merge(this.ann, elsewhere);
		assertThat(apart.statusCode()).isEqualTo(400);
		assertThat(apart.body()).contains("/merged", "same directory");
		assertThat(this.merging.merge(this.ann, "x").body()).contains("/merged", "must be a UUID");
		assertThat(this.merging.send("POST", Merging.MERGES, "{'survivor': '" + this.ann + "'}").statusCode())
			.isEqualTo(400);
		assertThat(Client.of(this.context, this.tenant, "accounts:all").send("POST", Merging.MERGES, "{}").statusCode())
			.isEqualTo(403);
		Client stranger = Client.of(this.context, "x" + this.tenant, "reviews:write");
		assertThat(stranger
			.send("POST", Merging.MERGES, "{\"survivor\": \"" + this.ann + "\", \"merged\": \"" + this.anne + "\"}")
			.statusCode()).isEqualTo(404);
	}

}
