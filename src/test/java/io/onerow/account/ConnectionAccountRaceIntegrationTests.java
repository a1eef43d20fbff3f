package io.onerow.account;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.onerow.IntegrationTest;
import io.onerow.Race;
import io.onerow.matching.Match;
import io.onerow.matching.MatchPlan;
import io.onerow.sync.Order;
import io.onerow.sync.Position;
import io.onerow.tenant.Connection;
import io.onerow.tenant.Connections;
import io.onerow.tenant.Provider;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import io.onerow.upsert.Ambiguous;
import io.onerow.upsert.AttributesPatch;
import io.onerow.upsert.Change;
import io.onerow.upsert.KeyLocks;
import io.onerow.upsert.Look;
import io.onerow.upsert.Outcome;
import io.onerow.upsert.UpsertRetry;
import io.onerow.upsert.Upserted;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The races that the service claims to survive, each proved once by breaking the code.
 */
@IntegrationTest
class ConnectionAccountRaceIntegrationTests {

	private static final int THREADS = 64;

	@Autowired
	private AccountService accounts;

	@Autowired
	private AccountRepository repository;

	@Autowired
	private Connections connections;

	@Autowired
	private Tenants tenants;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private UpsertRetry retry;

	@Autowired
	private TransactionTemplate transaction;

	private Connection connection;

	private long deadlocks;

	@BeforeEach
	void newConnection() {
		TenantId tenant = this.tenants.ensure(new TenantId("account-race")).id();
		this.connection = this.connections.ensure(tenant, "c" + UUID.randomUUID(), Provider.NATIVE);
		this.deadlocks = deadlocks();
	}

	@Test
	void upsertWithinATransactionIsRefused() {
		SentAccount acme = SentAccount.byWebsites(List.of("acme.com"), named("Acme"));
		assertThatThrownBy(
				() -> this.transaction.executeWithoutResult((status) -> this.accounts.upsert(this.connection, acme)))
			.isInstanceOf(IllegalTransactionStateException.class);
	}

	@Test
	void raceOfOneNewWebsiteCreatesOneAccount() throws Exception {
		List<Upserted<Account>> results = Race.of(THREADS, (i) -> () -> upsert(named("Acme"), "https://www.acme.com/"));
		assertThat(results).filteredOn((result) -> result.outcome() == Outcome.CREATED).hasSize(1);
		assertThat(results).filteredOn((result) -> result.outcome() == Outcome.UNCHANGED).hasSize(THREADS - 1);
		assertOneAccount(results);
	}

	@RepeatedTest(3)
	void raceOfTwoValuesInEitherOrderCreatesOneAccount() throws Exception {
		List<Upserted<Account>> results = Race.of(THREADS, (i) -> () -> (i % 2 == 0)
				? upsert(named("Acme"), "a.example", "b.example") : upsert(named("Acme"), "b.example", "a.example"));
		assertThat(results).filteredOn((result) -> result.outcome() == Outcome.CREATED).hasSize(1);
		assertOneAccount(results);
	}

	@RepeatedTest(3)
	void raceOfManyValuesInEveryRotationCreatesOneAccount() throws Exception {
		assertOneAccount(Race.of(THREADS, (i) -> () -> {
			String[] values = new String[8];
			for (int v = 0; v < values.length; v++) {
				values[v] = "v" + (i + v) % values.length + ".example";
			}
			return upsert(named("Acme"), values);
		}));
	}

	/**
	 * A looks for a and sets website b, B looks for b and sets website a. One after the
	 * other, the second finds what the first made; two records come from no order.
	 */
	@RepeatedTest(5)
	void upsertsThatWriteWhatTheOtherLooksForLeaveOneAccount() throws Exception {
		Race.of(8, (i) -> () -> (i % 2 == 0) ? upsert(withWebsite("b.example"), "a.example")
				: upsert(withWebsite("a.example"), "b.example"));
		assertThat(all()).hasSize(1);
	}

