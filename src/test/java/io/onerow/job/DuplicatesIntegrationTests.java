package io.onerow.job;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.matching.NameKey;
import io.onerow.merge.Merging;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static io.onerow.merge.Merging.header;
import static io.onerow.merge.Merging.text;
import static org.assertj.core.api.Assertions.assertThat;

/** The finder of duplicates that are stored, and that its job can be halted. */
@IntegrationTest
class DuplicatesIntegrationTests {

	private static final String FIND = "/api/onerow/v1/duplicates/find";

	private static final String FATHER = "{'fullName': 'John Smith', 'language': 'en', 'dateOfBirth': '1950-01-01', 'phone': '+31 20 111111'}";

	private static final String SON = "{'fullName': 'Jon Smith', 'language': 'en', 'dateOfBirth': '1985-03-27', 'phone': '+31 20 111111'}";

	private static final String COPY = "{'fullName': 'Smith, John', 'language': 'en', 'dateOfBirth': '1950-01-01'}";

	@Autowired
	private ApplicationContext context;

	@Autowired
	private Jobs jobs;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transaction;

	private final String tenant = "d" + UUID.randomUUID().toString().substring(24);

	private Merging merging;

	@BeforeEach
	void keysOnly() {
		this.merging = new Merging(this.context, this.tenant);
		policy("keys");
	}

	@Test
	void whatAnUpsertWouldHaveAskedIsAskedOnce() throws Exception {
		String father = this.merging.upserted(FATHER);
		String son = this.merging.upserted(SON);
		String copy = this.merging.upserted(COPY);
		policy("guarded");
		HttpResponse<String> begun = find("{'scope': 'tenant'}");
		assertThat(text(begun, "/kind")).isEqualTo("duplicates");
		assertThat(text(begun, "/total")).isEqualTo("3");
		JsonNode done = done(begun);
		assertThat(done.get("result").toString()).isEqualTo("{\"asked\":2,\"tooMany\":0,\"keysOnly\":0}");
		assertThat(done.get("done").asInt()).isEqualTo(3);
		assertThat(questions()).containsExactlyInAnyOrder("open contradicted " + son + " " + father,
				"open name-birth " + copy + " " + father);
		JsonNode asked = Client
			.json(Client.of(this.context, this.tenant, "reviews:read").get("/api/onerow/v1/reviews?status=open"))
			.at("/items/1");
		assertThat(asked.get("why").stringValue()).contains("birthDate agrees");
		assertThat(asked.get("client").stringValue()).startsWith(this.tenant);
		// what is open is not asked again, nor what was answered, whichever part it was
		// asked about
		assertThat(asked(find("{'scope': 'tenant'}"))).isZero();
		decide(son, father, "different");
		decide(copy, father, "same");
		assertThat(asked(find("{'scope': 'account:" + this.merging.account() + "'}"))).isZero();
		assertThat(questions()).containsExactlyInAnyOrder("different contradicted " + son + " " + father,
				"same name-birth " + copy + " " + father);
	}

	@Test
	void partsOfOneAreAskedAboutOnce() throws Exception {
		String born = "{'fullName': 'John Smith', 'language': 'en', 'dateOfBirth': '1950-01-01'}";
		String one = this.merging.upserted(born);
		this.merging.merged(one, this.merging.upserted(born));
		String copy = this.merging.upserted(born);
		assertThat(asked(find("{'scope': 'tenant', 'policy': 'guarded'}"))).isEqualTo(1);
		assertThat(questions()).containsExactly("open name-birth " + copy + " " + one);
	}

	@Test
	void policyThatIsNamedCountsInPlaceOfTheStoredOne() throws Exception {
		String one = this.merging.upserted("{'fullName': 'Clara Schumann', 'language': 'de'}");
		String near = this.merging.upserted("{'fullName': 'Klara Schumann', 'language': 'de'}");
		this.merging.upserted("{'fullName': 'Unknown', 'language': 'de'}");
		this.merging.upserted("{'fullName': 'Unknown', 'language': 'de'}");
		Merging other = new Merging(this.context, this.tenant);
		other.upserted("{'fullName': 'Clara Schumann', 'language': 'de'}");
		assertThat(find("{'scope': 'tenant'}").statusCode()).isEqualTo(202);
		HttpResponse<String> begun = find("{'scope': 'tenant', 'policy': 'seed'}");
		assertThat(text(begun, "/subject")).isEqualTo("tenant; policy=seed");
		assertThat(asked(begun)).isEqualTo(1);
		assertThat(questions()).containsExactly("open name " + near + " " + one);
	}

