package io.onerow.customer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.onerow.IntegrationTest;
import io.onerow.TestDatabase;
import io.onerow.policy.MatchPolicies;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import io.onerow.upsert.BulkLimits;
import io.onerow.upsert.Change;
import io.onerow.upsert.Claim;
import io.onerow.upsert.DoneBefore;
import io.onerow.upsert.MatchingService;
import io.onerow.upsert.UpsertMeters;
import io.onerow.upsert.Preconditions;
import io.onerow.upsert.SourceRules;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Records that another connection holds for longer than a bulk has. */
@IntegrationTest
class BulkBudgetIntegrationTests {

	private static final Duration LONG = Duration.ofSeconds(40);

	private static final Duration SHORT = Duration.ofMillis(200);

	@Autowired
	private MatchPolicies policies;

	@Autowired
	private CustomerRepository customers;

	@Autowired
	private MatchingService matching;

	@Autowired
	private Tenants tenants;

	@Autowired
	private UpsertMeters meters;

	@Autowired
	private JdbcClient jdbc;

	private TenantId tenant;

	@BeforeEach
	void createTenant() {
		this.tenant = this.tenants.ensure(new TenantId("b" + UUID.randomUUID().toString().replace("-", ""))).id();
	}

	@Test
	void heldRecordsFailAloneHoweverLongTheyAreHeld() throws Exception {
		apply(new BulkLimits(LONG, SHORT, LONG, LONG), IntStream.range(0, 50), "before");
		// two that are there, and two that are not yet
		List<ItemResult> results = whileHeld(IntStream.of(10, 30, 200, 240),
				() -> apply(new BulkLimits(LONG, SHORT, LONG, LONG), IntStream.range(0, 250), "after"));
		assertThat(busy(results)).containsExactly(10, 30, 200, 240);
		assertThat(count("last_name = 'after'")).isEqualTo(246);
		assertThat(count("last_name = 'before'")).isEqualTo(2);
	}

	@Test
	void patienceIsThatOfTheWholeRequestAndNeighboursAreWrittenWithoutIt() throws Exception {
		List<ItemResult> results = whileHeld(IntStream.range(5, 35),
				() -> apply(new BulkLimits(Duration.ofSeconds(8), LONG, SHORT, LONG), IntStream.range(0, 40), "after"));
		assertThat(busy(results)).containsExactlyElementsOf(IntStream.range(5, 35).boxed().toList());
		assertThat(count("last_name = 'after'")).isEqualTo(10);
	}

	@Test
	void recordsThatACallDidNotReachAreWrittenByTheNext() {
		BulkLimits oneInACall = new BulkLimits(LONG, SHORT, LONG, Duration.ZERO);
		List<BulkItem> items = Stream.of("EN", "NL", "EN")
			.<BulkItem>map((language) -> new Item(1, language, "x"))
			.toList();
		assertThat(busy(apply(oneInACall, items))).isEmpty();
		assertThat(busy(apply(oneInACall, IntStream.range(2, 30), "x"))).isEmpty();
		assertThat(count("last_name = 'x' and version = 1")).isEqualTo(30);
	}

	@Test
	void recordThatIsCanceledWhileItWaitsFailsAlone() throws Exception {
		List<ItemResult> results = whileHeld(IntStream.of(3), () -> {
			CompletableFuture<List<ItemResult>> running = CompletableFuture
				.supplyAsync(() -> apply(new BulkLimits(LONG, LONG, LONG, LONG), IntStream.range(0, 6), "after"));
			while (!running.isDone() && !cancelsWaiting()) {
				Thread.sleep(5);
			}
			return running.get();
		});
		assertThat(busy(results)).containsExactly(3);
		assertThat(count("last_name = 'after'")).isEqualTo(5);
	}

	@Test
	void recordsForWhichNoTimeIsLeftAreBusyAndNotWritten() {
		BulkLimits none = new BulkLimits(Duration.ZERO, SHORT, SHORT, LONG);
		List<ItemResult> results = apply(none, IntStream.range(0, 300), "after");
		assertThat(busy(results)).hasSize(300);
		assertThat(count("true")).isZero();
	}

	@Test
	void timeOfACustomerThatAnotherHoldsForAMomentIsNoted() throws Exception {
		apply(new BulkLimits(LONG, LONG, LONG, LONG), IntStream.range(0, 3), "same");
		CompletableFuture<List<ItemResult>> told = whileHeld(IntStream.of(1), () -> {
			CompletableFuture<List<ItemResult>> running = CompletableFuture
				.supplyAsync(() -> told(new BulkLimits(LONG, LONG, LONG, LONG), IntStream.range(0, 3)));
			while (!running.isDone() && !isNoteWaiting()) {
				Thread.sleep(5);
			}
			return running;
		});
		assertThat(busy(told.get())).isEmpty();
		assertThat(count("source_times is not null")).isEqualTo(3);
		assertThat(count("version = 1")).isEqualTo(3);
	}