	/**
	 * Two upserts of which each, changing its record, makes the match of the other
	 * ambiguous. One after the other, the second must fail; both succeed in no order.
	 */
	@RepeatedTest(5)
	void upsertsThatMakeEachOtherAmbiguousDoNotBothSucceed() throws Exception {
		upsert(named("P"), "p.example");
		upsert(named("Q"), "q.example");
		List<Boolean> succeeded = Race.of(2,
				(i) -> (i == 0) ? tried(() -> upsert(withWebsite("y.example"), "p.example", "x.example"))
						: tried(() -> upsert(withWebsite("x.example"), "q.example", "y.example")));
		assertThat(succeeded).containsExactlyInAnyOrder(true, false);
		assertThat(all().stream().map((account) -> String.valueOf(account.website())).collect(Collectors.toSet()))
			.isIn(Set.of("y.example", "q.example"), Set.of("p.example", "x.example"));
	}

	/** While one upsert looks for two values, others create a record for each. */
	@RepeatedTest(5)
	void createsAndAnUpsertOfBothEndAsInSomeOrder() throws Exception {
		List<Boolean> succeeded = Race.of(3, (i) -> switch (i) {
			case 0 -> tried(() -> upsert(named("Both"), "a.example", "b.example"));
			case 1 -> tried(() -> upsert(named("A"), "a.example"));
			default -> tried(() -> upsert(named("B"), "b.example"));
		});
		assertThat(all()).hasSize(2);
		assertThat(succeeded.subList(1, 3)).containsOnly(true);
		// the one for both fails only if the others came first
		if (!succeeded.get(0)) {
			assertThat(all()).extracting(Account::name).containsExactlyInAnyOrder("A", "B");
		}
	}

	@Test
	void createWaitsForAnotherOfACommonValueAndForNoOther() throws Exception {
		whileOpen(() -> open(named("A"), "a.example", "b.example"), () -> {
			assertThat(upsert(named("C"), "c.example").outcome()).isEqualTo(Outcome.CREATED);
			return upsert(named("A"), "b.example", "a.example");
		}, (second) -> assertThat(second.outcome()).isEqualTo(Outcome.UNCHANGED));
		assertThat(all()).hasSize(2);
	}

	@Test
	void changeOfAKeyWaitsForAnUpsertThatLooksForIt() throws Exception {
		upsert(named("P"), "p.example");
		upsert(named("Q"), "q.example");
		whileOpen(() -> open(withWebsite("y.example"), "p.example", "x.example"),
				tried(() -> upsert(withWebsite("x.example"), "q.example", "y.example")),
				(succeeded) -> assertThat(succeeded).isFalse());
	}

	@Test
	void plainCreateWaitsForAnUpsertThatLooksForItsWebsite() throws Exception {
		whileOpen(() -> open(named("A"), "a.example", "b.example"),
				() -> this.accounts.create(AccountScope.of(this.connection), withWebsite("b.example")),
				(created) -> assertThat(all()).hasSize(2));
	}

	/** What is moved by its id takes its keys along, and so must take their locks. */
	@Test
	void upsertWaitsForAnAccountThatIsMovedIntoItsConnection() throws Exception {
		Connection other = this.connections.ensure(this.connection.tenant(), "c" + UUID.randomUUID(), Provider.NATIVE);
		UUID moved = this.accounts.upsert(other, SentAccount.byWebsites(List.of("m.example"), named("M"))).value().id();
		AccountChanges here = AccountChanges.ofName(Change.keep(),
				Change.set(new AccountSource(this.connection.id(), "1")), AttributesPatch.NONE);
		whileOpen(
				() -> write(MatchPlan.BY_ID, AccountScope.of(this.connection.tenant()), SentAccount.byId(moved, here)),
				() -> upsert(named("M"), "m.example"), (found) -> assertThat(found.value().id()).isEqualTo(moved));
		assertThat(all()).hasSize(1);
	}

	/** An upsert that leaves its end to the transaction that is open. */
	private Upserted<Account> open(AccountChanges changes, String... websites) {
		return write(MatchPlan.ACCOUNT_OF_CONNECTION, AccountScope.of(this.connection),
				SentAccount.byWebsites(List.of(websites), changes));
	}

