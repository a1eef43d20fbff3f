package io.onerow.security;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.onerow.IntegrationTest;
import io.onerow.Race;
import io.onerow.SettableClock;
import io.onerow.security.issuer.Registration;
import io.onerow.security.secrets.CountingEncoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Wrong secrets, and those who have right ones meanwhile; addresses come from a proxy.
 */
@IntegrationTest
@ActiveProfiles("echo")
@ExtendWith(OutputCaptureExtension.class)
@Import(WrongSecretsIntegrationTests.Fixtures.class)
@TestPropertySource(properties = { "server.forward-headers-strategy=native", "onerow.limits.security.hashing-threads=2",
		"onerow.limits.security.pause=50ms", "onerow.limits.security.hashing-queue=4",
		"onerow.security.registration=true" })
class WrongSecretsIntegrationTests {

	private static final int PAIR = 30;

	private static final int ADDRESS = 60;

	private static final int HASHED_AT_ONCE = 6;

	private static final Duration PAUSE = Duration.ofMillis(50);

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private SettableClock clock;

	@Autowired
	private CountingEncoder encoder;

	@LocalServerPort
	private int port;

	private String client;

	private String address;

	@BeforeEach
	void newClientAndAddress() {
		UUID random = UUID.randomUUID();
		this.client = "c" + random;
		this.address = "2001:db8:" + random.toString().substring(9, 13) + ":" + random.toString().substring(24, 28);
		register(this.client);
	}

	@AfterEach
	void open() {
		this.encoder.open();
	}

	@Test
	void wrongSecretsAreRefusedBeforeTheyAreHashed() {
		guess(PAIR, "::1");
		int hashed = this.encoder.compared();
		HttpResponse<String> refused = paused(() -> ask(this.client, "wrong", "::1"));
		assertThat(refused.statusCode()).isEqualTo(429);
		assertThat(refused.headers().firstValue("Retry-After")).hasValue("10");
		assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
		assertThat(refused.body()).isEqualTo("{\"error\":\"temporarily_unavailable\"}");
		assertThat(ask(this.client, Registration.SECRET, "::2").statusCode()).isEqualTo(429);
		assertThat(this.encoder.compared()).isEqualTo(hashed);
		this.clock.pass(10);
		assertThat(ask(this.client, Registration.SECRET, "::3").statusCode()).isEqualTo(200);
	}

	@Test
	void guessesSideBySideAreNotMoreThanGuessesInARow() throws Exception {
		int hashed = this.encoder.compared();
		List<Integer> answers = Race.of(16, (i) -> () -> {
			for (int n = 0; n < 7; n++) {
				ask(this.client, "wrong" + n, "::1");
			}
			return ask(this.client, "wrong", "::1").statusCode();
		});
		assertThat(answers).doesNotContain(200);
		assertThat(this.encoder.compared() - hashed).isLessThanOrEqualTo(PAIR);
	}

	@Test
	void clientWhoseIdIsGuessedAtElsewhereGetsItsToken() {
		guess(PAIR, "::1");
		assertThat(ask(this.client, "wrong", "::1").statusCode()).isEqualTo(429);
		this.address = this.address.replace("2001:db8", "2001:db9");
		assertThat(ask(this.client, Registration.SECRET, "::1").statusCode()).isEqualTo(200);
	}

	@Test
	void goodSecretIsNotHashedAgainUntilItIsChangedOrRevoked() {
		assertThat(ask(this.client, Registration.SECRET, "::1").statusCode()).isEqualTo(200);
		int hashed = this.encoder.compared();
		this.address = this.address.replace("2001:db8", "2001:db9");
		assertThat(ask(this.client, Registration.SECRET, "::1").statusCode()).isEqualTo(200);
		assertThat(this.encoder.compared()).isEqualTo(hashed);
		this.jdbc.sql("update oauth_client set secret_hash = ? where client_id = ?")
			.params(this.encoder.encode("another secret"), this.client)
			.update();
		assertThat(ask(this.client, Registration.SECRET, "::1").statusCode()).isEqualTo(401);
		assertThat(ask(this.client, "another secret", "::1").statusCode()).isEqualTo(200);
		this.jdbc.sql("update oauth_client set revoked_at = now() where client_id = ?").param(this.client).update();
		assertThat(ask(this.client, "another secret", "::1").statusCode()).isEqualTo(401);
	}

