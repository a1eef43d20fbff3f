package io.onerow.security.issuer;

import java.net.http.HttpResponse;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import com.nimbusds.jwt.SignedJWT;
import io.onerow.Client;
import io.onerow.Onerow;
import io.onerow.SettableClock;
import io.onerow.TestDatabase;
import io.onerow.security.Caller;
import io.onerow.security.PasswordChange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** How a connector is set up and goes on, request by request as it sends them. */
@PeopleTest
class ConnectorIntegrationTests {

	private static final String CONTACTS = "/api/public/v1/accounts";

	@Autowired
	private ApplicationContext context;

	@Autowired
	private SettableClock clock;

	@LocalServerPort
	private int port;

	private Caller caller;

	private String email;

	@BeforeEach
	void hire() {
		this.caller = new Caller(this.port);
		this.email = People.of(this.context, "connector", "accounts:all");
	}

	@Test
	void connectorIsSetUpRefreshesAndBeginsAnewAfterATheft() {
		Connector connector = Connector.registered(this.caller, "client_secret_post");
		HttpResponse<String> first = connector.redeem(logInAtTheSecondTry(connector));
		assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
		assertThat(first.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
		JsonNode tokens = Client.json(first);
		assertThat(Connector.text(tokens, "scope")).isEqualTo("accounts:all");
		assertThat(Connector.text(tokens, "token_type")).isEqualTo("Bearer");
		assertThat(tokens.get("expires_in").intValue()).isBetween(3500, 3600);
		String contacts = work(tokens);

		JsonNode refreshed = Client.json(connector.refresh(Connector.text(tokens, "refresh_token")));
		assertThat(Connector.text(refreshed, "refresh_token")).isNotEqualTo(Connector.text(tokens, "refresh_token"));
		assertThat(Connector.text(refreshed, "scope")).isEqualTo("accounts:all");
		HttpResponse<String> stolen = connector.refresh(Connector.text(tokens, "refresh_token"));
		assertThat(stolen.statusCode()).isEqualTo(400);
		assertThat(stolen.body()).isEqualTo("{\"error\":\"invalid_grant\"}");
		assertThat(connector.refresh(Connector.text(refreshed, "refresh_token")).body())
			.isEqualTo("{\"error\":\"invalid_grant\"}");
		assertThat(send(refreshed, "GET", contacts, "").statusCode()).isEqualTo(401);

		HttpResponse<String> list = send(connector.tokens(this.email, People.PASSWORD), "GET", contacts, "");
		assertThat(list.statusCode()).isEqualTo(200);
		assertThat(list.body()).contains("ann@acme.com");
	}

	private String logInAtTheSecondTry(Connector connector) {
		Map<String, String> request = connector.request();
		HttpResponse<String> page = connector.open(request);
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body()).contains("NetSuite Connector", "123456.app.erp.example", "read and write accounts");
		HttpResponse<String> wrong = connector.submit(request, page, this.email, "wrong");
		assertThat(wrong.statusCode()).isEqualTo(403);
		assertThat(wrong.headers().firstValue("Location")).isEmpty();
		assertThat(wrong.body()).contains("The email address or the password is wrong.", this.email)
			.doesNotContain("value=\"wrong\"");
		// the page that was answered has no cookie of its own
		HttpResponse<String> right = connector.submit(request, Connector.cookie(page), "_csrf=" + Connector.csrf(wrong)
				+ "&email=" + this.email + "&password=" + People.PASSWORD.replace(' ', '+'));
		assertThat(right.statusCode()).isEqualTo(302);
		assertThat(right.headers().firstValue("Location").orElseThrow()).startsWith(Connector.REDIRECT + "&code=");
		assertThat(Connector.parameter(right, "state")).isEqualTo(Connector.STATE);
		return Connector.parameter(right, "code");
	}

