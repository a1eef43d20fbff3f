package io.onerow.security;

import java.net.http.HttpResponse;

import io.onerow.IntegrationTest;
import io.onerow.Socketed;
import io.onerow.security.issuer.Registration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
@ActiveProfiles("echo")
class RoutesIntegrationTests {

	@Autowired
	private ApplicationContext context;

	@LocalServerPort
	private int port;

	@BeforeEach
	void register() {
		Registration.of(this.context, "routes", "routes-client");
	}

	@Test
	void tenantOfTheTokenReachesTheController() {
		assertThat(with("GET", "/echo/x", "accounts:read").body()).contains("\"tenant\":\"routes\"");
	}

	@Test
	void missingScopeIsForbidden() {
		assertThat(with("PUT", "/echo/x", "accounts:all").statusCode()).isEqualTo(200);
		HttpResponse<String> answer = with("PUT", "/echo/x", "accounts:read");
		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(answer.headers().firstValue("WWW-Authenticate"))
			.contains("Bearer realm=\"onerow\", error=\"insufficient_scope\"");
	}

	@Test
	void routeThatWantsTwoScopesIsNotOpenedByOne() {
		assertThat(with("POST", "/echo/bulk", "customers:write").statusCode()).isEqualTo(403);
		assertThat(with("POST", "/echo/bulk", "customers:write", "bulk:write").statusCode()).isEqualTo(200);
	}

	@Test
	void headNeedsTheScopeOfGet() {
		assertThat(with("HEAD", "/echo/x", "customers:read").statusCode()).isEqualTo(403);
		assertThat(with("HEAD", "/echo/x", "accounts:read").statusCode()).isEqualTo(200);
	}

