package io.onerow.security.issuer;

import java.net.http.HttpResponse;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import io.onerow.IntegrationTest;
import io.onerow.security.Caller;
import io.onerow.security.Scopes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
@ActiveProfiles("echo")
class TokenEndpointIntegrationTests {

	private static final String FORM = "application/x-www-form-urlencoded";

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	@LocalServerPort
	private int port;

	@BeforeEach
	void register() {
		Registration.of(this.context, "token-endpoint", "token-client");
	}

	@Test
	void basicCredentialsGetATokenWithEveryScope() throws ParseException {
		HttpResponse<String> answer = caller().askForToken("token-client", Registration.SECRET, "");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
		Map<String, Object> body = JSONObjectUtils.parse(answer.body());
		assertThat(body).containsEntry("token_type", "Bearer");
		assertThat(JSONObjectUtils.getInt(body, "expires_in")).isBetween(3590, 3600);
		assertThat(JSONObjectUtils.getString(body, "scope").split(" "))
			.containsExactlyInAnyOrderElementsOf(Scopes.all());
	}

	@Test
	void tokenCarriesTheClaimsOfAnAccessToken() throws ParseException {
		SignedJWT jwt = SignedJWT.parse(caller().token("token-client", Registration.SECRET, "accounts:read"));
		assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
		assertThat(jwt.getHeader().getType().getType()).isEqualTo("at+jwt");
		Map<String, Object> claims = jwt.getJWTClaimsSet().getClaims();
		assertThat(claims).containsEntry("iss", "http://localhost:8080")
			.containsEntry("aud", List.of("onerow"))
			.containsEntry("sub", "token-client")
			.containsEntry("client_id", "token-client")
			.containsEntry("scope", "accounts:read")
			.containsEntry("tenant", "token-endpoint")
			.containsKeys("exp", "iat", "jti");
	}

	@Test
	void credentialsInTheBodyGetAToken() throws ParseException {
		HttpResponse<String> answer = caller().send("POST", "/api/oauth/token",
				"grant_type=client_credentials&client_id=token-client&client_secret=" + Registration.SECRET,
				"Content-Type", FORM);
		assertThat(answer.statusCode()).isEqualTo(200);
		String token = JSONObjectUtils.getString(JSONObjectUtils.parse(answer.body()), "access_token");
		assertThat(caller().with(token, "GET", "/echo/x").body()).contains("\"tenant\":\"token-endpoint\"");
	}

	@Test
	void credentialsInTheUrlAreRefused() {
		HttpResponse<String> answer = caller().send("POST",
				"/api/oauth/token?grant_type=client_credentials&client_id=token-client&client_secret="
						+ Registration.SECRET,
				"x=y", "Content-Type", FORM);
		assertInvalidClient(answer);
	}

	@Test
	void wrongSecretUnknownClientAndNoCredentialAreAlike() {
		HttpResponse<String> wrong = caller().askForToken("token-client", "wrong", "");
		HttpResponse<String> unknown = caller().askForToken("no-such-client", "wrong", "");
		HttpResponse<String> none = caller().send("POST", "/api/oauth/token", "grant_type=client_credentials",
				"Content-Type", FORM);
		for (HttpResponse<String> answer : List.of(wrong, unknown, none)) {
			assertInvalidClient(answer);
		}
	}

	@Test
	void revokedClientGetsNoToken() {
		Registration.of(this.context, "token-endpoint", "revoked-client");
		assertThat(caller().askForToken("revoked-client", Registration.SECRET, "").statusCode()).isEqualTo(200);
		this.jdbc.sql("update oauth_client set revoked_at = now() where client_id = 'revoked-client'").update();
		assertInvalidClient(caller().askForToken("revoked-client", Registration.SECRET, ""));
	}

	@Test
	void scopeBeyondTheClientsIsRefused() {
		Registration.of(this.context, "token-endpoint", "reader", Set.of(Scopes.ACCOUNTS_READ));
		HttpResponse<String> answer = caller().askForToken("reader", Registration.SECRET, "&scope=accounts:all");
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("\"error\":\"invalid_scope\"");
	}

	@Test
	void unknownScopesAreLeftOut() throws ParseException {
		HttpResponse<String> answer = caller().askForToken("token-client", Registration.SECRET,
				"&scope=invoices:all+accounts:all+accounts:all+organizations:read");
		assertThat(answer.statusCode()).isEqualTo(200);
		Map<String, Object> body = JSONObjectUtils.parse(answer.body());
		assertThat(JSONObjectUtils.getString(body, "scope")).doesNotContain("invoices").contains("accounts:all");
		SignedJWT jwt = SignedJWT.parse(JSONObjectUtils.getString(body, "access_token"));
		assertThat(jwt.getJWTClaimsSet().getStringClaim("scope")).doesNotContain("invoices").contains("accounts:all");
		HttpResponse<String> none = caller().askForToken("token-client", Registration.SECRET,
				"&scope=invoices:all+unheard:of");
		assertThat(none.statusCode()).isEqualTo(400);
		assertThat(none.body()).isEqualTo("{\"error\":\"invalid_scope\"}");
	}

