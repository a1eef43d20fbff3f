package io.onerow.rekey;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import com.github.f4b6a3.uuid.UuidCreator;
import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.TestDatabase;
import io.onerow.account.AccountChanges;
import io.onerow.account.AccountService;
import io.onerow.account.SentAccount;
import io.onerow.api.sam.SamClient;
import io.onerow.tenant.Connections;
import io.onerow.tenant.Provider;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.AttributesPatch;
import io.onerow.upsert.Change;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Rows with the keys of version 1, as the service before made them. */
@IntegrationTest
class RekeyingIntegrationTests {

	private static final String CURRENT = "2";

	@Autowired
	private ApplicationContext context;

	@Autowired
	private Rekeying rekeying;

	@Autowired
	private JdbcClient jdbc;

	private String tenant;

	private Client client;

	private String account;

	private OldRows rows;

	@BeforeEach
	void createAccount() {
		this.tenant = "rekey-" + UUID.randomUUID().toString().substring(0, 8);
		this.client = Client.of(this.context, this.tenant, "accounts:all", "customers:read", "customers:write");
		this.account = Client.json(this.client.send("POST", "/api/public/v1/accounts", "{\"fullName\": \"Acme\"}"))
			.get("id")
			.stringValue();
		this.rows = new OldRows(this.jdbc, this.tenant, this.account);
	}

	@Test
	void addressIsFoundBeforeAndAfter() throws Exception {
		String id = this.rows.contact("Nora Berg", "nora berg", "info@münchen.example");
		look();
		String sent = "{\"email\": \"info@MÜNCHEN.example\", \"language\": \"fr\"}";
		assertFound(id, sent);
		renew();
		assertThat(this.rows.column("email_key")).containsExactly("info@xn--mnchen-3ya.example");
		assertThat(this.rows.column("email")).as("stays as it was sent").containsExactly("info@münchen.example");
		assertFound(id, sent);
	}

	@Test
	void addressIsFoundBeforeByTheOtherSpelling() throws Exception {
		String id = this.rows.contact("Nora Berg", "nora berg", "info@münchen.example");
		look();
		assertFound(id, "{\"email\": \"info@xn--mnchen-3ya.example\", \"language\": \"fr\"}");
		assertThat(this.rows.column("key_version")).containsExactly(CURRENT);
	}

	@Test
	void nameIsFoundBeforeAndAfter() throws Exception {
		String id = this.rows.contact("Hans Groß", "hans groß", null);
		look();
		assertFound(id, "{\"fullName\": \"Hans Groß\", \"language\": \"fr\"}");
		renew();
		assertFound(id, "{\"fullName\": \"HANS GROSS\", \"language\": \"de\"}");
		assertThat(this.rows.column("name_key")).containsExactly("hans gross");
		assertThat(this.rows.names()).as("the rows of the index are rewritten").containsOnly("hans gross");
	}

	@Test
	void nearNameIsFoundBefore() throws Exception {
		String id = this.rows.contact("Hanz Großmann", "hanz großmann", null);
		look();
		assertFound(id, "{\"fullName\": \"Hans Großmann\", \"language\": \"fr\"}");
	}

	@Test
	void recordWhoseKeysStayIsOnlyMarked() throws Exception {
		this.rows.contact("John Smith", "john smith", "john@acme.example");
		renew();
		assertThat(this.rows.column("key_version")).containsExactly(CURRENT);
		assertThat(this.rows.column("version")).containsExactly("1");
		assertThat(this.rekeying.mayBeLeft(new TenantId(this.tenant))).isFalse();
	}

	@Test
	void addressThatIsTakenIsKeptAndListed() throws Exception {
		String holder = upserted(
				"{\"fullName\": \"Ann Lee\", \"email\": \"info@xn--mnchen-3ya.example\", \"language\": \"en\"}");
		String kept = this.rows.contact("Nora Berg", "nora berg", "info@münchen.example");
		renew();
		renew();
		assertThat(this.rows.column("email_key")).containsExactly("info@xn--mnchen-3ya.example",
				"info@münchen.example");
		assertThat(duplicates()).containsExactly("contact " + this.account + " " + kept + " " + holder + " email");
		assertThat(this.rekeying.mayBeLeft(new TenantId(this.tenant))).as("is done").isFalse();

		assertThat(this.client
			.send("PATCH", "/api/public/v1/accounts/" + this.account + "/contacts/" + kept, "{\"language\": \"it\"}")
			.statusCode()).as("can be changed all the same").isEqualTo(200);
		assertThat(this.rows.column("key_version")).containsExactly(CURRENT, "0");
		this.client.delete("/api/public/v1/accounts/" + this.account + "/contacts/" + kept);
		assertThat(duplicates()).as("without the one that is gone").isEmpty();
	}

	@Test
	void nameThatComesToBeAnothersIsListed() throws Exception {
		String one = this.rows.contact("HANS GROSS", "hans gross", null);
		String other = this.rows.contact("Hans Groß", "hans groß", null);
		renew();
		assertThat(this.rows.column("name_key")).containsExactly("hans gross", "hans gross");
		assertThat(duplicates()).containsExactly("contact " + this.account + " " + other + " " + one + " name");
	}