	@Test
	void addressIsRefusedWhosoeverSecretsItGuessesAndNotThoseWhoAreKnown() {
		assertThat(ask(this.client, Registration.SECRET, "::1").statusCode()).isEqualTo(200);
		for (int n = 0; n < ADDRESS; n++) {
			assertThat(ask("nobody-" + n, "wrong", "::1").statusCode()).isEqualTo(401);
		}
		int hashed = this.encoder.compared();
		assertThat(ask("nobody", "wrong", "::1").statusCode()).isEqualTo(429);
		assertThat(logIn("nobody@example.com", this.address + "::1").statusCode()).isEqualTo(429);
		assertThat(this.encoder.compared()).isEqualTo(hashed);
		assertThat(ask(this.client, Registration.SECRET, "::1").statusCode()).isEqualTo(200);
	}

	@Test
	void whatIsHashedAtOnceIsBoundedOnBothWires() throws Exception {
		String token = new Caller(this.port).token(this.client, Registration.SECRET);
		this.encoder.close();
		ExecutorService pool = Executors.newFixedThreadPool(HASHED_AT_ONCE + 1);
		try {
			int hashed = this.encoder.compared();
			List<CompletableFuture<HttpResponse<String>>> asked = IntStream.rangeClosed(0, HASHED_AT_ONCE)
				.mapToObj((n) -> CompletableFuture.supplyAsync(() -> ask("asked-" + n, "wrong", "::" + n), pool))
				.toList();
			// all others wait, so the first answer is a refusal
			HttpResponse<?> refused = (HttpResponse<?>) CompletableFuture
				.anyOf(asked.toArray(CompletableFuture<?>[]::new))
				.get(60, TimeUnit.SECONDS);
			assertThat(refused.statusCode()).isEqualTo(503);
			assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
			assertThat(refused.body()).isEqualTo("{\"error\":\"temporarily_unavailable\"}");
			HttpResponse<String> login = logIn("busy@example.com", "203.0.113.1");
			assertThat(login.statusCode()).isEqualTo(503);
			assertThat(login.headers().firstValue("Retry-After")).hasValue("1");
			assertThat(login.body()).contains("\"exception\":\"WSUserServiceUnavailableException\",\"code\":2002,")
				.contains("\"status\":503");
			assertThat(ask(this.client, Registration.SECRET, "::1").statusCode()).isEqualTo(200);
			assertThat(new Caller(this.port).with(token, "GET", "/echo/x").statusCode()).isEqualTo(200);
			assertThat(new Caller(this.port).call("GET", "/actuator/health/readiness").statusCode()).isEqualTo(200);
			assertThat(this.encoder.compared() - hashed).isEqualTo(2);
			this.encoder.open();
			for (CompletableFuture<HttpResponse<String>> one : asked) {
				assertThat(one.get(60, TimeUnit.SECONDS).statusCode()).isIn(401, 503);
			}
		}
		finally {
			pool.shutdownNow();
		}
		assertThat(this.encoder.threads()).isNotEmpty().allMatch((name) -> name.startsWith("hashing-"));
	}