	@Test
	void whateverIsKnownCountsOnceItsIndexIsComplete() throws Exception {
		String born = "{'fullName': '%s', 'language': 'en', 'dateOfBirth': '1985-03-27', 'address': {'street': 'Kade 1', 'city': 'Delft', 'postalCode': '2600'}}";
		String ann = this.merging.upserted(born.formatted("Ann Lee"));
		HttpResponse<String> none = find("{'scope': 'tenant', 'policy': 'corroborated'}");
		assertThat(none.statusCode()).isEqualTo(409);
		assertThat(none.body()).contains("index of evidence");
		policy("corroborated");
		while (!text(this.merging.send("GET", "/api/onerow/v1/policies/tenant", ""), "/complete").equals("true")) {
			Thread.sleep(20);
		}
		this.jdbc.sql("update match_policy set complete = false where tenant_id = ?").param(this.tenant).update();
		HttpResponse<String> early = find("{'scope': 'tenant'}");
		assertThat(early.statusCode()).isEqualTo(409);
		assertThat(early.body()).contains("not complete yet");
		this.jdbc.sql("update match_policy set complete = true where tenant_id = ?").param(this.tenant).update();
		this.merging.send("PUT", "/api/onerow/v1/policies/tenant",
				"{'policy': 'corroborated', 'requestMayChoose': true}");
		String twin = text(this.merging.upsert(born.formatted("Eve Lee"), "Onerow-Match-Policy", "keys"), "/id");
		String copy = text(this.merging.upsert(born.formatted("Lee, Ann"), "Onerow-Match-Policy", "keys"), "/id");
		assertThat(asked(find("{'scope': 'tenant'}"))).isEqualTo(2);
		assertThat(questions()).containsExactlyInAnyOrder("open twin " + twin + " " + ann,
				"open name-birth " + copy + " " + ann);
	}

	@Test
	void whatCannotBeFoundIsSaid() {
		refused("{}", 400, "/scope is required");
		refused("{'scope': null}", 400, "/scope is required");
		refused("{'scope': 'all'}", 400, "/scope must be tenant, account:<id>");
		refused("{'scope': 'tenant', 'policy': 'bold'}", 400, "/policy must be one of");
		refused("{'scope': 'tenant', 'since': 1}", 400, "/since is not known");
		refused("{'scope': 'account:00000000-0000-7000-8000-000000000001'}", 404, "account");
		refused("{'scope': 'connection:nobody'}", 404, "connection");
		refused("{'scope': 'book'}", 409, "keys alone");
		refused("{'scope': 'book', 'policy': 'guarded'}", 409, "keys alone");
		refused("{'scope': 'tenant', 'policy': 'keys'}", 409, "keys alone");
	}

	private void refused(String body, int status, String message) {
		HttpResponse<String> answer = find(body);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(answer.body()).contains(message);
	}

	@Test
	void onlyWhoMayReviewFindsAndHalts() {
		Client reader = Client.of(this.context, this.tenant, "reviews:read", "history:undo");
		assertThat(reader.send("POST", FIND, "{\"scope\": \"tenant\"}").statusCode()).isEqualTo(403);
		HttpResponse<String> begun = find("{'scope': 'tenant', 'policy': 'seed'}");
		String job = header(begun, "Location");
		assertThat(reader.get(job).statusCode()).isEqualTo(200);
		assertThat(reader.send("POST", job + "/pause", "").statusCode()).isEqualTo(403);
		Client stranger = Client.of(this.context, "x" + this.tenant, "reviews:write");
		for (String halt : List.of("/pause", "/resume", "/cancel")) {
			assertThat(stranger.send("POST", job + halt, "").statusCode()).isEqualTo(404);
		}
		HttpResponse<String> dry = this.merging.send("POST", FIND + "?dryRun=true",
				"{'scope': 'tenant', 'policy': 'seed'}");
		assertThat(dry.statusCode()).isEqualTo(202);
		assertThat(Client.json(dry).get("id").isNull()).isTrue();
	}

