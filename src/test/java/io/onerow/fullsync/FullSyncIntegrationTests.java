package io.onerow.fullsync;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.Race;
import io.onerow.job.Job;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.WriteContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is no longer sent is gone, and nothing else. */
@IntegrationTest
class FullSyncIntegrationTests {

	private static final String DELETE = "{'missing': 'delete', 'confirm': true}";

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private DataSource database;

	@Autowired
	private FullSyncs syncs;

	@Autowired
	private FullSyncRepository stored;

	@Autowired
	private CompleteJob job;

	@Autowired
	private SyncUpkeep upkeep;

	private final String tenant = "s" + UUID.randomUUID().toString().substring(24);

	private Syncing syncing;

	@BeforeEach
	void newTenant() {
		this.syncing = new Syncing(this.context, this.tenant);
	}

	private static String[] people(int size) {
		return IntStream.range(0, size).mapToObj((i) -> i + " Person" + i).toArray(String[]::new);
	}

	@Test
	void whatIsNoLongerSentIsDeletedAndTakenBack() {
		this.syncing.customers(null, people(20));
		String sync = this.syncing.open(Syncing.ERP);
		assertThat(this.syncing.missing(sync, "missing")).hasSize(20);
		this.syncing.customers(sync, people(10));
		this.syncing.customers(sync, IntStream.range(9, 18).mapToObj((i) -> i + " Person" + i).toArray(String[]::new));
		this.syncing.customers(sync, "18 Changed", "20 New");
		UUID gone = this.syncing.record("19");
		assertThat(this.syncing.missing(sync, "missing")).containsExactly(gone);
		JsonNode done = this.syncing.complete(sync, "{'missing': 'delete'}");
		assertThat(Syncing.counts(done)).isEqualTo("state=done sent=20 records=21 found=1 deleted=1 kept=0");
		assertThat(done.get("client").stringValue()).startsWith(this.tenant);
		assertThat(this.syncing.statusOf("19")).isEqualTo(404);
		assertThat(this.syncing.missing(sync, "deleted")).containsExactly(gone);
		JsonNode entry = Client.json(this.syncing.client().get("/api/onerow/v1/history?requestId=" + sync))
			.at("/items/0");
		assertThat(entry.get("outcome").stringValue() + " " + entry.get("wire").stringValue() + " "
				+ entry.get("recordId").stringValue())
			.isEqualTo("deleted onerow " + gone);
		assertThat(this.syncing.refused(sync, "complete", DELETE)).isEqualTo("The full sync is done.");
		JsonNode undone = this.syncing.answered(200, "POST", Syncing.PATH + "/" + sync + "/undo", "", null);
		assertThat(undone.at("/undo/reversed").intValue()).isEqualTo(1);
		assertThat(this.syncing.record("19")).isEqualTo(gone);
		assertThat(this.syncing.record("18")).as("what was sent stays").isNotNull();
		assertThat(this.syncing.refused(sync, "undo", "")).isEqualTo("The full sync is undone.");
	}

	@Test
	void moreThanTheShareIsConfirmed() {
		this.syncing.customers(null, people(20));
		String sync = this.syncing.open(Syncing.ERP);
		this.syncing.customers(sync, people(17));
		assertThat(this.syncing.refused(sync, "complete", "{'missing': 'delete'}"))
			.isEqualTo("3 of 20 records would be deleted, which is more than 10 %: confirm it, if that is meant.");
		assertThat(this.syncing.refused(sync, "complete", "{'missing': 'mark', 'confirm': false}"))
			.startsWith("3 of 20 records would be marked");
		assertThat(this.syncing.get(sync).get("state").stringValue()).isEqualTo("open");
		this.syncing.customers(sync, "17 Person17");
		assertThat(this.syncing.complete(sync, "{'missing': 'delete'}").get("deleted").intValue())
			.as("a tenth is no more than a tenth")
			.isEqualTo(2);
		String next = this.syncing.open(Syncing.ERP);
		assertThat(this.syncing.complete(next, DELETE).get("deleted").intValue()).isEqualTo(18);
	}