	@Test
	void writeOfAnOldServiceIsPickedUp() throws Exception {
		String id = upserted("{\"fullName\": \"Hans Gross\", \"email\": \"hans@acme.example\", \"language\": \"en\"}");
		renew();
		assertThat(this.rows.column("key_version")).containsExactly(CURRENT);
		String[] keys = OldRows.keys("hans groß");
		this.jdbc
			.sql("""
					select outcome from contact_upsert(?, ?::uuid, 'account', ?::uuid, 'Hans Groß', 'hans groß', ?::bigint[], ?,
						'hans@acme.example', 'hans@acme.example', null, now(), '{}', '{}', '{}', 0, '{}', null, null, false)""")
			.params(this.tenant, this.account, UuidCreator.getTimeOrderedEpoch().toString(), keys[0],
					Long.parseLong(keys[1]))
			.query(String.class)
			.single();
		this.jdbc
			.sql("""
					select outcome from contact_write(?, ?::uuid, 'account', ?::uuid, 0, 'Ali Işık', 'ali işık', ?::bigint[], ?, null,
						null, 'Valid', 'tr', 'K1 ', '{}', null, now(), '{}', '{}', '{}', '{}', '{}', false)""")
			.params(this.tenant, this.account, UuidCreator.getTimeOrderedEpoch().toString(),
					OldRows.keys("ali işık")[0], Long.parseLong(OldRows.keys("ali işık")[1]))
			.query(String.class)
			.single();
		assertThat(this.rows.column("name_key")).containsExactly("hans groß", "ali işık");
		assertThat(this.rows.column("key_version")).containsExactly("1", "1");
		renew();
		assertThat(this.rows.column("name_key")).containsExactly("hans gross", "ali işik");
		assertThat(this.rows.column("external_id")).containsExactly(null, "K1");
		assertThat(this.rows.column("key_version")).containsExactly(CURRENT, CURRENT);
		assertFound(id, "{\"fullName\": \"HANS GROSS\", \"language\": \"fr\"}");
	}