	@Test
	void jobIsPausedResumedGoneOnWithAfterACrashAndCancelled() throws Exception {
		int size = 450;
		many(size);
		// in the midst of the first page, which waits to ask
		HttpResponse<String> begun = whileNobodyMayAsk(() -> {
			HttpResponse<String> job = find("{'scope': 'tenant', 'policy': 'seed'}");
			assertThat(text(find("{'scope': 'tenant', 'policy': 'seed'}"), "/id")).isEqualTo(text(job, "/id"));
			assertThat(text(halt(job, "pause"), "/state")).isEqualTo("paused");
			return job;
		});
		JsonNode paused = await(begun, (job) -> job.get("done").asInt() > 0);
		assertThat(paused.get("done").asInt()).isEqualTo(200);
		assertThat(paused.get("state").stringValue()).isEqualTo("paused");
		assertThat(paused.get("eta").isNull()).isTrue();
		this.jobs.lookAround();
		whileNobodyMayAsk(() -> {
			assertThat(text(halt(begun, "pause"), "/state")).isEqualTo("paused");
			assertThat(text(halt(begun, "resume"), "/state")).isEqualTo("running");
			// as another instance would have it that has ended
			this.jdbc.sql(
					"update job set owner = gen_random_uuid(), lease_until = now() - interval '1 second' where tenant_id = ?")
				.param(this.tenant)
				.update();
			return begun;
		});
		this.jobs.lookAround();
		JsonNode done = await(begun, (job) -> job.get("state").stringValue().equals("done"));
		assertThat(done.get("done").asInt()).isEqualTo(size);
		assertThat(questions()).hasSize(size / 2);
		assertThat(halt(begun, "cancel").statusCode()).isEqualTo(409);
		assertThat(halt(begun, "resume").body()).contains("It has ended: done");
		HttpResponse<String> again = find("{'scope': 'account:" + this.merging.account() + "', 'policy': 'seed'}");
		assertThat(done(again).at("/result/asked").asInt()).isZero();
	}

	@Test
	void jobThatIsCancelledStaysAsItIs() throws Exception {
		many(450);
		HttpResponse<String> begun = whileNobodyMayAsk(() -> {
			HttpResponse<String> job = find("{'scope': 'tenant', 'policy': 'seed'}");
			assertThat(text(halt(job, "pause"), "/state")).isEqualTo("paused");
			String other = text(find("{'scope': 'tenant', 'policy': 'seed'}"), "/id");
			assertThat(other).isNotEqualTo(text(job, "/id"));
			assertThat(halt(job, "resume").body()).contains("Another one of its kind and subject is running");
			assertThat(text(halt(job, "cancel"), "/state")).isEqualTo("cancelled");
			assertThat(text(halt(job, "cancel"), "/state")).isEqualTo("cancelled");
			assertThat(halt(job, "resume").statusCode()).isEqualTo(409);
			return job;
		});
		HttpResponse<String> again = find("{'scope': 'tenant', 'policy': 'seed'}");
		assertThat(text(again, "/id")).isNotEqualTo(text(begun, "/id"));
		assertThat(done(again).get("done").asInt()).isEqualTo(450);
		assertThat(await(begun, (job) -> true).get("state").stringValue()).isEqualTo("cancelled");
	}

	@Test
	void jobThatOthersNeedIsNotHalted() {
		UUID id = UUID.randomUUID();
		this.jdbc
			.sql("""
					insert into job (tenant_id, job_id, kind, subject, client, wire, request_id, total, owner, lease_until, created_at, updated_at)
					values (?, ?, 'evidence', 'x', 'c', 'w', 'r', 1, ?, now() + interval '1 hour', now(), now())""")
			.params(this.tenant, id, id)
			.update();
		HttpResponse<String> answer = this.merging.send("POST", "/api/onerow/v1/jobs/" + id + "/pause", "");
		assertThat(answer.statusCode()).isEqualTo(409);
		assertThat(answer.body()).contains("cannot be halted");
	}

