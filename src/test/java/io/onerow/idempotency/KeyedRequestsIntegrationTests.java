package io.onerow.idempotency;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.onerow.IntegrationTest;
import io.onerow.SettableClock;
import io.onerow.hash.Sha256;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** How long a key, an answer and a lease last. */
@IntegrationTest
class KeyedRequestsIntegrationTests {

	private static final Duration LEASE = Duration.ofMillis(300);

	private static final byte[] REQUEST = Sha256.of("POST /contacts");

	private final SettableClock clock = new SettableClock();

	@Autowired
	private KeyRepository keys;

	@Autowired
	private Tenants tenants;

	@Autowired
	private JsonMapper json;

	@Autowired
	private JdbcClient jdbc;

	private IdempotencyProperties properties;

	private KeyedRequests requests;

	private RequestKey key;

	@BeforeEach
	void createTenant() {
		TenantId tenant = new TenantId("keys-" + UUID.randomUUID().toString().substring(0, 8));
		this.tenants.ensure(tenant);
		this.key = RequestKey.of(tenant, "client", "key");
		this.properties = new IdempotencyProperties(Duration.ofHours(24), LEASE, DataSize.ofKilobytes(1),
				Duration.ofMinutes(1), 2);
		this.requests = anotherInstance();
	}

	private KeyedRequests anotherInstance() {
		return new KeyedRequests(this.keys, this.properties, this.json, this.clock);
	}

	@Test
	void answerIsKeptForADay() {
		assertThat(begin().keep(answer("done"))).isEqualTo(KeyedRun.Kept.YES);
		this.clock.pass(24 * 3600 - 1);
		assertThat(claim()).isInstanceOfSatisfying(Claim.Done.class, (done) -> {
			assertThat(done.answer().status()).isEqualTo(201);
			assertThat(done.answer().headers()).isEqualTo(Map.of("location", List.of("here", "there")));
			assertThat(new String(done.answer().body(), StandardCharsets.UTF_8)).isEqualTo("done");
		});
		this.clock.pass(2);
		assertThat(begin().isAgain()).as("a new request").isFalse();
	}

	@Test
	void anotherRequestIsToldApartAtOnceAndAfterwards() {
		KeyedRun run = begin();
		assertThat(this.requests.claim(this.key, Sha256.of("another"))).isInstanceOf(Claim.Other.class);
		run.keep(answer("done"));
		assertThat(this.requests.claim(this.key, Sha256.of("another"))).isInstanceOf(Claim.Other.class);
	}

	@Test
	void requestThatWasReleasedIsBegunAgainUnderItsId() {
		KeyedRun first = begin();
		first.release();
		KeyedRun second = begin();
		assertThat(second.isAgain()).isTrue();
		assertThat(second.requestId()).isEqualTo(first.requestId());
		assertThat(second.keep(answer("done"))).isEqualTo(KeyedRun.Kept.YES);
	}

	@Test
	void leaseThatIsRenewedLasts() throws Exception {
		KeyedRun run = begin();
		for (int n = 0; n < 6; n++) {
			Thread.sleep(100);
			this.requests.renew();
			assertThat(claim()).isInstanceOfSatisfying(Claim.Running.class,
					(running) -> assertThat(running.seconds()).isEqualTo(1));
		}
		assertThat(run.keep(answer("done"))).isEqualTo(KeyedRun.Kept.YES);
	}

	@Test
	void requestOfWhoShowsNoSignOfLifeIsTakenOver() throws Exception {
		KeyedRun gone = begin();
		Thread.sleep(400);
		KeyedRequests other = anotherInstance();
		KeyedRun second = ((Claim.Begun) other.claim(this.key, REQUEST)).run();
		assertThat(second.isAgain()).isTrue();
		assertThat(gone.keep(answer("of the first"))).isEqualTo(KeyedRun.Kept.LOST);
		gone.release();
		this.requests.renew();
		assertThat(claim()).isInstanceOf(Claim.Running.class);
		second.keep(answer("of the second"));
		assertThat(claim()).isInstanceOf(Claim.Done.class);
	}

