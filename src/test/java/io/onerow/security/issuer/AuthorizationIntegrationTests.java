package io.onerow.security.issuer;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.Race;
import io.onerow.SettableClock;
import io.onerow.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What is refused on the way to a token, and what is kept of it. */
@PeopleTest
class AuthorizationIntegrationTests {

	private static final String CONTACTS = "/api/public/v1/accounts";

	private static final String REFUSED = "{\"error\":\"invalid_grant\"}";

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private SettableClock clock;

	@LocalServerPort
	private int port;

	private Caller caller;

	private Connector connector;

	private String tenant;

	private String email;

	@BeforeEach
	void register() {
		this.caller = new Caller(this.port);
		this.tenant = "a" + UUID.randomUUID().toString().replace("-", "");
		this.email = People.of(this.context, this.tenant, "accounts:all");
		Registration.of(this.context, this.tenant, this.tenant);
		this.jdbc
			.sql("update oauth_client set redirect_uris = array[?, 'http://127.0.0.1/callback'] where client_id = ?")
			.params(Connector.REDIRECT, this.tenant)
			.update();
		this.connector = new Connector(this.caller, this.tenant, Registration.SECRET);
	}

	@Test
	void pageIsOneFormAndNothingThatRuns() {
		HttpResponse<String> page = this.connector.open(this.connector.request());
		assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
		assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
			.startsWith("default-src 'none'; base-uri 'none'; frame-ancestors 'none'; style-src 'sha256-")
			.endsWith("form-action 'self' https:")
			.doesNotContain("unsafe", "script");
		assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
		assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("DENY");
		assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
		assertThat(page.headers().firstValue("Set-Cookie").orElse("")).startsWith("onerow-form=")
			.contains("Path=/api/oauth/authorize", "HttpOnly", "SameSite=Lax");
		assertThat(page.body()).doesNotContain("<script", "{{", "http://", "https://").containsOnlyOnce("<form");
	}