	@Test
	void slowedLoginIsAnsweredInTheShapeOfTheWire() {
		String email = UUID.randomUUID() + "@nobody.example";
		for (int n = 0; n < 25; n++) {
			assertThat(logIn(email, "198.51.100." + n).statusCode()).isEqualTo(401);
		}
		HttpResponse<String> slowed = paused(() -> logIn(email, "198.51.100.99"));
		assertThat(slowed.statusCode()).isEqualTo(429);
		assertThat(slowed.headers().firstValue("Retry-After")).hasValue("100");
		assertThat(slowed.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(slowed.body()).contains("\"exception\":\"WSUserServiceUnavailableException\",\"code\":2002,")
			.contains("\"status\":429");
	}

	@Test
	void lockedLoginIsAnsweredAfterAPause() {
		String email = UUID.randomUUID() + "@nobody.example";
		for (int n = 0; n < 5; n++) {
			logIn(email, "203.0.113.9");
		}
		assertThat(paused(() -> logIn(email, "203.0.113.9")).body()).contains("WSAccountLockedException");
	}

	@Test
	void registrationsOfOneAddressAreCounted() {
		for (int n = 0; n < 10; n++) {
			assertThat(registerFrom("::1").statusCode()).isEqualTo(201);
		}
		HttpResponse<String> refused = registerFrom("::2");
		assertThat(refused.statusCode()).isEqualTo(429);
		assertThat(refused.headers().firstValue("Retry-After")).hasValue("60");
		assertThat(refused.body()).isEqualTo("{\"error\":\"temporarily_unavailable\"}");
		this.address = this.address.replace("2001:db8", "2001:db9");
		assertThat(registerFrom("::1").statusCode()).isEqualTo(201);
	}

	@Test
	void whoHasNoSecretIsCountedByAddressForWhatItShowsInVain() throws ParseException {
		String app = JSONObjectUtils.getString(JSONObjectUtils.parse(registerFrom("::1").body()), "client_id");
		for (int n = 0; n < ADDRESS / 2; n++) {
			assertThat(show(app, "code", "wrong" + n).body()).isEqualTo("{\"error\":\"invalid_grant\"}");
			assertThat(show("app-" + n, "refresh_token", "wrong").body()).isEqualTo("{\"error\":\"invalid_client\"}");
		}
		HttpResponse<String> refused = paused(() -> show(app, "refresh_token", "wrong"));
		assertThat(refused.statusCode()).isEqualTo(429);
		assertThat(refused.headers().firstValue("Retry-After")).hasValue("6");
		assertThat(refused.body()).isEqualTo("{\"error\":\"temporarily_unavailable\"}");
		assertThat(ask(this.client, Registration.SECRET, "::1").statusCode()).as("with a secret").isEqualTo(200);
		this.clock.pass(6);
		assertThat(show(app, "code", "wrong").statusCode()).isEqualTo(400);
		assertThat(show(app, "code", "wrong").statusCode()).isEqualTo(429);
		this.address = this.address.replace("2001:db8", "2001:db9");
		assertThat(show(app, "code", "wrong").statusCode()).isEqualTo(400);
	}

	private HttpResponse<String> show(String app, String what, String value) {
		String grant = what.equals("code") ? "authorization_code" : what;
		return new Caller(this.port).send("POST", "/api/oauth/token",
				"grant_type=" + grant + "&client_id=" + app + "&" + what + "=" + value, "Content-Type",
				"application/x-www-form-urlencoded", "X-Forwarded-For", this.address + "::1");
	}

	private HttpResponse<String> registerFrom(String host) {
		return new Caller(this.port).send("POST", "/api/oauth/register",
				"{\"redirect_uris\":[\"https://a.example/\"],\"token_endpoint_auth_method\":\"none\"}", "Content-Type",
				"application/json", "X-Forwarded-For", this.address + host);
	}

	@Test
	void noSecretIsLogged(CapturedOutput output) {
		guess(PAIR, "::1");
		ask(this.client, "canary-of-clients", "::1");
		ask(this.client, "canary\0of-clients", "::1");
		new Caller(this.port).with("canary.of.tokens", "GET", "/echo/x");
		new Caller(this.port).call("GET", "/v0/unified/crm/account", "x-apikey", "canary-of-keys");
		assertThat(output).doesNotContain("canary").doesNotContain("threw exception");
	}

	private static HttpResponse<String> paused(Supplier<HttpResponse<String>> refused) {
		long start = System.nanoTime();
		HttpResponse<String> answer = refused.get();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(PAUSE);
		return answer;
	}

	private void guess(int times, String host) {
		for (int n = 0; n < times; n++) {
			assertThat(ask(this.client, "wrong " + n, host).statusCode()).isEqualTo(401);
		}
	}

	private HttpResponse<String> ask(String client, String secret, String host) {
		return new Caller(this.port).send("POST", "/api/oauth/token", "grant_type=client_credentials", "Content-Type",
				"application/x-www-form-urlencoded", "Authorization", Caller.basic(client, secret), "X-Forwarded-For",
				this.address + host);
	}

	private HttpResponse<String> logIn(String email, String from) {
		return new Caller(this.port).send("POST", "/rest/user/login",
				"uPassword=wrong&uEmail=" + URLEncoder.encode(email, StandardCharsets.UTF_8), "Content-Type",
				"application/x-www-form-urlencoded", "X-Forwarded-For", from);
	}

	private void register(String id) {
		Registration.of(this.context, "wrong-secrets", id, Set.of(Scopes.ACCOUNTS_READ));
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Fixtures {

		@Bean
		@Primary
		SettableClock settableClock() {
			return new SettableClock();
		}

		@Bean
		@Primary
		CountingEncoder countingEncoder() {
			return new CountingEncoder();
		}

	}

}