	@Test
	void thoseWhoseTimesAreNotedWaitTogetherAsLongAsOneMay() throws Exception {
		apply(new BulkLimits(LONG, LONG, LONG, LONG), IntStream.range(0, 40), "same");
		long begin = System.nanoTime();
		List<ItemResult> results = whileHeld(IntStream.range(5, 35),
				() -> told(new BulkLimits(LONG, SHORT, LONG, LONG), IntStream.range(0, 40)));
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(SHORT, SHORT.multipliedBy(10));
		assertThat(busy(results)).containsExactlyElementsOf(IntStream.range(5, 35).boxed().toList());
		assertThat(count("source_times is not null")).isEqualTo(10);
	}

	/** Sends what is there already, and since when it is so. */
	private List<ItemResult> told(BulkLimits limits, IntStream numbers) {
		Claim claim = new Claim("s", Instant.EPOCH, false, SourceRules.NONE, null);
		WriteContext.bind(new WriteContext("test", "none", "none", null, false, Preconditions.NONE, claim,
				DoneBefore.NOTHING, null, null));
		try {
			return apply(limits, numbers, "same");
		}
		finally {
			WriteContext.bind(null);
		}
	}

	private boolean isNoteWaiting() {
		return this.jdbc.sql("""
				select exists (select from pg_stat_activity where wait_event_type = 'Lock'
					and query like '%customers_told%' and query not like '%pg_stat_activity%'
					and datname = current_database())""").query(Boolean.class).single();
	}

	private boolean cancelsWaiting() {
		return !this.jdbc
			.sql("""
					select pg_cancel_backend(pid) from pg_stat_activity
					where wait_event_type = 'Lock' and query like 'call customer_write%' and datname = current_database()""")
			.query()
			.listOfRows()
			.isEmpty();
	}

	/** Runs it while a transaction that has written customers stays open. */
	private <T> T whileHeld(IntStream numbers, Callable<T> bulk) throws Exception {
		try (Connection holder = TestDatabase.access().connect()) {
			holder.setAutoCommit(false);
			PreparedStatement lock = holder.prepareStatement("""
					select pg_advisory_xact_lock(l),
						(select customer_id from customer where tenant_id = ? and source_id = n for update)
					from unnest(?, ?) as held (n, l)""");
			List<String> ids = numbers.mapToObj(Integer::toString).toList();
			lock.setString(1, this.tenant.value());
			lock.setArray(2, holder.createArrayOf("text", ids.toArray()));
			lock.setArray(3, holder.createArrayOf("bigint",
					ids.stream().map((id) -> new CustomerKey("s", id).lock(this.tenant)).toArray()));
			lock.executeQuery();
			return bulk.call();
		}
	}

	private List<ItemResult> apply(BulkLimits limits, IntStream numbers, String lastName) {
		return apply(limits, numbers.<BulkItem>mapToObj((number) -> new Item(number, null, lastName)).toList());
	}

	private List<ItemResult> apply(BulkLimits limits, List<BulkItem> items) {
		CustomerBulk bulk = new CustomerBulk(this.customers, this.matching, this.tenants, Clock.systemUTC(), limits,
				this.meters, this.policies);
		return bulk.apply(this.tenant, items, bulk.recognize(this.tenant, items), Directives.none());
	}

	private static List<Integer> busy(List<ItemResult> results) {
		List<Integer> busy = new ArrayList<>();
		for (int i = 0; i < results.size(); i++) {
			if (results.get(i) instanceof ItemResult.Failed failed) {
				assertThat(failed.refusal()).isEqualTo(Refusal.BUSY);
				busy.add(i);
			}
		}
		return busy;
	}

	private long count(String condition) {
		return this.jdbc.sql("select count(*) from customer where tenant_id = ? and " + condition)
			.param(this.tenant.value())
			.query(Long.class)
			.single();
	}

	private record Item(int number, @Nullable String language, String lastName) implements BulkItem {

		@Override
		public @Nullable Long id() {
			return null;
		}

		@Override
		public CustomerKey key() {
			return new CustomerKey("s", Integer.toString(this.number));
		}

		@Override
		public @Nullable CustomerKey parentKey() {
			return null;
		}

		@Override
		public byte @Nullable [] fingerprint() {
			return null;
		}

		@Override
		public CustomerUpsert upsert() {
			return new CustomerUpsert(Map.of(CustomerField.LAST_NAME, Change.set(this.lastName)), Change.keep(), null,
					null);
		}

	}

}
