package io.onerow.api;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.api.Wires.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** What clients of all wires notice of a limit. */
@IntegrationTest
@TestPropertySource(properties = "onerow.limits.rate.requests=" + RateLimitIntegrationTests.LIMIT)
class RateLimitIntegrationTests {

	static final int LIMIT = 3;

	private static final String UPSERT = "/contacts/upsert";

	@Autowired
	private ApplicationContext context;

	private Wires wires;

	@BeforeEach
	void reachAllWires() {
		this.wires = new Wires(this.context);
	}

	@Test
	void eachAnswerTellsWhatIsLeft() {
		long first = Instant.now().getEpochSecond();
		for (int left = LIMIT - 1; left >= 0; left--) {
			HttpResponse<String> answer = this.wires.get(Wires.ACCOUNTS);
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(header(answer, "X-RateLimit-Limit")).isEqualTo(LIMIT);
			assertThat(header(answer, "X-RateLimit-Remaining")).isEqualTo(left);
			assertThat(header(answer, "X-RateLimit-Reset")).as("when the first one is forgotten")
				.isBetween(first + 61, Instant.now().getEpochSecond() + 61);
			assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
		}
		HttpResponse<String> refused = this.wires.get(Wires.ACCOUNTS);
		long now = Instant.now().getEpochSecond();
		assertThat(refused.statusCode()).isEqualTo(429);
		assertThat(header(refused, "X-RateLimit-Limit")).isEqualTo(LIMIT);
		assertThat(header(refused, "X-RateLimit-Remaining")).isZero();
		long reset = header(refused, "X-RateLimit-Reset");
		assertThat(reset).isBetween(first + 61, now + 61);
		assertThat(header(refused, "Retry-After")).isBetween(reset - now, reset - first);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					GET  | /api/public/v1/accounts      |    | application/problem+json | "status":429,"detail":"Too many requests
					POST | /customers/bulk/sourceId     | {} | application/json         | "status":429,"type":"TooManyRequests"
					GET  | /unified/crm/account         |    | application/json         | "code":"TOO_MANY_REQUESTS"
					POST | /rest/company/contact/upsert | [] | application/json         | "WSCompanyServiceUnavailableException"
					GET  | /api/onerow/v1/admin/audit   |    | application/problem+json | {"type":"about:blank","title":"Too""")
	void refusalHasTheShapeOfItsWire(String method, String path, @Nullable String body, String type, String part) {
		for (int n = 0; n < LIMIT; n++) {
			assertThat(this.wires.send(method, path, body).statusCode()).isNotEqualTo(429);
		}
		HttpResponse<String> refused = this.wires.send(method, path, body);
		assertThat(refused.statusCode()).isEqualTo(429);
		assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith(type);
		assertThat(refused.headers().firstValue("Retry-After")).isPresent();
		assertThat(refused.body()).contains(part);
	}

	@Test
	void eachCredentialHasAnAllowanceOfItsOwn() {
		spend();
		assertThat(this.wires.get("/unified/crm/account").statusCode()).as("by a key").isEqualTo(200);
		assertThat(this.wires.get("/rest/user/profile").statusCode()).as("by a session").isEqualTo(200);
		assertThat(Client.of(this.context, this.wires.tenant(), "accounts:all").get(Wires.ACCOUNTS).statusCode())
			.as("by another token")
			.isEqualTo(200);
	}

	@Test
	void tokenHasOneAllowanceOnAllWires() {
		spend();
		assertThat(this.wires.get("/customers/id/1").statusCode()).isEqualTo(429);
		assertThat(this.wires.get("/api/onerow/v1/admin/audit").statusCode()).isEqualTo(429);
	}

	@Test
	void refusedRequestWritesNothing() {
		assertThat(this.wires.send("POST", Wires.ACCOUNTS, "{'fullName': 'A'}").statusCode()).isEqualTo(201);
		String upsert = Wires.ACCOUNTS + "/" + this.wires.ids("account", "account_id").get(0) + UPSERT;
		Request request = Request.of("PUT", upsert, "{'fullName': 'Ann', 'email': 'a@x.example', 'language': 'en'}");
		assertThat(this.wires.get(Wires.ACCOUNTS).statusCode()).isEqualTo(200);
		assertThat(this.wires.get(Wires.ACCOUNTS).statusCode()).isEqualTo(200);
		String before = this.wires.stored();
		for (Request sent : List.of(request, request.with("Idempotency-Key", "k"))) {
			assertThat(this.wires.send(sent).statusCode()).isEqualTo(429);
			assertThat(this.wires.stored()).isEqualTo(before);
		}
	}

	@Test
	void whatIsForbiddenOrNotFoundIsCounted() {
		HttpResponse<String> missing = this.wires.get(Wires.ACCOUNTS + "/nothing/here/at/all");
		assertThat(missing.statusCode()).isEqualTo(404);
		assertThat(header(missing, "X-RateLimit-Remaining")).isEqualTo(LIMIT - 1);
		HttpResponse<String> forbidden = this.wires.get("/api/onerow/v1/history");
		assertThat(forbidden.statusCode()).isEqualTo(403);
		assertThat(header(forbidden, "X-RateLimit-Remaining")).isEqualTo(LIMIT - 2);
	}

	@Test
	void requestWhoseBodyArrivesSlowlyIsCountedOnce() {
		String body = "{'fullName': 'A', 'x': '%s'}".formatted("x".repeat(300_000));
		for (int left = LIMIT - 1; left >= 0; left--) {
			HttpResponse<String> answer = this.wires.send("POST", Wires.ACCOUNTS, body);
			assertThat(header(answer, "X-RateLimit-Remaining")).isEqualTo(left);
		}
	}

	@Test
	void strangersAreNotCounted() {
		for (int n = 0; n <= LIMIT; n++) {
			HttpResponse<String> answer = Client.anonymous(this.context).get(Wires.ACCOUNTS);
			assertThat(answer.statusCode()).isEqualTo(401);
			assertThat(answer.headers().firstValue("X-RateLimit-Limit")).isEmpty();
			assertThat(Client.anonymous(this.context).get("/api/public/v1/status").statusCode()).isEqualTo(200);
		}
	}

	private void spend() {
		for (int n = 0; n < LIMIT; n++) {
			assertThat(this.wires.get(Wires.ACCOUNTS).statusCode()).isEqualTo(200);
		}
		assertThat(this.wires.get(Wires.ACCOUNTS).statusCode()).isEqualTo(429);
	}

	private static long header(HttpResponse<String> answer, String name) {
		return Long.parseLong(answer.headers().firstValue(name).orElseThrow());
	}

}