	@Test
	void whatIsListedStays() {
		this.syncing.customers(null, people(3));
		String sync = this.syncing.open(Syncing.ERP);
		assertThat(Syncing.counts(this.syncing.complete(sync, "{'missing': 'list'}")))
			.isEqualTo("state=done sent=0 records=3 found=3 deleted=0 kept=0");
		JsonNode page = Client.json(this.syncing.client().get(Syncing.PATH + "/" + sync + "/missing?limit=2"));
		assertThat(page.get("items")).hasSize(2);
		assertThat(Client
			.json(this.syncing.client()
				.get(Syncing.PATH + "/" + sync + "/missing?limit=2&after=" + page.get("next").stringValue()))
			.toString()).contains("\"outcome\":\"missing\"", "\"next\":null");
		assertThat(this.syncing.statusOf("2")).isEqualTo(200);
		assertThat(this.syncing.client().get(Syncing.PATH + "/" + sync + "/events").statusCode()).isEqualTo(204);
	}

	@Test
	void markCountsUntilTheRecordIsWrittenOrSent() {
		this.syncing.customers(null, people(4));
		String sync = this.syncing.open(Syncing.ERP);
		assertThat(this.syncing.complete(sync, "{'missing': 'mark', 'confirm': true}").get("found").intValue())
			.isEqualTo(4);
		assertThat(this.syncing.missing(sync, "marked")).hasSize(4);
		String marked = "/api/onerow/v1/missing?kind=customers&source=erp";
		JsonNode first = Client.json(this.syncing.client().get(marked)).get("items");
		assertThat(first).hasSize(4);
		UUID one = this.syncing.record("1");
		assertThat(since(one)).isEqualTo(first.get(1).get("since").stringValue());
		String next = this.syncing.open(Syncing.ERP);
		this.syncing.customers(null, "0 Changed");
		this.syncing.customers(next, "1 Person1");
		assertThat(since(this.syncing.record("0")) + since(one)).isEqualTo("nullnull");
		this.syncing.complete(next, "{'missing': 'mark', 'confirm': true}");
		JsonNode second = Client.json(this.syncing.client().get(marked)).get("items");
		assertThat(second).hasSize(2);
		assertThat(second.get(0)).as("since the first time").isEqualTo(first.get(2));
		this.syncing.answered(200, "POST", Syncing.PATH + "/" + next + "/undo", "", null);
		assertThat(Client.json(this.syncing.client().get(marked)).get("items")).hasSize(2);
		this.syncing.answered(200, "POST", Syncing.PATH + "/" + sync + "/undo", "", null);
		assertThat(Client.json(this.syncing.client().get(marked)).get("items")).isEmpty();
	}

	private String since(UUID record) {
		return Client.json(this.syncing.client().get("/api/onerow/v1/records/" + record))
			.get("missingSince")
			.asString("null");
	}