	@Test
	void bulkHasTheSameEndpoint() throws ParseException {
		HttpResponse<String> answer = caller().send("POST", "/oauth2/token", "grant_type=client_credentials",
				"Content-Type", FORM, "Authorization", Caller.basic("token-client", Registration.SECRET));
		assertThat(answer.statusCode()).isEqualTo(200);
		String token = JSONObjectUtils.getString(JSONObjectUtils.parse(answer.body()), "access_token");
		assertThat(caller().with(token, "GET", "/echo/x").body()).contains("\"tenant\":\"token-endpoint\"");
		assertInvalidClient(caller().send("POST", "/oauth2/token", "grant_type=client_credentials", "Content-Type",
				FORM, "Authorization", Caller.basic("token-client", "wrong")));
		assertThat(caller().call("GET", "/oauth2/token").headers().firstValue("Allow")).contains("POST");
		assertOAuthError(caller().send("POST", "/oauth2/token", "grant_type=%zz", "Content-Type", FORM), 400);
		assertOAuthError(caller().send("POST", "/oauth2/token", "x=" + "x".repeat(20_000), "Content-Type", FORM), 413);
	}

	@ParameterizedTest
	@CsvSource({ "authorization_code, , invalid_request", "authorization_code, &code=x, invalid_grant",
			"authorization_code, &code=x&code=y, invalid_request", "refresh_token, , invalid_request",
			"refresh_token, &refresh_token=x, invalid_grant", "refresh_token, &refresh_token=%00, invalid_grant" })
	void grantThatWasNotGivenIsRefused(String grant, String rest, String error) {
		HttpResponse<String> answer = caller().send("POST", "/api/oauth/token",
				"grant_type=" + grant + ((rest != null) ? rest : ""), "Content-Type", FORM, "Authorization",
				Caller.basic("token-client", Registration.SECRET));
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).isEqualTo("{\"error\":\"" + error + "\"}");
	}

	@Test
	void nobodyLogsInForAClientWithoutRedirectUris() {
		HttpResponse<String> answer = caller().call("GET",
				"/api/oauth/authorize?response_type=code&client_id=token-client&redirect_uri=https%3A%2F%2Fa.example%2F");
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("unauthorized_client");
	}

	@Test
	void registrationIsOffUnlessConfigured() {
		for (String method : List.of("GET", "POST")) {
			assertThat(caller()
				.send(method, "/api/oauth/register", "{\"redirect_uris\":[\"https://a.example/\"]}", "Content-Type",
						"application/json")
				.statusCode()).isEqualTo(404);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "password", "urn:ietf:params:oauth:grant-type:token-exchange",
			"urn:ietf:params:oauth:grant-type:device_code" })
	void otherGrantsAreUnsupported(String grant) {
		HttpResponse<String> answer = caller().send("POST", "/api/oauth/token",
				"grant_type=" + grant + "&refresh_token=x&device_code=x&subject_token=x", "Content-Type", FORM,
				"Authorization", Caller.basic("token-client", Registration.SECRET));
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).isEqualTo("{\"error\":\"unsupported_grant_type\"}");
	}

	@Test
	void otherMethodsAreNotAllowed() {
		HttpResponse<String> answer = caller().call("GET", "/api/oauth/token");
		assertThat(answer.statusCode()).isEqualTo(405);
		assertThat(answer.headers().firstValue("Allow")).contains("POST");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', textBlock = """
			grant_type=%zz,                          application/x-www-form-urlencoded,                400
			grant_type=client_credentials&%00=x,     application/x-www-form-urlencoded,                400
			grant_type=client_credentials,           application/x-www-form-urlencoded;charset=UTF-16, 415
			grant_type=client_credentials,           text/plain,                                       415
			LONG,                                    application/x-www-form-urlencoded,                413
			MANY,                                    application/x-www-form-urlencoded,                400""")
	void bodyThatIsNoFormIsAnsweredAsOAuthDoes(String body, String type, int status) throws ParseException {
		String sent = switch (body) {
			case "LONG" -> "grant_type=client_credentials&x=" + "x".repeat(20_000);
			case "MANY" -> "grant_type=client_credentials" + "&x=1".repeat(1_000);
			default -> body;
		};
		assertOAuthError(caller().send("POST", "/api/oauth/token", sent, "Content-Type", type, "Authorization",
				Caller.basic("token-client", Registration.SECRET)), status);
	}

	@ParameterizedTest
	@ValueSource(strings = { "grant_type=%00", "grant_type=%ED%A0%80", "grant_type=client_credentials&scope=%00",
			"grant_type=client_credentials&scope=%ED%A0%80" })
	void valueThatNobodyHasIsUnknown(String form) {
		HttpResponse<String> answer = caller().send("POST", "/api/oauth/token", form, "Content-Type", FORM,
				"Authorization", Caller.basic("token-client", Registration.SECRET));
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).containsPattern("\"error\":\"(unsupported_grant_type|invalid_scope)\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\0b", "\0", "a\rb", "é", "%ED%A0%80", "%00", "%zz", " ", "" })
	void credentialsThatNobodyHasAreRefused(String text) throws ParseException {
		for (String basic : List.of(Caller.basic(text, "x"), Caller.basic("token-client", text),
				Caller.basic(text.repeat(300), text.repeat(300)))) {
			HttpResponse<String> answer = caller().send("POST", "/api/oauth/token", "grant_type=client_credentials",
					"Content-Type", FORM, "Authorization", basic);
			assertThat(answer.statusCode()).as(basic + answer.body()).isIn(400, 401);
			assertThat(JSONObjectUtils.parse(answer.body())).as(basic).containsKey("error");
		}
	}

	@ParameterizedTest
	@CsvSource({ "DELETE, /api/oauth/token, 405", "TRACE, /api/oauth/token, 405", "POST, /api/oauth/jwks, 405",
			"POST, /api/oauth/token;a=b, 400", "POST, /api/oauth/other, 404", "POST, /api/oauth//token, 400" })
	void requestThatIsNoneIsAnsweredAsOAuthDoes(String method, String path, int status) throws ParseException {
		assertOAuthError(caller().send(method, path, "grant_type=client_credentials", "Content-Type", FORM), status);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/oauth2/authorize", "/oauth2/introspect", "/oauth2/revoke", "/oauth2/par",
			"/oauth2/device_authorization", "/oauth2/device_verification", "/oauth2/register", "/oauth2/jwks",
			"/userinfo", "/connect/register", "/.well-known/openid-configuration", "/login", "/logout" })
	void whateverElseTheFrameworkOffersIsNotThere(String path) {
		String credential = Caller.basic("token-client", Registration.SECRET);
		assertThat(caller().call("GET", path, "Authorization", credential).statusCode()).isEqualTo(404);
		assertThat(
				caller().send("POST", path, "token=x", "Authorization", credential, "Content-Type", FORM).statusCode())
			.isEqualTo(404);
	}

	@Test
	void metadataNamesWhatIsThereAndNothingElse() throws ParseException {
		HttpResponse<String> answer = caller().call("GET", "/.well-known/oauth-authorization-server");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(JSONObjectUtils.parse(answer.body())).containsEntry("issuer", "http://localhost:8080")
			.containsEntry("token_endpoint", "http://localhost:8080/api/oauth/token")
			.containsEntry("jwks_uri", "http://localhost:8080/api/oauth/jwks")
			.containsEntry("authorization_endpoint", "http://localhost:8080/api/oauth/authorize")
			.containsEntry("grant_types_supported",
					List.of("authorization_code", "refresh_token", "client_credentials"))
			.containsEntry("code_challenge_methods_supported", List.of("S256"))
			.doesNotContainKeys("registration_endpoint", "introspection_endpoint", "revocation_endpoint");
	}

	@Test
	void publishedKeysArePublic() throws ParseException {
		HttpResponse<String> answer = caller().call("GET", "/api/oauth/jwks");
		assertThat(answer.statusCode()).isEqualTo(200);
		for (Map<String, Object> key : JSONObjectUtils.getJSONObjectArray(JSONObjectUtils.parse(answer.body()),
				"keys")) {
			assertThat(key).containsOnlyKeys("kty", "e", "use", "kid", "alg", "n");
		}
	}

	private static void assertOAuthError(HttpResponse<String> answer, int status) throws ParseException {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
		assertThat(JSONObjectUtils.parse(answer.body())).containsEntry("error", "invalid_request")
			.doesNotContainKeys("instance", "type", "status");
	}

	private static void assertInvalidClient(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).isEqualTo(401);
		assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Basic realm=\"onerow\"");
		assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
		assertThat(answer.body()).isEqualTo("{\"error\":\"invalid_client\"}");
	}

	private Caller caller() {
		return new Caller(this.port);
	}

}
