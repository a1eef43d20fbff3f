package io.onerow.security.issuer;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.onerow.Client;
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

/** What an application may say of itself, and how long it is remembered. */
@PeopleTest
class RegistrationIntegrationTests {

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private SettableClock clock;

	@LocalServerPort
	private int port;

	private Caller caller;

	@BeforeEach
	void start() {
		this.caller = new Caller(this.port);
	}

	@Test
	void answerSaysWhatWasRegistered() {
		HttpResponse<String> answer = Connector.register(this.caller,
				"{\"redirect_uris\":[\"https://a.example/cb\",\"com.example.app:/cb\"],\"client_name\":\" Søk \",\"grant_types\":"
						+ "[\"authorization_code\",\"client_credentials\"],\"logo_uri\":\"https://a.example/x\",\"scope\":\"accounts:read x:y\"}");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
		assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
		JsonNode body = Client.json(answer);
		assertThat(Connector.text(body, "client_id")).startsWith("app-");
		assertThat(Connector.text(body, "client_secret")).hasSize(64);
		assertThat(body.get("client_secret_expires_at").intValue()).isZero();
		assertThat(Connector.text(body, "client_name")).isEqualTo("Søk");
		assertThat(Connector.text(body, "scope")).isEqualTo("accounts:read");
		assertThat(Connector.text(body, "token_endpoint_auth_method")).isEqualTo("client_secret_basic");
		assertThat(body.get("grant_types").toString()).contains("authorization_code", "refresh_token")
			.doesNotContain("client_credentials");
		HttpResponse<String> alone = this.caller.askForToken(Connector.text(body, "client_id"),
				Connector.text(body, "client_secret"), "");
		assertThat(alone.statusCode()).isEqualTo(400);
		assertThat(alone.body()).isEqualTo("{\"error\":\"unauthorized_client\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "[\"http://a.example/\"]", "[\"https://a.example/#x\"]", "[\"javascript:x\"]",
			"[\"data:x\"]", "[\"myapp:/x\"]", "[\"com.example:x\"]", "[\"/x\"]", "[\"https://a.example/ x\"]",
			"[\"https://é.example/\"]", "[\"https:///x\"]", "[\"https://u@a.example/\"]",
			"[\"https://a.example/?[x]\"]", "[\"https://a.example/\", \"x\"]", "[null]", "[1]", "[{}]", "null", "\"x\"",
			"{}", "7" })
	void redirectUriThatIsNotSafeIsRefused(String uris) {
		HttpResponse<String> answer = Connector.register(this.caller, "{\"redirect_uris\":" + uris + "}");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
		assertThat(answer.body()).containsPattern("\"error\":\"invalid_(redirect_uri|client_metadata)\"")
			.contains("redirect_uris");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			"token_endpoint_auth_method":"private_key_jwt"  | token_endpoint_auth_method
			"grant_types":["client_credentials"]            | grant_types
			"response_types":["token"]                      | response_types
			"scope":"x:y"                                   | scope
			"client_name":""                                | client_name
			"client_name":"a\\u0000b"                       | client_name
			"client_name":"a\\u202eb"                       | client_name
			"client_name":"\\ud800"                         | client_name
			"jwks_uri":"nonsense"                           | The body must be""")
	void memberThatIsNotTakenIsNamed(String member, String named) {
		HttpResponse<String> answer = Connector.register(this.caller,
				"{\"redirect_uris\":[\"https://a.example/\"]," + member + "}");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
		assertThat(answer.body()).contains("\"error\":\"invalid_client_metadata\"", named);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "[]", "null", "x", "{\"redirect_uris\":", "{\"a\":1e999}" })
	void bodyThatIsNoneIsRefused(String body) {
		HttpResponse<String> answer = Connector.register(this.caller, body);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
		assertThat(answer.body()).contains("\"error\":\"");
	}

	@Test
	void longUriAndManyAreRefused() {
		for (List<String> uris : List.of(List.of("https://a.example/" + "x".repeat(1_000)),
				Collections.nCopies(11, "https://a.example/"))) {
			assertThat(Connector.register(this.caller, "{\"redirect_uris\":[\"" + String.join("\",\"", uris) + "\"]}")
				.statusCode()).isEqualTo(400);
		}
	}

	@Test
	void otherMethodsAreNotAllowed() {
		HttpResponse<String> answer = this.caller.call("GET", "/api/oauth/register");
		assertThat(answer.statusCode()).isEqualTo(405);
		assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
	}

	@Test
	void metadataNamesTheEndpoint() {
		JsonNode metadata = Client.json(this.caller.call("GET", "/.well-known/oauth-authorization-server"));
		assertThat(Connector.text(metadata, "registration_endpoint"))
			.isEqualTo("http://localhost:8080/api/oauth/register");
	}

	@Test
	void whatNobodyUsesIsForgottenAfterAWeek() {
		Connector used = Connector.registered(this.caller, "none");
		used.code(People.of(this.context, "registration", "accounts:all"), People.PASSWORD);
		Connector unused = Connector.registered(this.caller, "none");
		this.clock.pass(Duration.ofDays(7).toSeconds() + 1);
		Connector.registered(this.caller, "none");
		assertThat(used.open(used.request()).statusCode()).isEqualTo(200);
		assertThat(unused.open(unused.request()).statusCode()).isEqualTo(400);
		assertThat(this.jdbc.sql("select count(*) from oauth_registration where client_id = ?")
			.param(unused.id)
			.query(Long.class)
			.single()).isZero();
	}

	@Test
	void registeredApplicationMayNotTakeItsSecretElsewhere() {
		Connector one = Connector.registered(this.caller, "client_secret_post");
		Connector two = Connector.registered(this.caller, "client_secret_post");
		Connector mixed = new Connector(this.caller, one.id, two.secret);
		assertThat(mixed
			.token(new LinkedHashMap<>(Map.of("grant_type", "refresh_token", "refresh_token", "x", "client_id",
					mixed.id, "client_secret", mixed.secret)))
			.statusCode()).isEqualTo(401);
	}

}
