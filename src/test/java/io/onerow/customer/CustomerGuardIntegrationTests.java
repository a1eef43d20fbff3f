package io.onerow.customer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import io.onerow.IntegrationTest;
import io.onerow.TestDatabase;
import io.onerow.policy.MatchPolicies;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import io.onerow.upsert.BulkLimits;
import io.onerow.upsert.Change;
import io.onerow.upsert.MatchingService;
import io.onerow.upsert.UpsertMeters;
import io.onerow.upsert.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a write meets that another has made, and not committed, when it looked. */
@IntegrationTest
class CustomerGuardIntegrationTests {

	private static final Duration LONG = Duration.ofSeconds(30);

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

	@Autowired
	private TransactionTemplate transaction;

	private TenantId tenant;

	@BeforeEach
	void createTenant() {
		this.tenant = this.tenants.ensure(new TenantId("g" + UUID.randomUUID().toString().replace("-", ""))).id();
	}

	@Test
	void twoThatBecomeEachOthersParentAtOnceCloseNoRing() throws Exception {
		long a = id(upsert(new Item("a", null, null)));
		long b = id(upsert(new Item("b", null, null)));
		ItemResult result = whileUncommitted(a, "a", b, CustomerKey.familyLock(this.tenant),
				() -> upsert(new Item("b", null, a)));
		assertThat(result).isEqualTo(new ItemResult.Failed(Refusal.PARENT_RING));
	}

	@Test
	void firstLanguageIsThatOfTheCustomerThatHasComeMeanwhile() throws Exception {
		ItemResult result = whileUncommitted(null, "a", null, key("a").lock(this.tenant),
				() -> upsert(new Item("a", "NL", null)));
		assertThat(((ItemResult.Done) result).outcome()).isEqualTo(Outcome.UPDATED);
		assertThat(this.jdbc.sql("select language from customer where tenant_id = ?")
			.param(this.tenant.value())
			.query(String.class)
			.list()).containsExactly("NL");
	}

	@Test
	void bulkWithinATransactionIsRefused() {
		assertThatThrownBy(() -> this.transaction.executeWithoutResult((status) -> upsert(new Item("a", null, null))))
			.isInstanceOf(IllegalTransactionStateException.class);
		assertThat(this.jdbc.sql("select count(*) from customer where tenant_id = ?")
			.param(this.tenant.value())
			.query(Long.class)
			.single()).isZero();
	}

	/** Writes a customer, commits when the other one waits for it. */
	private ItemResult whileUncommitted(@Nullable Long id, String sourceId, @Nullable Long parent, long lock,
			Upsert other) throws Exception {
		try (Connection first = TestDatabase.access().connect()) {
			first.setAutoCommit(false);
			PreparedStatement put = first.prepareStatement(
					"""
							select customer_put(?, ?, 1, true, 's', ?, 'EN', true, null, null, null, null, null, null, null, null, null,
								null, null, null, ?, '[]', null, now(), ?, ?)""");
			put.setString(1, this.tenant.value());
			put.setObject(2, id, Types.BIGINT);
			put.setString(3, sourceId);
			put.setObject(4, parent, Types.BIGINT);
			put.setObject(5, (id == null) ? lock : null, Types.BIGINT);
			put.setObject(6, (id != null) ? lock : null, Types.BIGINT);
			put.executeQuery();
			CompletableFuture<ItemResult> second = CompletableFuture.supplyAsync(other::run);
			while (!second.isDone() && !isWaitedFor()) {
				Thread.sleep(5);
			}
			first.commit();
			return second.get();
		}
	}

	private boolean isWaitedFor() {
		return this.jdbc.sql("""
				select exists (select from pg_stat_activity where wait_event_type = 'Lock'
					and query like 'call customer_write%' and datname = current_database())""")
			.query(Boolean.class)
			.single();
	}

	private ItemResult upsert(Item item) {
		CustomerBulk bulk = new CustomerBulk(this.customers, this.matching, this.tenants, Clock.systemUTC(),
				new BulkLimits(LONG, LONG, LONG, Duration.ofSeconds(5)), this.meters, this.policies);
		List<Item> items = List.of(item);
		return bulk.apply(this.tenant, items, bulk.recognize(this.tenant, items), Directives.none()).get(0);
	}

	private static long id(ItemResult result) {
		return ((ItemResult.Done) result).id();
	}

	private static CustomerKey key(String sourceId) {
		return new CustomerKey("s", sourceId);
	}

	/** What the other one does. */
	@FunctionalInterface
	private interface Upsert {

		ItemResult run();

	}

	private record Item(String sourceId, @Nullable String language, @Nullable Long parent) implements BulkItem {

		@Override
		public @Nullable Long id() {
			return null;
		}

		@Override
		public CustomerKey key() {
			return CustomerGuardIntegrationTests.key(this.sourceId);
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
			Map<CustomerField, Change<String>> texts = (this.language != null)
					? Map.of(CustomerField.LANGUAGE, Change.set(this.language)) : Map.of();
			Change<ParentRef> above = (this.parent != null) ? Change.set(new ParentRef.ById(this.parent))
					: Change.keep();
			return new CustomerUpsert(texts, above, null, null);
		}

	}

}
