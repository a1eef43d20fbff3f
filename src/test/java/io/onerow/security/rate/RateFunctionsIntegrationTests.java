package io.onerow.security.rate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.Race;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What two instances count together, whatever each is configured to. */
@IntegrationTest
class RateFunctionsIntegrationTests {

	private static final RateLimit FIVE = new RateLimit(5, Duration.ofSeconds(60));

	private static final int AT_ONCE = 16;

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private RateRepository one;

	private final String tenant = "rate" + UUID.randomUUID().toString().substring(0, 8);

	/** As another instance makes it, with nothing that the first one has. */
	private RateFunctions other() {
		return new RateFunctionsJdbc(this.jdbc);
	}

	@Test
	void twoInstancesCountTogether() {
		RateFunctions other = other();
		assertThat(this.one.take(this.tenant, "key a", FIVE).remaining()).isEqualTo(4);
		assertThat(other.take(this.tenant, "key a", FIVE).remaining()).isEqualTo(3);
		assertThat(this.one.take(this.tenant, "key a", FIVE).remaining()).isEqualTo(2);
		assertThat(other.take(this.tenant, "key b", FIVE).remaining()).isEqualTo(4);
		assertThat(other.take(this.tenant + "x", "key a", FIVE).remaining()).isEqualTo(4);
	}

	@Test
	void raceOfTwoInstancesTakesNoMoreThanThereAre() throws Exception {
		List<RateFunctions> instances = List.of(this.one, other());
		for (int round = 0; round < 10; round++) {
			String credential = "key " + round;
			List<Allowance> all = Race.of(AT_ONCE,
					(thread) -> () -> instances.get(thread % 2).take(this.tenant, credential, FIVE));
			assertThat(all.stream().filter(Allowance::taken).map(Allowance::remaining)).containsExactlyInAnyOrder(0, 1,
					2, 3, 4);
		}
	}

	@Test
	void requestIsForgottenWhenTheWindowHasPassedSinceItsSecond() {
		for (int n = 0; n < 3; n++) {
			assertThat(this.one.take(this.tenant, "key", FIVE).taken()).isTrue();
		}
		pass(30);
		for (int n = 0; n < 2; n++) {
			assertThat(this.one.take(this.tenant, "key", FIVE).taken()).isTrue();
		}
		// a second later than that this test may be, but not thirty
		Allowance refused = this.one.take(this.tenant, "key", FIVE);
		assertThat(refused.taken()).isFalse();
		assertThat(refused.retryAfter()).isBetween(20, 31);
		pass(31);
		assertThat(this.one.take(this.tenant, "key", FIVE).remaining()).as("two are left of five").isEqualTo(2);
		pass(1_000);
		assertThat(this.one.take(this.tenant, "key", FIVE).remaining()).isEqualTo(4);
	}

	@Test
	void clockThatWasSetBackLocksNobodyOut() {
		for (int n = 0; n < 5; n++) {
			this.one.take(this.tenant, "key", FIVE);
		}
		pass(-1_000);
		assertThat(this.one.take(this.tenant, "key", FIVE).remaining()).isEqualTo(4);
	}

	@Test
	void anotherWindowBeginsAnew() {
		this.one.take(this.tenant, "key", FIVE);
		assertThat(this.one.take(this.tenant, "key", new RateLimit(3, Duration.ofSeconds(10))).remaining())
			.isEqualTo(2);
	}

	@Test
	void whatIsGoneIsRemovedByWhoIsNew() {
		for (String credential : List.of("key a", "key b")) {
			this.one.take(this.tenant, credential, FIVE);
		}
		pass(1_000);
		this.one.take(this.tenant, "key a", FIVE);
		this.one.take(this.tenant, "key c", FIVE);
		assertThat(this.jdbc.sql("select credential from rate_window where tenant_id = ? order by 1")
			.param(this.tenant)
			.query(String.class)
			.list()).containsExactly("key a", "key c");
	}

	@Test
	void withoutALimitNothingIsCounted() {
		List<String> headers = new ArrayList<>(Client.of(this.context, this.tenant, "accounts:all")
			.get("/api/public/v1/accounts")
			.headers()
			.map()
			.keySet());
		assertThat(headers).isNotEmpty().noneMatch((name) -> name.toLowerCase(Locale.ROOT).contains("rate"));
		assertThat(this.jdbc.sql("select count(*) from rate_window where tenant_id = ?")
			.param(this.tenant)
			.query(Integer.class)
			.single()).isZero();
	}

	/** As if the last request of each had been so long ago. */
	private void pass(int seconds) {
		this.jdbc.sql("update rate_window set second = second - ? where tenant_id = ?")
			.params(seconds, this.tenant)
			.update();
	}

}
