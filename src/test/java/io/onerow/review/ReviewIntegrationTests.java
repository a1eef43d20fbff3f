package io.onerow.review;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.Race;
import io.onerow.matching.Match;
import io.onerow.merge.Merging;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.WriteContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

import static io.onerow.merge.Merging.header;
import static io.onerow.merge.Merging.outcome;
import static io.onerow.merge.Merging.text;
import static org.assertj.core.api.Assertions.assertThat;

/** Somebody is asked whether a record that was created in doubt is one that was there. */
@IntegrationTest
class ReviewIntegrationTests {

	private static final String REVIEWS = "/api/onerow/v1/reviews";

	private static final String AFFECTED = "Onerow-Affected";

	private static final String FATHER = "{'fullName': 'John Smith', 'language': 'en', 'dateOfBirth': '1950-01-01', 'phone': '+31 20 111111'}";

	private static final String SON = "{'fullName': 'Jon Smith', 'language': 'en', 'dateOfBirth': '1985-03-27', 'phone': '+31 20 111111'}";

	private static final List<String> NAMES = List.of("Clara Schumann", "Fanny Mendelssohn", "Johann Pachelbel",
			"Gustav Mahler", "Franz Liszt");

	@Autowired
	private ApplicationContext context;

	@Autowired
	private Reviews reviews;

	@Autowired
	private TransactionTemplate transaction;

	private final String tenant = "w" + UUID.randomUUID().toString().substring(24);

	private Merging merging;

	private Client reader;

	private String father;

	@BeforeEach
	void createFather() {
		this.merging = new Merging(this.context, this.tenant);
		this.reader = Client.of(this.context, this.tenant, "reviews:read");
		assertThat(
				this.merging.send("PUT", "/api/onerow/v1/policies/tenant", "{'policy': 'guarded', 'onDoubt': 'review'}")
					.statusCode())
			.isEqualTo(200);
		this.father = this.merging.upserted(FATHER);
	}

	@Test
	void doubtCreatesARecordAndAsks() {
		HttpResponse<String> created = this.merging.upsert(SON);
		assertThat(outcome(created)).as(created.body()).isEqualTo("created");
		assertThat(header(created, "Onerow-Match")).isEqualTo("by=none, policy=guarded, rung=contradicted");
		JsonNode page = list("?status=open");
		assertThat(page.get("next").isNull()).isTrue();
		JsonNode asked = page.at("/items/0");
		assertThat(header(created, AFFECTED)).isEqualTo("\"" + asked.get("id").stringValue() + "\"");
		assertThat(asked.at("/record/recordId").stringValue()).isEqualTo(text(created, "/id"));
		assertThat(asked.at("/record/fields/attributes.dateOfBirth").stringValue()).isEqualTo("1985-03-27");
		assertThat(asked.at("/other/recordId").stringValue()).isEqualTo(this.father);
		assertThat(asked.at("/rung").stringValue()).isEqualTo("contradicted");
		assertThat(asked.at("/evidence/birthDate").stringValue()).isEqualTo("contradicts");
		assertThat(asked.at("/status").stringValue()).isEqualTo("open");
		assertThat(list("?status=same").get("items").size()).isZero();
		HttpResponse<String> tried = this.merging.send("PUT", this.merging.contacts() + "/upsert?dryRun=true",
				"{'fullName': 'John Smyth', 'language': 'en', 'dateOfBirth': '1999-12-31', 'phone': '+31 20 111111'}");
		assertThat(outcome(tried)).isEqualTo("created");
		assertThat(list("").get("items").size()).isEqualTo(1);
	}

	@Test
	void questionIsToldOfWhenItIsThere() {
		UUID other = UUID.fromString(
				this.merging.upserted("{'fullName': 'Clara Schumann', 'language': 'de', 'email': 'clara@x.example'}"));
		List<Match.Suspect<UUID>> suspects = List
			.of(new Match.Suspect<>(UUID.fromString(this.father), "tie", Map.of(), "They are as good."));
		for (boolean takenBack : List.of(true, false)) {
			WriteContext by = new WriteContext("test", "test", "r1");
			WriteContext.bind(by);
			this.transaction.executeWithoutResult((status) -> {
				this.reviews.ask(new TenantId(this.tenant), UUID.fromString(this.merging.account()), other, suspects);
				if (takenBack) {
					status.setRollbackOnly();
				}
			});
			WriteContext.bind(null);
			assertThat(by.affected().questions()).hasSize(takenBack ? 0 : 1);
			assertThat(list("?status=open").get("items").size()).isEqualTo(takenBack ? 0 : 1);
		}
	}

	@Test
	void sameMergesAndIsFinal() {
		String son = this.merging.upserted(SON);
		String id = open(0);
		HttpResponse<String> same = decide(id, "same");
		assertThat(same.statusCode()).as(same.body()).isEqualTo(200);
		assertThat(text(same, "/status")).isEqualTo("same");
		assertThat(text(same, "/record/recordId")).isEqualTo(this.father);
		assertThat(header(same, AFFECTED)).isEqualTo("\"" + id + "\"");
		assertThat(header(this.merging.get(son), "Onerow-Merged-Into")).isEqualTo(this.father);
		assertThat(decide(id, "same").statusCode()).isEqualTo(200);
		assertThat(decide(id, "different").statusCode()).isEqualTo(409);
	}