	@Test
	void endedInTheMiddleItGoesOnWhereItWas() throws Exception {
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < 450; i++) {
			ids.add(this.rows.contact("Person Nummer " + i + " Groß", "person nummer " + i + " groß", null));
		}
		try (Connection other = TestDatabase.access().connect()) {
			other.setAutoCommit(false);
			other.createStatement().execute("select from contact where contact_id = '" + ids.get(300) + "' for update");
			Thread killer = new Thread(() -> killWhoWaits(other));
			killer.start();
			assertThatThrownBy(this::renew).isInstanceOf(DataAccessException.class);
			killer.join();
			other.rollback();
		}
		assertThat(this.rows.column("key_version").stream().filter(CURRENT::equals).count()).isBetween(200L, 300L);
		renew();
		assertThat(this.rows.column("key_version")).hasSize(450).containsOnly(CURRENT);
		assertThat(this.rows.column("version")).as("each once").containsOnly("2");
	}

	@Test
	void recordThatIsChangedMeanwhileIsLeftToTheNextRun() {
		String id = this.rows.contact("Hans Groß", "hans groß", null);
		Boolean renewed = this.jdbc
			.sql("""
					select r from contact_rekey(?, ?::uuid, ?::uuid, 7, 'hans gross', '{1}', 0, null, null, '{}', '{}') r""")
			.params(this.tenant, this.account, id)
			.query(Boolean.class)
			.single();
		assertThat(renewed).isFalse();
		assertThat(this.rows.column("name_key")).containsExactly("hans groß");
	}

	@Test
	void websiteIsFoundBeforeAndAfter() throws Exception {
		this.context.getBean(Connections.class).ensure(new TenantId(this.tenant), "crm", Provider.NATIVE);
		String tracked = this.rows.account("https://shop.example/?utm_source=x", "w:shop.example?utm_source=x", null);
		String same = this.rows.account("https://other.example/", "w:other.example", "K1");
		String taken = this.rows.account("https://other.example/?gclid=1", "w:other.example?gclid=1", "K1 ");
		look();
		assertThat(accountFound("https://shop.example/")).isEqualTo(tracked);
		renew();
		assertThat(accountFound("http://www.shop.example?fbclid=7")).isEqualTo(tracked);
		assertThat(this.jdbc.sql("select key from account_key where tenant_id = ? order by key, account_id")
			.param(this.tenant)
			.query(String.class)
			.list()).containsExactly("d:other.example", "d:other.example", "d:shop.example", "w:other.example",
					"w:other.example", "w:shop.example");
		assertThat(duplicates()).containsExactlyInAnyOrder("account crm " + taken + " " + same + " website",
				"account crm " + taken + " " + same + " source");
	}

	@Test
	void customerOfAnOldServiceIsTrimmedOrListed() throws Exception {
		long first = this.rows.customer("K1 ");
		long kept = this.rows.customer("K1\u00a0");
		renew();
		assertThat(this.client.get("/customers/sourceId/K1?source=erp").body()).contains("\"id\":" + first);
		assertThat(duplicates()).containsExactly("customer erp " + kept + " " + first + " source");
		renew();
		assertThat(duplicates()).hasSize(1);
	}

	@Test
	void customerOfAnOldServiceConcernsNoOtherUpsert() throws Exception {
		this.rows.customer("K1 ");
		look();
		assertThat(this.rekeying.mayBeLeft(new TenantId(this.tenant))).isFalse();
		this.rows.contact("Hans Groß", "hans groß", null);
		look();
		assertThat(this.rekeying.mayBeLeft(new TenantId(this.tenant))).isTrue();
	}

	@Test
	void loopFindsWhatComesLater() throws Exception {
		RekeyingLoop loop = new RekeyingLoop(this.rekeying, new RekeyProperties(true, Duration.ofMillis(10), 200, 1));
		loop.start();
		try {
			for (String name : List.of("hans groß", "ali işık")) {
				this.rows.contact(name, name, null);
				Instant end = Instant.now().plusSeconds(60);
				while (this.rows.column("key_version").contains("1") && Instant.now().isBefore(end)) {
					Thread.sleep(20);
				}
				assertThat(this.rows.column("key_version")).containsOnly(CURRENT);
			}
		}
		finally {
			loop.stop();
		}
		assertThat(loop.isRunning()).isFalse();
	}

	/** SamClient stores the address as it is given. */
	@Test
	void userLogsInByAnAddressOfBefore() {
		String user = "nora@" + this.tenant + ".münchen.example";
		assertThat(SamClient.of(this.context, this.tenant, user, "accounts:all").list("").statusCode()).isEqualTo(200);
	}

	@Test
	void duplicatesArePagedAndAreTheTenantsOwn() throws Exception {
		for (int i = 0; i < 3; i++) {
			this.rows.contact("HANS GROSS", "hans gross", null);
			this.rows.contact("Hans Groß", "hans groß", null);
		}
		renew();
		JsonNode page = Client.json(this.client.get("/api/onerow/v1/duplicates?limit=2"));
		assertThat(page.get("items").size()).isEqualTo(2);
		JsonNode rest = Client
			.json(this.client.get("/api/onerow/v1/duplicates?limit=2&after=" + page.get("next").stringValue()));
		assertThat(rest.get("items").size()).isEqualTo(1);
		assertThat(rest.get("next").isNull()).isTrue();
		assertThat(this.client.get("/api/onerow/v1/duplicates?limit=0").statusCode()).isEqualTo(400);
		Client other = Client.of(this.context, this.tenant + "-2", "accounts:read");
		assertThat(other.get("/api/onerow/v1/duplicates").body()).isEqualTo("{\"items\":[],\"next\":null}");
		Client without = Client.of(this.context, this.tenant, "bulk:write");
		assertThat(without.get("/api/onerow/v1/duplicates").statusCode()).isEqualTo(403);
	}

	/** What the service does once in a while. */
	private void renew() throws InterruptedException {
		this.rekeying.renew(new TenantId(this.tenant));
		look();
	}

	/** Before it has renewed anything. */
	private void look() {
		this.rekeying.look(new TenantId(this.tenant));
	}

	private String accountFound(String website) {
		return this.context.getBean(AccountService.class)
			.upsert(this.context.getBean(Connections.class).find(new TenantId(this.tenant), "crm").orElseThrow(),
					SentAccount.byWebsites(List.of(website),
							AccountChanges.ofCard(Change.keep(), Change.keep(), AttributesPatch.NONE)))
			.value()
			.id()
			.toString();
	}

	private List<String> duplicates() {
		HttpResponse<String> answer = this.client.get("/api/onerow/v1/duplicates");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return Client.json(answer)
			.get("items")
			.values()
			.stream()
			.map((item) -> List.of("kind", "scope", "recordId", "otherId", "key")
				.stream()
				.map((name) -> item.get(name).stringValue())
				.collect(Collectors.joining(" ")))
			.toList();
	}

	private static void killWhoWaits(Connection other) {
		try (Statement statement = other.createStatement()) {
			boolean killed = false;
			for (int i = 0; i < 600 && !killed; i++) {
				Thread.sleep(50);
				try (ResultSet row = statement.executeQuery("""
						select pg_terminate_backend(pid) from pg_stat_activity
						where pg_backend_pid() = any (pg_blocking_pids(pid))""")) {
					killed = row.next();
				}
			}
		}
		catch (SQLException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void assertFound(String id, String body) {
		assertThat(upserted(body)).isEqualTo(id);
	}

	private String upserted(String body) {
		HttpResponse<String> answer = this.client.send("PUT",
				"/api/public/v1/accounts/" + this.account + "/contacts/upsert", body);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return Client.json(answer).get("id").stringValue();
	}

}