	/** Pairs of one name, which no name of another pair is near. */
	private void many(int size) {
		this.jdbc
			.sql("""
					insert into contact (tenant_id, directory_id, contact_id, full_name, name_key, name_keys, name_letters,
						email_status, language, attributes, version, created_at, updated_at, key_version)
					select :tenant, cast(:account as uuid), cast('00000000-0000-7000-8000-' || lpad(n::text, 12, '0') as uuid),
						p.name, p.name, array[n / 2], 1, 'Valid', 'en', '{}', 1, now(), now(), 1
					from generate_series(0, :size - 1) n cross join lateral (select substr(md5((n / 2)::text), 1, 20) as name) p""")
			.param("tenant", this.tenant)
			.param("account", this.merging.account())
			.param("size", size)
			.update();
		List<String> names = this.jdbc.sql("select distinct name_key from contact where tenant_id = ?")
			.param(this.tenant)
			.query(String.class)
			.list();
		for (String name : names) {
			this.jdbc
				.sql("""
						insert into contact_name (tenant_id, directory_id, key, contact_id, name_key, letters)
						select tenant_id, directory_id, k, contact_id, name_key, :letters from contact cross join unnest(:keys) k
						where tenant_id = :tenant and name_key = :name""")
				.param("letters", NameKey.of(name).letters())
				.param("keys", NameKey.of(name).indexKeys())
				.param("tenant", this.tenant)
				.param("name", name)
				.update();
		}
	}

	private HttpResponse<String> whileNobodyMayAsk(Supplier<HttpResponse<String>> work) {
		return Objects.requireNonNull(this.transaction.execute((status) -> {
			this.jdbc.sql("select merges_lock(?, cast(? as uuid))")
				.params(this.tenant, this.merging.account())
				.query((row) -> {
				});
			return work.get();
		}));
	}

	private void policy(String policy) {
		assertThat(this.merging
			.send("PUT", "/api/onerow/v1/policies/tenant", "{'policy': '" + policy + "', 'onDoubt': 'review'}")
			.statusCode()).isEqualTo(200);
	}

	private HttpResponse<String> find(String body) {
		return this.merging.send("POST", FIND, body);
	}

	private HttpResponse<String> halt(HttpResponse<String> begun, String how) {
		return this.merging.send("POST", header(begun, "Location") + "/" + how, "");
	}

	private void decide(String record, String other, String decision) {
		String id = this.merging.undoing()
			.column("review_id::text", "contact_review", "record_id = '" + record + "' and other_id = '" + other + "'")
			.get(0);
		assertThat(this.merging.send("POST", "/api/onerow/v1/reviews/" + id, "{'decision': '" + decision + "'}")
			.statusCode()).isEqualTo(200);
	}

	private List<String> questions() {
		return this.merging.undoing()
			.column("state || ' ' || rung || ' ' || record_id || ' ' || other_id", "contact_review", "true");
	}

	private int asked(HttpResponse<String> begun) throws InterruptedException {
		return done(begun).at("/result/asked").asInt();
	}

	private JsonNode done(HttpResponse<String> begun) throws InterruptedException {
		assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
		return await(begun, (job) -> job.get("state").stringValue().equals("done"));
	}

	private JsonNode await(HttpResponse<String> begun, Predicate<JsonNode> there) throws InterruptedException {
		Instant end = Instant.now().plus(Duration.ofMinutes(1));
		JsonNode job = Client.json(this.merging.client().get(header(begun, "Location")));
		while (!there.test(job)) {
			assertThat(Instant.now()).as(job.toString()).isBefore(end);
			Thread.sleep(20);
			job = Client.json(this.merging.client().get(header(begun, "Location")));
		}
		return job;
	}

}