	/** Answers where the contacts are. */
	private String work(JsonNode tokens) {
		HttpResponse<String> account = send(tokens, "POST", CONTACTS, "{\"fullName\": \"Acme\"}");
		assertThat(account.statusCode()).as(account.body()).isEqualTo(201);
		String contacts = CONTACTS + "/" + Connector.text(Client.json(account), "id") + "/contacts";
		assertThat(send(tokens, "PUT", contacts + "/upsert",
				"{\"fullName\": \"Ann Lee\", \"email\": \"ann@acme.com\", \"language\": \"en\"}")
			.statusCode()).isEqualTo(200);
		assertThat(send(tokens, "GET", "/rest/user/contacts?all=true", "").statusCode()).isEqualTo(200);
		assertThat(send(tokens, "GET", "/customers/id/1", "").statusCode()).isEqualTo(403);
		return contacts;
	}

	@Test
	void passwordThatIsChangedWhileSomebodyLogsInAllowsNothing() throws Exception {
		Connector connector = Connector.registered(this.caller, "client_secret_post");
		Map<String, String> request = connector.request();
		HttpResponse<String> page = connector.open(request);
		ExecutorService login = Executors.newSingleThreadExecutor();
		try (PasswordChange change = PasswordChange.of(this.email)) {
			Future<HttpResponse<String>> answer = login
				.submit(() -> connector.submit(request, page, this.email, People.PASSWORD));
			change.awaitWaiting();
			change.commit();
			assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(400);
			assertThat(answer.get().body()).contains("The account was changed while you logged in");
		}
		finally {
			login.shutdown();
		}
	}

	@Test
	void tokenNamesTenantUserClientAndGrant() throws ParseException {
		Connector connector = Connector.registered(this.caller, "client_secret_post");
		JsonNode tokens = connector.tokens(this.email, People.PASSWORD);
		SignedJWT jwt = SignedJWT.parse(Connector.text(tokens, "access_token"));
		assertThat(jwt.getHeader().getType().getType()).isEqualTo("at+jwt");
		assertThat(jwt.getJWTClaimsSet().getClaims()).containsEntry("tenant", "connector")
			.containsEntry("client_id", connector.id)
			.containsEntry("scope", "accounts:all")
			.containsEntry("aud", List.of("onerow"))
			.containsKeys("sub", "grant", "exp")
			.doesNotContainKey("email");
		assertThat(jwt.getJWTClaimsSet().getSubject()).hasSize(36);
	}

	@Test
	void codeOfOneInstanceIsRedeemedAtAnother() {
		Connector here = Connector.registered(this.caller, "client_secret_post");
		try (ConfigurableApplicationContext other = new SpringApplicationBuilder(Onerow.class)
			.initializers(new TestDatabase(), this::shareTheClock)
			.run("--server.port=0")) {
			Connector there = here
				.at(new Caller(other.getEnvironment().getRequiredProperty("local.server.port", Integer.class)));
			HttpResponse<String> page = here.open(here.request());
			String code = Connector.parameter(there.submit(here.request(), page, this.email, People.PASSWORD), "code");
			JsonNode tokens = Client.json(here.redeem(code));
			HttpResponse<String> refreshed = there.refresh(Connector.text(tokens, "refresh_token"));
			assertThat(refreshed.statusCode()).as(refreshed.body()).isEqualTo(200);
			assertThat(send(Client.json(refreshed), "GET", CONTACTS, "").statusCode()).isEqualTo(200);
		}
	}

	private void shareTheClock(ConfigurableApplicationContext other) {
		((GenericApplicationContext) other).registerBean(SettableClock.class, () -> this.clock,
				(bean) -> bean.setPrimary(true));
	}