	@Test
	void requestWithoutACredentialIsChallenged() {
		for (String path : new String[] { "/echo/x", "/echo/no/such/route" }) {
			HttpResponse<String> answer = caller().call("GET", path);
			assertThat(answer.statusCode()).isEqualTo(401);
			assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"onerow\"");
		}
	}

	@Test
	void openRouteNeedsNoCredential() {
		assertThat(caller().call("GET", "/echo/open").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/echo/x?access_token=", "/echo/x?token=", "/echo/x?Authorization=Bearer%20" })
	void tokenInTheUrlIsNotRead(String path) {
		assertThat(caller().call("GET", path + token()).statusCode()).isEqualTo(401);
	}

	@Test
	void tokenInAFormIsNotRead() {
		HttpResponse<String> answer = caller().send("POST", "/echo/bulk", "access_token=" + token(), "Content-Type",
				"application/x-www-form-urlencoded");
		assertThat(answer.statusCode()).isEqualTo(401);
	}

	@Test
	void wrongMethodIsNotAllowedAndOverrideIsIgnored() {
		for (String header : new String[] { "X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override" }) {
			HttpResponse<String> answer = caller().call("POST", "/echo/x", "Authorization", "Bearer " + token(), header,
					"PUT");
			assertThat(answer.statusCode()).isEqualTo(405);
			assertThat(answer.headers().firstValue("Allow").orElse("")).contains("GET").contains("PUT");
		}
		assertThat(with("POST", "/echo/x?_method=PUT").statusCode()).isEqualTo(405);
	}

	@Test
	void unknownRouteOfADialectIsNotFound() {
		assertThat(with("GET", "/echo/no/such/route").statusCode()).isEqualTo(404);
	}

	@Test
	void slashBehindThePathIsSkippedOnceWithTheScopesOfItsRoute() {
		assertThat(with("GET", "/echo/x/", "accounts:read").body()).contains("\"name\":\"x\"");
		assertThat(with("PUT", "/echo/x/", "accounts:read").statusCode()).isEqualTo(403);
		assertThat(caller().call("GET", "/echo/x/").statusCode()).isEqualTo(401);
		assertThat(caller().call("GET", "/echo/open/").statusCode()).isEqualTo(200);
		assertThat(caller().call("GET", "/actuator/health/").statusCode()).isEqualTo(200);
		assertThat(with("GET", "/echo/x//", "accounts:read").statusCode()).isEqualTo(400);
	}

	@ParameterizedTest
	@CsvSource({ "%2F, /", "%2f%2F, //", "%5C, \\", "%25, %", "%252F, %2F", "%2500, %00", "%3B, ;", "%3Ba=b, ;a=b",
			"%2E, .", "..%2F..%2Fopen, ../../open", "%2E%2E%2Fopen, ../open", "%3F, ?", "%23, #", "+, +", "%20, ' '",
			"%7C, |", "|, |", "%C3%BC, \u00fc", "%F0%9F%98%80, \ud83d\ude00" })
	void encodedCharactersOfASegmentAreDecodedOnce(String sent, String read) throws Exception {
		String token = caller().token("routes-client", Registration.SECRET, "accounts:read");
		String answer = Socketed.send(this.port, "GET /echo/a" + sent + "b HTTP/1.1", "Host: x",
				"Authorization: Bearer " + token, "Connection: close", "", "");
		assertThat(answer).startsWith("HTTP/1.1 200");
		JsonNode body = JsonMapper.shared()
			.readTree(answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1));
		assertThat(body.get("name").stringValue()).isEqualTo("a" + read + "b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/nothing", "/error", "/login", "/logout", "/swagger-ui.html", "/v3/api-docs", "/actuator",
			"/actuator/env", "/actuator/heapdump", "/actuator/loggers", "/actuator/beans", "/actuator/prometheus",
			"/.well-known/oauth-protected-resource" })
	void unknownPathIsNotFoundForAnybody(String path) {
		HttpResponse<String> stranger = caller().call("GET", path);
		assertThat(stranger.statusCode()).isEqualTo(404);
		assertThat(stranger.headers().firstValue("WWW-Authenticate")).isEmpty();
		assertThat(with("GET", path).statusCode()).isEqualTo(404);
		assertThat(with("POST", path).statusCode()).isEqualTo(404);
	}

	@Test
	void healthIsForAnybody() {
		assertThat(caller().call("GET", "/actuator/health").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/echo/x", "/echo/open", "/nothing", "/api/oauth/token", "/oauth2/token",
			"/api/oauth/jwks", "/api/oauth/authorize", "/actuator/health", "/.well-known/oauth-authorization-server" })
	void everyAnswerHasTheSecurityHeaders(String path) {
		HttpResponse<String> answer = caller().call("GET", path, "Origin", "https://evil.example");
		assertThat(answer.headers().map()).containsKey("x-content-type-options")
			.doesNotContainKeys("set-cookie", "server", "x-powered-by", "access-control-allow-origin",
					"access-control-allow-credentials", "strict-transport-security");
		assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
		assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
		assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example", "null", "http://localhost:8080", "http://[",
			IntegrationTest.ORIGIN + ".evil" })
	void preflightOfAnotherOriginIsRefusedWithoutCorsHeaders(String origin) {
		HttpResponse<String> answer = caller().call("OPTIONS", "/echo/x", "Origin", origin,
				"Access-Control-Request-Method", "PUT");
		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(answer.body()).startsWith("{\"type\":").contains("Pages of this origin are not served.");
		assertThat(answer.headers().map().keySet()).noneMatch((name) -> name.startsWith("access-control-"));
		assertThat(with("GET", "/echo/x", "accounts:read").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/echo/x", "/echo/no/such/route", "/nowhere", "/api/oauth/token",
			"/api/public/v1/accounts", "/unified/crm/account/_upsert", "/customers/bulk/sourceId",
			"/rest/company/contact/upsert", "/rest/user/login/" })
	void preflightOfAListedOriginIsAnsweredOnAllPaths(String path) {
		HttpResponse<String> answer = caller().call("OPTIONS", path, "Origin", IntegrationTest.ORIGIN,
				"Access-Control-Request-Method", "PATCH", "Access-Control-Request-Headers",
				"authorization,content-type,x-nextinteract-authtoken");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(IntegrationTest.ORIGIN);
		assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElse("")).contains("PATCH");
		assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElse("")).contains("authorization")
			.contains("x-nextinteract-authtoken");
		assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "/echo/open, 200", "/echo/x, 401", "/echo//x, 400", "/nowhere, 404" })
	void pageOfAListedOriginMayReadEachAnswer(String path, int status) {
		HttpResponse<String> answer = caller().call("GET", path, "Origin", IntegrationTest.ORIGIN);
		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(answer.headers().allValues("Access-Control-Allow-Origin")).containsExactly(IntegrationTest.ORIGIN);
		assertThat(answer.headers().firstValue("Access-Control-Expose-Headers")).contains("*");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/echo//x       | The path must not have an empty segment.
			//echo/x       | The path must not have an empty segment.
			/echo/x;a=b    | The path must not have parameters; a semicolon in a key is percent-encoded.
			/echo;a/x      | The path must not have parameters; a semicolon in a key is percent-encoded.
			/echo/x;a=%25z/ | The path must not have parameters; a semicolon in a key is percent-encoded.
			/echo/%2e%2e/x | The path must not have . or .. as a segment.
			/echo/.%2E     | The path must not have . or .. as a segment.
			/echo/../echo/x | The path must not have . or .. as a segment.
			/echo/./x      | The path must not have . or .. as a segment.
			/echo/%2e/     | The path must not have . or .. as a segment.""")
	void pathThatCanBeReadInTwoWaysIsRefusedWithTheReason(String path, String reason) {
		HttpResponse<String> answer = caller().call("GET", path, "Accept", "text/html");
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
		assertThat(answer.body()).isEqualTo("{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,"
				+ "\"detail\":\"" + reason + "\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/echo/a%00b", "/echo/a%FFb" })
	void pathThatTheContainerRefusesIsABadRequestWithTheReason(String path) {
		HttpResponse<String> answer = with("GET", path);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
		assertThat(answer.body()).contains("a path that is UTF-8 in percent-encoding");
	}

	@ParameterizedTest
	@ValueSource(strings = { "TRACE", "PROPFIND", "TRACK" })
	void strangeMethodIsNotAllowed(String method) {
		HttpResponse<String> answer = caller().call(method, "/echo/x");
		assertThat(answer.statusCode()).isEqualTo(405);
		assertThat(answer.headers().firstValue("Allow")).isPresent();
		assertThat(answer.body()).doesNotContain("<html");
	}

	private HttpResponse<String> with(String method, String path, String... scopes) {
		return caller().with(caller().token("routes-client", Registration.SECRET, scopes), method, path);
	}

	private String token() {
		return caller().token("routes-client", Registration.SECRET);
	}

	private Caller caller() {
		return new Caller(this.port);
	}

}
