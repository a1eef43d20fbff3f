package io.onerow.api.sam;

import java.net.http.HttpResponse;
import java.util.List;

import io.onerow.Client;
import io.onerow.Onerow;
import io.onerow.OwnDatabase;
import io.onerow.security.DialectSecurity;
import io.onerow.security.RouteScope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The exceptions of the services, 2000 to 2027, with a database that is down or broken.
 */
@SpringBootTest(classes = { Onerow.class, SamServicesIntegrationTests.BrokenRoute.class },
		webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "onerow.bootstrap.tenant=services", "onerow.bootstrap.user-email=First@Services.example",
				"onerow.bootstrap.user-password=" + SamServicesIntegrationTests.PASSWORD,
				"spring.datasource.hikari.connection-timeout=1000", "spring.datasource.hikari.minimum-idle=1" })
@ContextConfiguration(initializers = OwnDatabase.class)
@DirtiesContext
class SamServicesIntegrationTests {

	static final String PASSWORD = "the password of the first user";

	private static final String USER = "first@services.example";

	@Autowired
	private ApplicationContext context;

	private Client http;

	private SamClient known;

	private SamClient unknown;

	@BeforeEach
	void logIn() {
		this.http = Client.anonymous(this.context);
		SamClient client = SamClient.of(this.context, "services", USER + ".other", "accounts:all");
		this.known = client.with(SamClient.token(SamClient.logIn(this.http, USER, PASSWORD)));
		assertThat(this.known.list("?all=true").statusCode()).isEqualTo(200);
		this.unknown = client.with(SamClient.token(SamClient.logIn(this.http, USER, PASSWORD)));
	}

	@Test
	void databaseThatIsDownMakesTheServicesUnavailable() throws InterruptedException {
		OwnDatabase.stop();
		try {
			HttpResponse<String> upsert = this.known.upsert("[{\"externalId\": \"A\"}]");
			assertFailed(upsert, "WSCompanyServiceUnavailableException", 2021);
			assertThat(upsert.headers().firstValue("Retry-After")).isPresent();
			assertFailed(this.known.list("?all=true"), "WSCompanyServiceUnavailableException", 2021);
			assertFailed(SamClient.logIn(this.http, USER, PASSWORD), "WSUserServiceUnavailableException", 2002);
			assertFailed(this.unknown.list("?all=true"), "WSCacheServiceException", 2027);
		}
		finally {
			OwnDatabase.start();
		}
		assertThat(untilAnswered()).isEqualTo(200);
	}

	@Test
	void storeThatFailsIsTheFailureOfItsService() {
		without("contact", () -> {
			assertFailed(this.known.upsert("[{\"externalId\": \"A\"}]"), "WSCompanyServiceException", 2020);
			assertFailed(this.known.list("?all=true"), "WSCompanyServiceException", 2020);
		});
		without("app_user",
				() -> assertFailed(SamClient.logIn(this.http, USER, PASSWORD), "WSUserServiceException", 2001));
		without("user_session", () -> assertFailed(this.unknown.list("?all=true"), "WSCacheServiceException", 2027));
	}

	@Test
	void whatNobodyExpectedIsInternal() {
		HttpResponse<String> answer = this.http.get("/rest/broken");
		assertFailed(answer, "WSInternalException", 2000);
		assertThat(answer.body()).doesNotContain("canary");
	}

	/** The pool tries again at growing intervals. */
	private int untilAnswered() throws InterruptedException {
		int status = 0;
		for (int tried = 0; tried < 30 && status != 200; tried++) {
			Thread.sleep(500);
			status = this.unknown.list("?all=true").statusCode();
		}
		return status;
	}

	private void without(String table, Runnable action) {
		OwnDatabase.access().asOwner("alter table " + table + " rename to hidden");
		try {
			action.run();
		}
		finally {
			OwnDatabase.access().asOwner("alter table hidden rename to " + table);
		}
	}

	private static void assertFailed(HttpResponse<String> answer, String exception, int code) {
		JsonNode body = Client.json(answer);
		assertThat(body.get("exception").stringValue()).isEqualTo(exception);
		assertThat(body.get("code").intValue()).isEqualTo(code);
		assertThat(body.get("status").intValue()).isEqualTo(500);
		assertThat(answer.statusCode()).isEqualTo(500);
		assertThat(answer.body()).doesNotContain("SQL", "select", "contact_", "app_user", "java");
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class BrokenRoute {

		@Bean
		DialectSecurity brokenRouteSecurity() {
			return DialectSecurity.bearer("broken", List.of("/rest/broken"),
					List.of(RouteScope.open(HttpMethod.GET, "/rest/broken")));
		}

		@Bean
		Broken broken() {
			return new Broken();
		}

	}

	@RestController
	static class Broken {

		@GetMapping("/rest/broken")
		String fail() {
			throw new IllegalStateException("canary");
		}

	}

}