	@Test
	void clientWithoutASecretIsKnownByItsVerifier() {
		Connector connector = Connector.registered(this.caller, "none");
		assertThat(connector.secret).isEmpty();
		JsonNode tokens = connector.tokens(this.email, People.PASSWORD);
		JsonNode refreshed = Client.json(connector.refresh(Connector.text(tokens, "refresh_token")));
		assertThat(send(refreshed, "GET", CONTACTS, "").statusCode()).isEqualTo(200);
		Connector withASecret = new Connector(this.caller, connector.id, "made-up");
		assertThat(withASecret.refresh(Connector.text(refreshed, "refresh_token")).statusCode()).isEqualTo(401);
	}

	@Test
	void tokenIsGoodForWhatClientAndUserMayDoAndNoMore() {
		Connector connector = Connector.registered(this.caller, "client_secret_post");
		String reader = People.of(this.context, "connector", "accounts:read", "customers:write");
		assertThat(Connector.parameter(connector.logIn(connector.request(), reader, People.PASSWORD), "error"))
			.isEqualTo("access_denied");
		Registration.of(this.context, "connector", "connector-own");
		allowRedirect("connector-own");
		Connector own = new Connector(this.caller, "connector-own", Registration.SECRET);
		Map<String, String> all = own.request();
		all.remove("scope");
		String code = Connector.parameter(own.logIn(all, reader, People.PASSWORD), "code");
		JsonNode tokens = Client.json(own.redeem(code));
		assertThat(Connector.text(tokens, "scope").split(" ")).containsExactlyInAnyOrder("accounts:read",
				"customers:write");
		assertThat(send(tokens, "GET", CONTACTS, "").statusCode()).isEqualTo(200);
		assertThat(send(tokens, "POST", CONTACTS, "{\"fullName\": \"Acme\"}").statusCode()).isEqualTo(403);
		Map<String, String> reading = own.request("scope", "accounts:read unheard:of");
		assertThat(Connector.text(
				Client.json(own.redeem(Connector.parameter(own.logIn(reading, this.email, People.PASSWORD), "code"))),
				"scope"))
			.isEqualTo("accounts:read");
	}

	@Test
	void refreshMayRepeatWhatWasAskedForAndAskForLess() {
		Registration.of(this.context, "connector", "connector-refresh");
		allowRedirect("connector-refresh");
		Connector connector = new Connector(this.caller, "connector-refresh", Registration.SECRET);
		String user = People.of(this.context, "connector", "accounts:all", "customers:read");
		String code = Connector.parameter(
				connector.logIn(connector.request("scope", "accounts:all customers:read"), user, People.PASSWORD),
				"code");
		JsonNode tokens = Client.json(connector.redeem(code));
		JsonNode repeated = Client.json(refresh(connector, tokens, "accounts:all invoices:all bulk:write"));
		assertThat(Connector.text(repeated, "scope")).isEqualTo("accounts:all");
		JsonNode whole = Client.json(connector.refresh(Connector.text(repeated, "refresh_token")));
		assertThat(Connector.text(whole, "scope").split(" ")).containsExactlyInAnyOrder("accounts:all",
				"customers:read");
		assertThat(refresh(connector, whole, "bulk:write").body()).isEqualTo("{\"error\":\"invalid_scope\"}");
	}

	private static HttpResponse<String> refresh(Connector connector, JsonNode tokens, String scope) {
		Map<String, String> form = new LinkedHashMap<>(
				Map.of("grant_type", "refresh_token", "refresh_token", Connector.text(tokens, "refresh_token"),
						"client_id", connector.id, "client_secret", connector.secret, "scope", scope));
		return connector.token(form);
	}

	private void allowRedirect(String client) {
		this.context.getBean(JdbcClient.class)
			.sql("update oauth_client set redirect_uris = array[?] where client_id = ?")
			.params(Connector.REDIRECT, client)
			.update();
	}

	private HttpResponse<String> send(JsonNode tokens, String method, String path, String body) {
		return this.caller.send(method, path, body, "Authorization", "Bearer " + Connector.text(tokens, "access_token"),
				"Content-Type", "application/json");
	}

}