	/** Steps of which nobody has noted how far they came. */
	@Test
	void completionGoesOnWhereItEndedAndWhatIsSentMeanwhileStays() {
		this.syncing.customers(null, people(6));
		List<UUID> records = IntStream.range(0, 6).mapToObj((i) -> this.syncing.record("" + i)).toList();
		UUID sync = UUID.fromString(this.syncing.open(Syncing.ERP));
		TenantId id = new TenantId(this.tenant);
		WriteContext by = new WriteContext("test", "onerow", sync.toString());
		Instant now = Instant.now();
		assertThat(this.stored.delete(id, sync, records.get(0), by, now)).as("it is open").isEqualTo("stopped");
		assertThat(this.stored.close(id, sync, FullSync.Missing.DELETE, 6, now)).isTrue();
		assertThat(this.stored.close(id, sync, FullSync.Missing.DELETE, 6, now)).isFalse();
		assertThat(this.syncing.customers(sync.toString(), "5 Person5").statusCode()).isEqualTo(409);
		assertThat(this.stored.collect(id, sync, new UUID(0, 0), 100, now).missing()).isEqualTo(6);
		assertThat(this.stored.delete(id, sync, records.get(1), by, now)).isEqualTo("deleted");
		// those that were under way when it was closed
		this.syncs.send(id, sync, List.of(records.get(2)));
		assertThat(this.stored.delete(id, sync, records.get(2), by, now)).isEqualTo("kept");
		assertThatThrownBy(() -> this.syncs.send(id, sync, List.of(records.get(2), records.get(1))))
			.isInstanceOf(SyncRefused.class)
			.hasMessageContaining("has deleted records that this found unchanged");
		this.syncing.customers(null, "3 Changed");
		Job begun = new Job(id, UUID.randomUUID(), CompleteJob.KIND, sync.toString(), WriteContext.SERVICE,
				Job.State.RUNNING, 6, 0, null, "{}", now, now);
		String place = begun.place();
		do {
			place = this.job
				.step(new Job(id, begun.id(), CompleteJob.KIND, sync.toString(), WriteContext.SERVICE,
						Job.State.RUNNING, 6, 0, place, "{}", now, now))
				.place();
		}
		while (place != null);
		assertThat(Syncing.counts(this.syncing.get(sync.toString())))
			.isEqualTo("state=done sent=2 records=6 found=6 deleted=4 kept=2");
		assertThat(IntStream.range(0, 6).map((i) -> this.syncing.statusOf("" + i))).containsExactly(404, 404, 200, 200,
				404, 404);
		assertThat(this.jdbc.sql("select count(*) from history where tenant_id = ? and request_id = ?")
			.params(this.tenant, sync.toString())
			.query(Long.class)
			.single()).isEqualTo(4);
	}

	@Test
	void closedSyncWithoutAJobGoesOnAndCancelledOneDoesNot() {
		this.syncing.customers(null, people(3));
		TenantId id = new TenantId(this.tenant);
		String left = this.syncing.open(Syncing.ERP);
		this.stored.close(id, UUID.fromString(left), FullSync.Missing.DELETE, 3, Instant.now());
		this.upkeep.look(id);
		assertThat(this.syncing.await(left).get("deleted").intValue()).isEqualTo(3);
		this.syncing.customers(null, people(3));
		String sync = this.syncing.open(Syncing.ERP);
		this.stored.close(id, UUID.fromString(sync), FullSync.Missing.DELETE, 3, Instant.now());
		this.syncing.answered(200, "POST", Syncing.PATH + "/" + sync + "/cancel", "", null);
		assertThat(this.syncing.answered(200, "POST", Syncing.PATH + "/" + sync + "/cancel", "", null)
			.get("state")
			.stringValue()).isEqualTo("cancelled");
		this.upkeep.look(id);
		assertThat(this.syncing.refused(sync, "complete", DELETE)).isEqualTo("The full sync is cancelled.");
		assertThat(this.syncing.statusOf("0")).isEqualTo(200);
		assertThat(this.syncing.refused(left, "cancel", "")).isEqualTo("The full sync is done.");
	}