	@Test
	void answerThatIsTooLongIsNotKept() {
		assertThat(begin().keep(answer("x".repeat(1025)))).isEqualTo(KeyedRun.Kept.TOO_LONG);
		assertThat(begin().isAgain()).isTrue();
	}

	@Test
	void answersThatTellOfARecordAreErasedAndTheirRequestsAreNotBegunAgain() {
		String id = "0199f3a0-7c1e-7000-8000-0000000000a1";
		List<String> told = List.of("{\"id\":\"" + id + "\"}", "[{\"id\":12,\"name\":\"Li\"}]",
				"[{\"recordId\":\"Jörg \\\"7\\\"\"}]");
		List<String> others = List.of("{\"id\":123}", "{\"name\":\"Jörg \\\"7\\\"\"}", "{\"version\":12}",
				"{\"id\":\"0199f3a0-7c1e-7000-8000-0000000000a2\"}");
		told.forEach((body) -> begin(body).keep(answer(body)));
		others.forEach((body) -> begin(body).keep(answer(body)));
		KeyedRun written = begin("written");
		written.keep(answer("{}"));
		begin("header").keep(new KeptAnswer(201, Map.of("location", List.of("/accounts/" + id)), new byte[0]));
		KeyFunctions.Place end = this.keys.forget(this.key.tenant(), List.of(written.requestId()),
				List.of(id, "\"id\":12", "\"recordId\":\"Jörg \\\"7\\\"\""), null);
		assertThat(end).isNull();
		assertThat(Stream.concat(told.stream(), Stream.of("written", "header")))
			.allMatch((key) -> this.requests.claim(key(key), REQUEST) instanceof Claim.Erased);
		assertThat(others).allMatch((key) -> this.requests.claim(key(key), REQUEST) instanceof Claim.Done);
	}

	private RequestKey key(String key) {
		return RequestKey.of(this.key.tenant(), "client", key);
	}

	private KeyedRun begin(String key) {
		return ((Claim.Begun) this.requests.claim(key(key), REQUEST)).run();
	}

	@Test
	void sizeOfAStepIsMoreThanNothing() {
		assertThatIllegalArgumentException().isThrownBy(() -> new IdempotencyProperties(Duration.ofHours(24), LEASE,
				DataSize.ofKilobytes(1), Duration.ofMinutes(1), 0));
	}

	@Test
	void whatIsOverIsRemovedStepByStep() throws Exception {
		for (int n = 0; n < 5; n++) {
			begin("k" + n).keep(answer("done"));
		}
		this.clock.pass(23 * 3600);
		KeyedRun later = begin();
		Upkeep upkeep = new Upkeep(this.keys, this.tenants, this.properties, this.clock);
		upkeep.run();
		assertThat(rows()).isEqualTo(6);
		this.clock.pass(2 * 3600);
		assertThat(this.keys.purge(this.key.tenant(), this.clock.instant(), 2)).as("of one step").isEqualTo(2);
		upkeep.run();
		assertThat(rows()).isEqualTo(1);
		this.clock.pass(24 * 3600);
		this.requests.renew();
		assertThat(this.keys.purge(this.key.tenant(), this.clock.instant(), 2)).as("it runs").isZero();
		later.release();
		upkeep.run();
		assertThat(rows()).isZero();
	}

	private long rows() {
		return this.jdbc.sql("select count(*) from idempotency_key where tenant_id = ?")
			.param(this.key.tenant().value())
			.query(Long.class)
			.single();
	}

	private Claim claim() {
		return this.requests.claim(this.key, REQUEST);
	}

	private KeyedRun begin() {
		return ((Claim.Begun) claim()).run();
	}

	private static KeptAnswer answer(String body) {
		return new KeptAnswer(201, Map.of("location", List.of("here", "there")), body.getBytes(StandardCharsets.UTF_8));
	}

}