	private Upserted<Account> write(MatchPlan plan, AccountScope scope, SentAccount sent) {
		AccountRecords records = new AccountRecords(scope, this.repository, this.connections, this.transaction,
				Clock.systemUTC());
		Look.Seen<Account> seen = records.lookForAll(List.of(sent), KeyLocks.NONE);
		return (plan.decide(sent.sought(), seen.candidates()) instanceof Match.Found<UUID> found)
				? records.change(sent, found, seen) : records.create(sent, plan.nobody(), seen);
	}

	/** The second must not end before the transaction of the first does. */
	private <T> void whileOpen(Callable<?> first, Callable<T> second, Consumer<T> check) throws Exception {
		CountDownLatch written = new CountDownLatch(1);
		CountDownLatch commit = new CountDownLatch(1);
		ExecutorService pool = Executors.newFixedThreadPool(2);
		try {
			Future<?> open = pool.submit(() -> this.transaction.executeWithoutResult((status) -> {
				call(first);
				written.countDown();
				call(() -> commit.await(20, TimeUnit.SECONDS));
			}));
			assertThat(written.await(20, TimeUnit.SECONDS)).isTrue();
			Future<T> waiting = pool.submit(second);
			assertThatThrownBy(() -> waiting.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
			commit.countDown();
			open.get(20, TimeUnit.SECONDS);
			check.accept(waiting.get(20, TimeUnit.SECONDS));
		}
		finally {
			commit.countDown();
			pool.shutdownNow();
		}
	}

	private static void call(Callable<?> task) {
		try {
			task.call();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void everyEffectiveWriteIsOneVersion() throws Exception {
		upsert(named("0"), "version.example");
		List<Long> written = Race.of(16, (i) -> () -> {
			long count = 0;
			for (int n = 0; n < 20; n++) {
				if (upsert(named(String.valueOf((i + n) % 5)), "version.example").outcome() != Outcome.UNCHANGED) {
					count++;
				}
			}
			return count;
		});
		assertThat(this.jdbc.sql("select sum(version) from account where tenant_id = ? and connection_id = ?")
			.params(this.connection.tenant().value(), this.connection.id())
			.query(Long.class)
			.single()).isEqualTo(1 + written.stream().mapToLong(Long::longValue).sum());
	}

	@Test
	void accountIsNotThereWithoutWhatComesAlong() {
		TenantId tenant = this.connection.tenant();
		AccountChanges acme = AccountChanges.ofName(Change.set("Acme"),
				Change.set(new AccountSource("erp", UUID.randomUUID().toString())), AttributesPatch.NONE);
		assertThatThrownBy(() -> this.accounts.upsert(tenant, acme, (id) -> {
			throw new IllegalStateException();
		})).isInstanceOf(IllegalStateException.class);
		assertThat(this.accounts.upsert(tenant, acme, null).outcome()).isEqualTo(Outcome.CREATED);
	}

	private static Callable<Boolean> tried(Callable<?> upsert) {
		return () -> {
			try {
				upsert.call();
				return true;
			}
			catch (Ambiguous ex) {
				return false;
			}
		};
	}

	private Upserted<Account> upsert(AccountChanges changes, String... websites) {
		return this.accounts.upsert(this.connection, SentAccount.byWebsites(List.of(websites), changes));
	}

	private static AccountChanges named(String name) {
		return AccountChanges.ofCard(Change.set(name), Change.keep(), AttributesPatch.NONE);
	}

	private static AccountChanges withWebsite(String website) {
		return AccountChanges.ofCard(Change.keep(), Change.set(website), AttributesPatch.NONE);
	}

	private void assertOneAccount(List<Upserted<Account>> results) {
		assertThat(results).extracting((result) -> result.value().id()).containsOnly(results.get(0).value().id());
		assertThat(all()).hasSize(1);
		assertThat(deadlocks()).isEqualTo(this.deadlocks);
	}

	private List<Account> all() {
		return this.accounts.list(this.connection, Order.CREATION, Position.START, 1_000).items();
	}

	private long deadlocks() {
		return this.retry.deadlocks();
	}

}