	@Test
	void differentIsNeverAskedAgainNorLinkedByAName() {
		String son = this.merging.upserted(SON);
		HttpResponse<String> different = decide(open(0), "different");
		assertThat(text(different, "/status")).isEqualTo("different");
		assertThat(text(this.merging.upsert(SON), "/id")).isEqualTo(son);
		assertThat(header(this.merging.upsert("{'fullName': 'Jon Smith', 'phone': '+31 20 111111'}"), AFFECTED))
			.isEmpty();
		assertThat(list("?status=open").get("items").size()).isZero();
		// by the rule of the wire too, which takes the nearest name
		this.merging.send("PUT", "/api/onerow/v1/policies/tenant", "{'policy': 'seed'}");
		assertThat(text(this.merging.upsert("{'fullName': 'Jon Smith'}"), "/id")).isEqualTo(son);
		assertThat(text(this.merging.upsert("{'fullName': 'John Smith'}"), "/id")).isEqualTo(this.father);
		this.merging.client().delete(this.merging.contacts() + "/" + son);
		assertThat(outcome(this.merging.upsert("{'fullName': 'Jon Smith', 'language': 'en'}"))).isEqualTo("created");
	}

	@Test
	void answerClosesWhatFollowsFromIt() {
		String son = this.merging.upserted(SON);
		String third = this.merging.upserted(
				"{'fullName': 'Jonn Smith', 'language': 'en', 'dateOfBirth': '1999-12-31', 'phone': '+31 20 111111'}");
		assertThat(list("?status=open").get("items").size()).isEqualTo(3);
		String sonAndFather = question(son, this.father);
		String thirdAndFather = question(third, this.father);
		String thirdAndSon = question(third, son);
		decide(sonAndFather, "different");
		HttpResponse<String> same = decide(thirdAndSon, "same");
		assertThat(header(same, AFFECTED)).contains(thirdAndSon, thirdAndFather).doesNotContain(sonAndFather);
		assertThat(list("?status=open").get("items").size()).isZero();
		assertThat(text(decide(thirdAndFather, "different"), "/status")).isEqualTo("different");
	}

	@Test
	void mergeAndItsUndoAnswerToo() {
		String son = this.merging.upserted(SON);
		String id = open(0);
		HttpResponse<String> merge = this.merging.merge(this.father, son);
		assertThat(header(merge, AFFECTED)).isEqualTo("\"" + id + "\"");
		assertThat(list("?status=same").get("items").size()).isEqualTo(1);
		this.merging.unmerge(text(merge, "/id"));
		assertThat(list("?status=different").at("/items/0/id").stringValue()).isEqualTo(id);
		this.merging.client().delete("/api/onerow/v1/records/" + son + "?erase=true");
		assertThat(list("").get("items").size()).isZero();
	}

	@Test
	void contactsThatComeWithAnAccountAreAskedAbout() {
		HttpResponse<String> account = this.merging.send("POST", "/api/public/v1/accounts",
				"{'fullName': 'Globex', 'contacts': [" + FATHER + ", " + SON + "]}");
		assertThat(account.statusCode()).as(account.body()).isEqualTo(201);
		assertThat(header(account, AFFECTED)).isEqualTo("\"" + open(0) + "\"");
	}

	@Test
	void oneOfManyAnswersCounts() throws Exception {
		for (String name : NAMES) {
			this.merging.upserted(FATHER.replace("John Smith", name));
			this.merging.upserted(SON.replace("Jon Smith", name));
		}
		assertThat(list("?status=open").get("items").size()).isEqualTo(NAMES.size());
		for (String id : list("?status=open").get("items")
			.valueStream()
			.map((one) -> one.get("id").stringValue())
			.toList()) {
			List<Integer> statuses = Race.of(4,
					(n) -> () -> decide(id, (n % 2 == 0) ? "same" : "different").statusCode());
			assertThat(statuses).containsOnly(200, 409);
			assertThat(list("?status=open").toString()).doesNotContain("\"id\":\"" + id);
		}
	}

	@Test
	void pagesAreByKeyAndOthersAreRefused() {
		this.merging.upserted(SON);
		this.merging.upserted(SON.replace("Jon", "Jonn").replace("1985", "1999"));
		JsonNode first = list("?limit=1");
		assertThat(first.get("items").size()).isEqualTo(1);
		JsonNode rest = list("?limit=100&after=" + first.get("next").stringValue());
		assertThat(rest.get("items").size()).isEqualTo(2);
		assertThat(this.reader.get(REVIEWS + "?status=odd").statusCode()).isEqualTo(400);
		assertThat(this.reader.get(REVIEWS + "?limit=0").statusCode()).isEqualTo(400);
		assertThat(decide(UUID.randomUUID().toString(), "same").statusCode()).isEqualTo(404);
		assertThat(decide(open(0), "perhaps").body()).contains("/decision");
		assertThat(this.reader.send("POST", REVIEWS + "/" + open(0), "{\"decision\": \"same\"}").statusCode())
			.isEqualTo(403);
		Client stranger = Client.of(this.context, "x" + this.tenant, "reviews:read");
		assertThat(Client.json(stranger.get(REVIEWS)).get("items").size()).isZero();
	}

	private JsonNode list(String query) {
		HttpResponse<String> answer = this.reader.get(REVIEWS + query);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return Client.json(answer);
	}

	private String open(int place) {
		return list("?status=open").at("/items/" + place + "/id").stringValue();
	}

	private String question(String record, String other) {
		return this.merging.undoing()
			.column("review_id::text", "contact_review", "record_id = '" + record + "' and other_id = '" + other + "'")
			.get(0);
	}

	private HttpResponse<String> decide(String id, String decision) {
		return this.merging.send("POST", REVIEWS + "/" + id, "{'decision': '" + decision + "'}");
	}

}