	/** It has looked, and is about to note it, when the sync is closed. */
	@Test
	void requestThatIsUnderWayWhenItIsClosedKeepsItsRecords() throws Exception {
		this.syncing.customers(null, people(3));
		String sync = this.syncing.open(Syncing.ERP);
		ExecutorService both = Executors.newFixedThreadPool(2);
		try (Connection others = this.database.getConnection()) {
			others.setAutoCommit(false);
			try (PreparedStatement lock = others.prepareStatement("select full_sync_lock(?, ?, true)")) {
				lock.setString(1, this.tenant);
				lock.setObject(2, UUID.fromString(sync));
				lock.execute();
			}
			Future<JsonNode> closed = both.submit(() -> this.syncing.complete(sync, DELETE));
			awaitWaiting(1);
			Future<HttpResponse<String>> sent = both.submit(() -> this.syncing.customers(sync, "1 Person1"));
			awaitWaiting(2);
			others.rollback();
			assertThat(sent.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
			assertThat(closed.get(60, TimeUnit.SECONDS).get("state").stringValue()).isEqualTo("done");
		}
		finally {
			both.shutdownNow();
		}
		assertThat(this.syncing.statusOf("1")).isEqualTo(200);
		assertThat(this.syncing.statusOf("2")).isEqualTo(404);
	}

	private void awaitWaiting(int many) throws InterruptedException {
		Instant end = Instant.now().plusSeconds(30);
		while (this.jdbc.sql("select count(*) from pg_locks where locktype = 'advisory' and not granted")
			.query(Integer.class)
			.single() < many) {
			assertThat(Instant.now()).isBefore(end);
			Thread.sleep(5);
		}
	}

	/** An answer is true when the sync is done, or says that it may not be. */
	@Test
	void raceOfSendersAndCompletionLosesNothingInSilence() throws Exception {
		String contacts = this.syncing.contacts("Race");
		String account = contacts.split("/", -1)[5];
		List<String> people = List.of("Ann Lee", "Bob Stone", "Clara Schumann", "Franz Liszt", "Johannes Brahms",
				"Igor Stravinsky");
		for (int round = 0; round < 8; round++) {
			people.forEach((person) -> this.syncing.upsert(contacts, person, "en", null));
			String sync = this.syncing.open("{'kind': 'contacts', 'account': '" + account + "'}");
			List<Integer> statuses = Race.of(people.size() + 1,
					(i) -> () -> ((i < people.size())
							? this.syncing.send("PUT", contacts + "/upsert", Syncing.person(people.get(i), "en"), sync)
							: this.syncing.send("POST", Syncing.PATH + "/" + sync + "/complete", DELETE, null))
						.statusCode());
			assertThat(statuses).isSubsetOf(200, 409).last().isEqualTo(200);
			this.syncing.await(sync);
			String left = this.syncing.client().get(contacts).body();
			for (int i = 0; i < people.size(); i++) {
				if (statuses.get(i) == 200) {
					assertThat(left).contains(people.get(i));
				}
			}
		}
	}

	@Test
	void ofTheSameRecordsOneIsOpenAndItIsNobodyElses() {
		String sync = this.syncing.open(Syncing.ERP);
		assertThat(this.syncing.answered(409, "POST", Syncing.PATH, Syncing.ERP, null).get("detail").stringValue())
			.isEqualTo("A full sync of these records has not ended yet.");
		this.syncing.open("{'kind': 'customers', 'source': 'shop'}");
		Syncing stranger = new Syncing(this.context, "x" + this.tenant.substring(1));
		for (String route : List.of("", "/missing", "/events")) {
			assertThat(stranger.client().get(Syncing.PATH + "/" + sync + route).statusCode()).as(route).isEqualTo(404);
		}
		for (String route : List.of("/complete", "/cancel", "/undo")) {
			assertThat(stranger.send("POST", Syncing.PATH + "/" + sync + route, DELETE, null).statusCode()).as(route)
				.isEqualTo(404);
		}
		HttpResponse<String> unknown = stranger.customers(sync, "1 A");
		assertThat(unknown.statusCode()).isEqualTo(400);
		assertThat(unknown.body()).contains("The header Onerow-Sync must be the id of a full sync");
		assertThat(stranger.open(Syncing.ERP)).isNotEqualTo(sync);
		assertThat(Client.json(stranger.client().get(Syncing.PATH)).get("items")).hasSize(1);
		this.syncing.complete(sync, "{'missing': 'list'}");
		HttpResponse<String> late = this.syncing.customers(sync, "1 A");
		assertThat(late.statusCode()).isEqualTo(409);
		assertThat(this.syncing.statusOf("1")).as("nothing is written").isEqualTo(404);
		assertThat(Client.json(this.syncing.client().get(Syncing.PATH + "?limit=1")).get("next").isNull()).isFalse();
	}

	@Test
	void dryRunOpensAndSendsAndClosesNothing() {
		this.syncing.customers(null, people(2));
		this.syncing.answered(200, "POST", Syncing.PATH + "?dryRun=true", Syncing.ERP, null);
		String sync = this.syncing.open(Syncing.ERP);
		this.syncing.answered(200, "POST", "/customers/bulk/sourceId?dryRun=true",
				"{'customers': [{'source': 'erp', 'sourceId': '1', 'lastName': 'Person1'}]}", sync);
		assertThat(this.syncing.answered(200, "POST", Syncing.PATH + "/" + sync + "/complete?dryRun=true", DELETE, null)
			.get("state")
			.stringValue()).isEqualTo("completing");
		assertThat(Syncing.counts(this.syncing.get(sync)))
			.isEqualTo("state=open sent=0 records= found=0 deleted=0 kept=0");
	}

	@Test
	void wrongOpeningOrCompletionIsRefused() {
		Map.of("{}", "/kind is required", "{'kind': 'people'}", "/kind must be one of accounts, contacts, customers",
				"{'kind': 'customers'}", "/source is required", "{'kind': 'customers', 'source': ''}",
				"/source must not be blank", "{'kind': 'customers', 'account': 'x'}", "/account is not known",
				"{'kind': 'contacts', 'account': 'x'}", "/account is not valid")
			.forEach((body,
					why) -> assertThat(
							this.syncing.answered(400, "POST", Syncing.PATH, body, null).get("detail").stringValue())
						.startsWith(why));
		String complete = Syncing.PATH + "/" + this.syncing.open(Syncing.ERP) + "/complete";
		Map.of("{}", "/missing is required", "{'missing': 'all'}", "/missing must be one of delete, list, mark",
				"{'missing': 'list', 'confirm': 1}", "/confirm must be")
			.forEach((body,
					why) -> assertThat(
							this.syncing.answered(400, "POST", complete, body, null).get("detail").stringValue())
						.startsWith(why));
		this.syncing.answered(404, "POST", Syncing.PATH, "{'kind': 'contacts', 'account': '" + UUID.randomUUID() + "'}",
				null);
	}

	@Test
	void erasedRecordGoesAndWhatIsOverIsDeleted() {
		this.syncing.customers(null, people(3));
		String sync = this.syncing.open(Syncing.ERP);
		this.syncing.customers(sync, "0 Person0");
		this.syncing.complete(sync, "{'missing': 'mark', 'confirm': true}");
		UUID erased = this.syncing.record("1");
		assertThat(this.syncing.client().delete("/api/onerow/v1/records/" + erased + "?erase=true").statusCode())
			.isEqualTo(204);
		assertThat(this.syncing.missing(sync, "marked")).hasSize(1).doesNotContain(erased);
		String open = this.syncing.open(Syncing.ERP);
		TenantId id = new TenantId(this.tenant);
		this.upkeep.look(id);
		assertThat(this.syncing.get(open).get("state").stringValue()).isEqualTo("open");
		this.jdbc
			.sql("""
					update full_sync set opened_at = opened_at - interval '8 days', closed_at = closed_at - interval '8 days'
					where tenant_id = ?""")
			.param(this.tenant)
			.update();
		this.upkeep.look(id);
		assertThat(this.syncing.get(open).get("state").stringValue()).isEqualTo("cancelled");
		assertThat(this.syncing.client().get(Syncing.PATH + "/" + sync).statusCode()).isEqualTo(404);
		assertThat(this.jdbc.sql("select count(*) from full_sync_sent where tenant_id = ?")
			.param(this.tenant)
			.query(Long.class)
			.single()).isZero();
		assertThat(since(this.syncing.record("2"))).as("a mark stays").isNotEqualTo("null");
	}

}