	@ParameterizedTest
	@CsvSource({ "code_challenge_method, plain, invalid_request", "code_challenge_method, , invalid_request",
			"code_challenge, , invalid_request", "code_challenge, short, invalid_request",
			"scope, invoices:all, invalid_scope", "scope, openid, invalid_scope" })
	void requestThatCannotBeGrantedIsToldToTheApplication(String name, String value, String error) {
		Map<String, String> request = this.connector.request();
		request.computeIfPresent(name, (same, old) -> value);
		HttpResponse<String> answer = this.connector.open(request);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
		assertThat(answer.headers().firstValue("Location").orElse("")).startsWith(Connector.REDIRECT + "&error=");
		assertThat(Connector.parameter(answer, "error")).isEqualTo(error);
		assertThat(Connector.parameter(answer, "state")).isEqualTo(Connector.STATE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example/", Connector.REDIRECT + "&x=1", Connector.REDIRECT + "#x",
			"https://123456.app.erp.example/app/site/hosting/scriptlet.nl", "http://127.0.0.1/other",
			"http://127.0.0.1:abc/callback", "http://127.0.0.1:99999999999/callback",
			"http://127.0.0.1@evil.example/callback", "http://localhost/callback", "javascript:alert(1)",
			"data:text/html,x", "//evil.example", "/callback", "%zz", "https://evil.example/{x}",
			"https://evil.example/?[x]", "\0", "é", " ", "" })
	void otherRedirectUriIsAPageAndNoRedirect(String uri) {
		for (HttpResponse<String> answer : List.of(this.connector.open(this.connector.request("redirect_uri", uri)),
				this.connector.logIn(this.connector.request("redirect_uri", uri), this.email, People.PASSWORD))) {
			assertThat(answer.statusCode()).as(answer.body()).isIn(400, 403);
			assertThat(answer.headers().firstValue("Location")).isEmpty();
			assertThat(answer.body()).doesNotContain("evil.example");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "?", "?response_type=code", "?response_type=token&client_id=x",
			"?response_type=code&client_id=no-such-client&redirect_uri=https%3A%2F%2Fevil.example",
			"?response_type=code&client_id=%00&redirect_uri=https%3A%2F%2Fevil.example",
			"?client_id=%ED%A0%80&redirect_uri=x", "?client_id=a&client_id=b", "?request_uri=urn%3Ax&client_id=a",
			"?request=x.y.z", "?%00", "?consent=x&state=y&client_id=z&scope=a" })
	void rubbishIsAReadablePage(String query) {
		for (String method : List.of("GET", "POST")) {
			HttpResponse<String> answer = this.caller.call(method, "/api/oauth/authorize" + query);
			assertThat(answer.statusCode()).as(answer.body()).isIn(400, 403);
			assertThat(answer.headers().firstValue("Location")).isEmpty();
			assertThat(answer.body()).isNotBlank();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD" })
	void otherMethodsAreNotAllowed(String method) {
		HttpResponse<String> answer = this.caller.call(method, Connector.path(this.connector.request()));
		assertThat(answer.statusCode()).isEqualTo(405);
		assertThat(answer.headers().firstValue("Allow")).hasValue("GET, POST");
	}

	@Test
	void whatTheApplicationSaysIsShownAsText() {
		HttpResponse<String> registered = Connector.register(this.caller,
				"{\"client_name\":\"<b onclick=x>\\\"&{{csrf}}\",\"redirect_uris\":[\"com.example.app:/x\"]}");
		JsonNode body = Client.json(registered);
		Connector named = new Connector(this.caller, Connector.text(body, "client_id"), "");
		HttpResponse<String> page = named.open(named.request("redirect_uri", "com.example.app:/x"));
		assertThat(page.body()).contains("&lt;b onclick=x&gt;&quot;&amp;{{csrf}}").doesNotContain("<b onclick");
		assertThat(page.headers().firstValue("Content-Security-Policy").orElse("")).endsWith(" com.example.app:");
	}

	@Test
	void portOfThisMachineIsTheApplications() {
		Map<String, String> request = this.connector.request("redirect_uri", "http://127.0.0.1:51004/callback");
		HttpResponse<String> answer = this.connector.logIn(request, this.email, People.PASSWORD);
		assertThat(answer.headers().firstValue("Location").orElse(""))
			.startsWith("http://127.0.0.1:51004/callback?code=");
		assertThat(this.connector
			.redeem(Connector.parameter(answer, "code"), "http://127.0.0.1:51005/callback", Connector.VERIFIER)
			.body()).isEqualTo(REFUSED);
		assertThat(this.connector
			.redeem(Connector.parameter(answer, "code"), "http://127.0.0.1:51004/callback", Connector.VERIFIER)
			.statusCode()).isEqualTo(200);
	}

	@Test
	void cancelledLoginIsToldToTheApplication() {
		Map<String, String> request = this.connector.request();
		HttpResponse<String> page = this.connector.open(request);
		HttpResponse<String> answer = this.connector.submit(request, Connector.cookie(page),
				"cancel=cancel&_csrf=" + Connector.csrf(page));
		assertThat(Connector.parameter(answer, "error")).isEqualTo("access_denied");
		assertThat(Connector.parameter(answer, "state")).isEqualTo(Connector.STATE);
	}

	@Test
	void formOfAnotherPageIsRefused() {
		Map<String, String> request = this.connector.request();
		HttpResponse<String> mine = this.connector.open(request);
		HttpResponse<String> theirs = this.connector.open(request);
		String form = "&email=" + this.email + "&password=" + People.PASSWORD.replace(' ', '+');
		for (HttpResponse<String> answer : List.of(
				this.connector.submit(request, "none=x", "_csrf=" + Connector.csrf(mine) + form),
				this.connector.submit(request, Connector.cookie(mine), form.substring(1)),
				this.connector.submit(request, Connector.cookie(mine), "_csrf=x" + form),
				this.connector.submit(request, Connector.cookie(theirs), "_csrf=" + Connector.csrf(mine) + form))) {
			assertThat(answer.statusCode()).isEqualTo(403);
			assertThat(answer.body()).contains("The form does not belong to this browser");
			assertThat(answer.headers().firstValue("Location")).isEmpty();
		}
		assertThat(this.connector.submit(request, mine, this.email, People.PASSWORD).statusCode()).isEqualTo(302);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "&email=&password=", "&email=x", "&password=x", "&email=%00&password=x",
			"&email=%ED%A0%80&password=%ED%A0%80", "&email=a&email=b&password=c" })
	void formThatIsNotFilledInIsShownAgain(String form) {
		Map<String, String> request = this.connector.request();
		HttpResponse<String> page = this.connector.open(request);
		HttpResponse<String> answer = this.connector.submit(request, Connector.cookie(page),
				"_csrf=" + Connector.csrf(page) + form);
		assertThat(answer.statusCode()).isIn(400, 403);
		assertThat(answer.body()).contains("<p role=\"alert\">", "<form");
	}

	@Test
	void fifthWrongPasswordLocksThePageTooAndOnlyForAWhile() {
		Map<String, String> request = this.connector.request();
		HttpResponse<String> page = this.connector.open(request);
		for (int n = 0; n < 5; n++) {
			assertThat(this.connector.submit(request, page, this.email, "wrong").body()).contains("is wrong");
		}
		HttpResponse<String> locked = this.connector.submit(request, page, this.email, People.PASSWORD);
		assertThat(locked.statusCode()).isEqualTo(403);
		assertThat(locked.body()).contains("Too many logins failed. Try again in 15 minutes.");
		assertThat(this.caller
			.send("POST", "/rest/user/login", "uEmail=" + this.email + "&uPassword=x", "Content-Type", Connector.FORM)
			.body()).contains("WSAccountLockedException");
		this.clock.pass(Duration.ofMinutes(15).toSeconds());
		assertThat(this.connector.submit(request, page, this.email, People.PASSWORD).statusCode()).isEqualTo(302);
	}

	@Test
	void userOfAnotherTenantCannotUseATenantsClient() {
		String stranger = People.of(this.context, this.tenant.substring(1) + "-b", "accounts:all");
		HttpResponse<String> answer = this.connector.logIn(this.connector.request(), stranger, People.PASSWORD);
		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(answer.body()).contains("another organization");
		Connector registered = Connector.registered(this.caller, "client_secret_post");
		JsonNode theirs = registered.tokens(stranger, People.PASSWORD);
		JsonNode ours = registered.tokens(this.email, People.PASSWORD);
		String account = Connector.text(Client.json(send(ours, "POST", CONTACTS, "{\"fullName\": \"Acme\"}")), "id");
		assertThat(send(theirs, "GET", CONTACTS + "/" + account, "").statusCode()).isEqualTo(404);
		assertThat(send(ours, "GET", CONTACTS + "/" + account, "").statusCode()).isEqualTo(200);
	}

	@Test
	void codeIsGoodOnceForItsClientItsUriAndItsVerifier() {
		String code = this.connector.code(this.email, People.PASSWORD);
		assertThat(this.connector.redeem(code, Connector.REDIRECT, "x".repeat(43)).body()).isEqualTo(REFUSED);
		assertThat(this.connector.redeem(code, Connector.REDIRECT, "").body()).isEqualTo(REFUSED);
		assertThat(this.connector.redeem(code, Connector.REDIRECT + "&x=1", Connector.VERIFIER).body())
			.isEqualTo(REFUSED);
		assertThat(this.connector.redeem(code, "", Connector.VERIFIER).body()).isEqualTo(REFUSED);
		JsonNode tokens = Client.json(this.connector.redeem(code));
		assertThat(this.connector.redeem(code).body()).isEqualTo(REFUSED);
		assertThat(this.connector.refresh(Connector.text(tokens, "refresh_token")).body()).isEqualTo(REFUSED);
		assertThat(send(tokens, "GET", CONTACTS, "").statusCode()).isEqualTo(401);
		String seen = this.connector.code(this.email, People.PASSWORD);
		Connector thief = Connector.registered(this.caller, "none");
		assertThat(thief.redeem(seen).body()).isEqualTo(REFUSED);
		assertThat(this.connector.redeem(seen).body()).isEqualTo(REFUSED);
	}

	@Test
	void raceForACodeHasOneWinnerAtMostAndLeavesNothing() throws Exception {
		String code = this.connector.code(this.email, People.PASSWORD);
		List<HttpResponse<String>> answers = Race.of(4, (n) -> () -> this.connector.redeem(code));
		assertThat(answers).filteredOn((answer) -> answer.statusCode() == 200).hasSizeLessThanOrEqualTo(1);
		assertThat(answers).allMatch((answer) -> answer.statusCode() == 200 || answer.body().equals(REFUSED));
		assertThat(count("select count(*) from oauth_grant where tenant_id = ?")).isZero();
	}

	@Test
	void codeAndRefreshTokenEndByTheClock() {
		String code = this.connector.code(this.email, People.PASSWORD);
		this.clock.pass(301);
		assertThat(this.connector.redeem(code).body()).isEqualTo(REFUSED);
		JsonNode tokens = this.connector.tokens(this.email, People.PASSWORD);
		this.clock.pass(Duration.ofDays(89).toSeconds());
		JsonNode later = Client.json(this.connector.refresh(Connector.text(tokens, "refresh_token")));
		this.clock.pass(Duration.ofDays(91).toSeconds());
		assertThat(this.connector.refresh(Connector.text(later, "refresh_token")).body()).isEqualTo(REFUSED);
		this.connector.code(this.email, People.PASSWORD);
		assertThat(count("select count(*) from oauth_grant where tenant_id = ?")).isEqualTo(1);
	}

	@Test
	void onlyHashesAreStored() {
		Connector registered = Connector.registered(this.caller, "client_secret_post");
		String code = registered.code(this.email, People.PASSWORD);
		assertThat(stored()).doesNotContain(code.substring(this.tenant.length() + 30), registered.secret)
			.contains(this.tenant);
		JsonNode tokens = Client.json(registered.redeem(code));
		assertThat(stored())
			.doesNotContain(Connector.text(tokens, "refresh_token").substring(this.tenant.length() + 30));
	}

	@Test
	void withoutItsClientOrItsUserAGrantIsNoMore() {
		JsonNode tokens = this.connector.tokens(this.email, People.PASSWORD);
		this.jdbc.sql("update oauth_client set revoked_at = now() where client_id = ?").param(this.tenant).update();
		assertThat(send(tokens, "GET", CONTACTS, "").statusCode()).isEqualTo(401);
		assertThat(this.connector.refresh(Connector.text(tokens, "refresh_token")).statusCode()).isEqualTo(401);
		assertThat(this.connector.open(this.connector.request()).statusCode()).isEqualTo(400);
		Connector registered = Connector.registered(this.caller, "client_secret_post");
		JsonNode others = registered.tokens(this.email, People.PASSWORD);
		this.jdbc.sql("update app_user set scopes = array['customers:read'] where email_key = ?")
			.param(this.email)
			.update();
		assertThat(registered.refresh(Connector.text(others, "refresh_token")).body()).isEqualTo(REFUSED);
		this.jdbc.sql("delete from app_user where email_key = ?").param(this.email).update();
		assertThat(send(others, "GET", CONTACTS, "").statusCode()).isEqualTo(401);
		assertThat(count("select count(*) from oauth_grant where tenant_id = ?")).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "a.b.c", "\0", "é",
			"no-such-tenant.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
			"-.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" })
	void tokenThatNobodyGaveIsRefused(String token) {
		assertThat(this.connector.redeem(token).body()).isEqualTo(REFUSED);
		assertThat(this.connector.refresh(token).body()).isEqualTo(REFUSED);
	}

	@Test
	void codeIsNoRefreshTokenAndTheOtherWayRound() {
		String code = this.connector.code(this.email, People.PASSWORD);
		assertThat(this.connector.refresh(code).body()).isEqualTo(REFUSED);
		JsonNode tokens = Client.json(this.connector.redeem(code));
		assertThat(this.connector.redeem(Connector.text(tokens, "refresh_token")).body()).isEqualTo(REFUSED);
		assertThat(this.connector.refresh(Connector.text(tokens, "refresh_token")).statusCode()).isEqualTo(200);
	}

	private String stored() {
		return this.jdbc.sql("""
				select string_agg(g::text, ' ') || (select string_agg(r::text, ' ') from oauth_registration r)
				from oauth_grant g where tenant_id = ?""").param(this.tenant).query(String.class).single();
	}

	private long count(String query) {
		return this.jdbc.sql(query).param(this.tenant).query(Long.class).single();
	}

	private HttpResponse<String> send(JsonNode tokens, String method, String path, String body) {
		return this.caller.send(method, path, body, "Authorization", "Bearer " + Connector.text(tokens, "access_token"),
				"Content-Type", "application/json");
	}

}
